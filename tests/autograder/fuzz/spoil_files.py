"""Damage to the folder: names, more files than there should be, time stamps."""

import os

from autograder.class_folder.classroom import JOURNAL
from autograder.inbox.moments import TIMESTAMP
from tests.autograder.fuzz.mutant import Mutant

NAMES = (
    "a" * 255, "\u00e9" * 127, "\U0001f600" * 63, "e\u0301.ipynb", ".ipynb", "..ipynb", " .ipynb", "a\nb.ipynb",
    "\x1b[31m.txt", "CON.ipynb", "-rf", "a b (1).ipynb", "%s.ipynb", "{0}.ipynb", "x.ipynb.txt", "x.IPYNB", "x.jsonl",
    "answers(1).jsonl", "answers.jsonl.bak", "timestamp.txt.txt", os.fsdecode(b"x\xff\xfe.ipynb"),
    os.fsdecode(b"\x80"), "\u202egnp.ipynb", "__pycache__/x.pyc", ".ipynb_checkpoints/x-checkpoint.ipynb",
    "deep/er/x.txt", "items.json", "submitted/eve/x.ipynb", "~", "*", "?.ipynb", "x" * 200 + ".ipynb", "\u00a0.ipynb",
    "image.png", "data/prices.csv",
)  # fmt: skip
TIMES = (
    b"", b"2026-11-21 10:15:02 UTC", b"2026-11-21T10:15:02Z\n", b"yesterday", b"2026-11-21 10:15:02 Europe/Amsterdam",
    b"99999-01-01", b"0", b"20261121", b"2026-11-21 10:15:02 +9999", b"\xff\xfe2\x006\x00", b"\xef\xbb\xbf2026-11-21",
    b"1e400", b"2026-02-30", b"nan", b"\x00" * 50, b"2026-11-21 10:15:02 UTC" + b" " * 200, b"9" * 99, b"12:00",
    b"May", b"a" * 100, b"2026-11-21 10:15:02.999999999999 UTC", b"-1", b"24:00:00", b"1 2 3 4 5 6 7",
    b"2026-11-21 \xd9\xa1\xd9\xa0:00", b"0000-00-00", b"10000000000000000000000", b"2026-W47-6",
    b"2026-11-21T10:15:02,5Z", b"; rm -rf /",
)  # fmt: skip


def extra_files(mutant: Mutant) -> None:
    for _ in range(mutant.random.choice((1, 3, 40))):
        content = mutant.random.choice(
            (b"", b"x", b"{}", mutant.original.files[mutant.name], mutant.random.randbytes(300))
        )
        mutant.files[mutant.random.choice(NAMES)] = content


def renamed(mutant: Mutant) -> None:
    for name in mutant.random.choice(((mutant.name,), (JOURNAL,), (mutant.name, JOURNAL))):
        new = mutant.random.choice(NAMES)
        if new not in mutant.files:
            mutant.files[new] = mutant.files.pop(name, b"")


def _some(mutant: Mutant) -> list[str]:
    """Some of the files; none when none are left."""
    files = list(mutant.files)
    return mutant.random.sample(files, mutant.random.randint(min(1, len(files)), len(files)))


def missing(mutant: Mutant) -> None:
    for name in _some(mutant):
        del mutant.files[name]


def emptied(mutant: Mutant) -> None:
    for name in _some(mutant):
        mutant.files[name] = mutant.random.choice((b"", b"\n", b" ", b"\x00"))


def another_time(mutant: Mutant) -> None:
    mutant.files[TIMESTAMP] = mutant.random.choice(TIMES)


def exchanged(mutant: Mutant) -> None:
    """The contents of two files, each under the other's name."""
    notebook, journal = mutant.files.get(mutant.name, b""), mutant.files.get(JOURNAL, b"")
    mutant.files[mutant.name], mutant.files[JOURNAL] = journal, notebook


ALL = (extra_files, renamed, missing, emptied, another_time, another_time, exchanged)
REMOVING = ALL
