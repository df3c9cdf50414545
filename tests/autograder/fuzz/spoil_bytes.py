"""Damage to bytes: what disks, mail programs, editors and students with a hex editor do."""

import gzip
import io
import zipfile
from base64 import b64encode
from collections.abc import Callable

from autograder.class_folder.classroom import JOURNAL
from tests.autograder.fuzz.mutant import Mutant

NOISE = (
    b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\n", b"\r", b"\x1a", b"\x1b[31m", b'"', b"\\",
    b"{", b"]", b",",
)  # fmt: skip


def _change(mutant: Mutant, change: Callable[[bytes], bytes]) -> None:
    """Changes the notebook, the journal, or both."""
    for name in mutant.random.choice(((mutant.name,), (JOURNAL,), (mutant.name, JOURNAL))):
        mutant.files[name] = change(mutant.files.get(name, b""))


def _span(mutant: Mutant, raw: bytes) -> tuple[int, int]:
    first = mutant.random.randint(0, len(raw))
    return first, min(len(raw), first + mutant.random.choice((1, 2, 7, 60, 500, 4_000)))


def flipped(mutant: Mutant) -> None:
    def change(raw: bytes) -> bytes:
        found = bytearray(raw)
        for _ in range(mutant.random.choice((1, 1, 3, 30))):
            if found:
                found[mutant.random.randrange(len(found))] ^= 1 << mutant.random.randrange(8)
        return bytes(found)

    _change(mutant, change)


def cut_off(mutant: Mutant) -> None:
    """Both files, so that what is behind the cut is gone."""
    for name in (mutant.name, JOURNAL):
        raw = mutant.files.get(name, b"")
        mutant.files[name] = raw[: mutant.random.randint(0, len(raw))]


def hole(mutant: Mutant) -> None:
    def change(raw: bytes) -> bytes:
        first, last = _span(mutant, raw)
        return raw[:first] + raw[last:]

    _change(mutant, change)


def blanked(mutant: Mutant) -> None:
    def change(raw: bytes) -> bytes:
        first, last = _span(mutant, raw)
        return raw[:first] + mutant.random.choice((b"\x00", b" ", b"\xff")) * (last - first) + raw[last:]

    _change(mutant, change)


def inserted(mutant: Mutant) -> None:
    def change(raw: bytes) -> bytes:
        first = mutant.random.randint(0, len(raw))
        return raw[:first] + mutant.random.choice(NOISE) * mutant.random.choice((1, 1, 50)) + raw[first:]

    _change(mutant, change)


def repeated(mutant: Mutant) -> None:
    def change(raw: bytes) -> bytes:
        first, last = _span(mutant, raw)
        return raw[:last] + raw[first:last] * mutant.random.choice((1, 3, 100)) + raw[last:]

    _change(mutant, change)


def swapped(mutant: Mutant) -> None:
    def change(raw: bytes) -> bytes:
        (a, b), (c, d) = sorted((_span(mutant, raw), _span(mutant, raw)))
        b, c = min(b, c), max(b, c)
        return raw[:a] + raw[c:d] + raw[b:c] + raw[a:b] + raw[d:]

    _change(mutant, change)


def recoded(mutant: Mutant) -> None:
    """Saved by a program that thinks otherwise about letters."""
    code = mutant.random.choice(("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "cp037", "utf-7"))
    _change(mutant, lambda raw: raw.decode("utf-8", "replace").encode(code, "replace"))


def wrapped(mutant: Mutant) -> None:
    """Not the file but something with the file in it."""

    def zipped(raw: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(mutant.name, raw)
        return out.getvalue()

    kinds: tuple[Callable[[bytes], bytes], ...] = (
        lambda raw: gzip.compress(raw, 1, mtime=0), zipped, b64encode,
        lambda raw: b"<html><body><pre>" + raw + b"</pre></body></html>",
        lambda raw: b"version https://git-lfs.github.com/spec/v1\nsize 1\n" + raw[:1],
        lambda raw: b"<<<<<<< HEAD\n" + raw + b"=======\n" + raw + b">>>>>>> theirs\n",
    )  # fmt: skip
    _change(mutant, mutant.random.choice(kinds))


def line_ends(mutant: Mutant) -> None:
    end = mutant.random.choice((b"\r\n", b"\r", b"\n\n", b"\x85", b"\xe2\x80\xa8", b"", b" "))
    _change(mutant, lambda raw: raw.replace(b"\n", end))


def garbage(mutant: Mutant) -> None:
    size = mutant.random.choice((0, 1, 10, 1_000, 100_000))
    _change(mutant, lambda _: mutant.random.randbytes(size))


def in_front_or_behind(mutant: Mutant) -> None:
    extra = mutant.random.choice(
        (b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf", b"\x00", b"{}", b"]", b"null\n", b" " * 10_000, b"\n" * 3)
    )
    _change(mutant, lambda raw: extra + raw if mutant.random.random() < 0.5 else raw + extra)


ALL = (
    flipped, cut_off, hole, blanked, inserted, repeated, swapped, recoded, wrapped, line_ends, garbage,
    in_front_or_behind,
)  # fmt: skip
REMOVING = (cut_off,)
