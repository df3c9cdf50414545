"""Every other parser of the project: whatever was done to its file, it is read, or refused in a sentence.

One row a parser. What students hand in has its own tests beside this one.
"""

import json
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from autograder.class_folder.books import book_for
from autograder.class_folder.class_list import ClassList, Listed
from autograder.class_folder.classroom import Classroom
from autograder.class_folder.roster import read as read_roster
from autograder.copied.together import read_together
from autograder.errors import AutograderError
from autograder.grading.ledger import Ledger
from autograder.inbox.collecting import HandInCollector, SafeExtractor
from autograder.inbox.intake import mended
from autograder.inbox.platforms import by_platform, time_of
from autograder.marking.handin import read_notes
from course.answers.call import read_call
from course.answers.items import lint_items
from course.findings import Finding
from course.locale import LANGUAGES
from course.notebooks import source
from course.roleplay.load import parse as parse_scenario
from course.roleplay.plans.reading import parse as parse_plan
from course.widgets.numbers import read_number
from tests.answers.samples import ITEMS
from tests.autograder.classes import ASSIGNMENT, make_class
from tests.autograder.fuzz.bounds import bounded
from tests.autograder.fuzz.spoil_text import damaged
from tests.roleplay.small import TEXT

REPOSITORY = Path(__file__).parents[3]
EACH = 120
SEED = 6
SECONDS = 8.0
"""A role-play is checked as a whole, and these are not read in a class of hundreds."""


@dataclass(frozen=True)
class Parser:
    """What reads a kind of file, and files of that kind to begin with."""

    name: str
    read: Callable[[bytes, Path], object]
    samples: tuple[bytes, ...]


def _told(findings: list[Finding]) -> None:
    for finding in findings:
        assert finding.line >= 1
        assert all(finding.describe(language) for language in LANGUAGES)


def _file(folder: Path, name: str, raw: bytes) -> Path:
    (folder / name).write_bytes(raw)
    return folder / name


def _class_with(name: str, raw: bytes, folder: Path) -> Classroom:
    if not (folder / "class").exists():
        make_class(folder / "class")
    (folder / "class" / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / "class" / name).write_bytes(raw)
    return Classroom.open(folder / "class")


def _settings(raw: bytes, folder: Path) -> None:
    _class_with("class.yaml", raw, folder)


def _keys(raw: bytes, folder: Path) -> None:
    book_for(_class_with(f"keys/{ASSIGNMENT}.keys.json", raw, folder), ASSIGNMENT)


def _together(raw: bytes, folder: Path) -> None:
    read_together(_class_with("together.csv", raw, folder))


def _log(raw: bytes, folder: Path) -> None:
    classroom = _class_with(f"aside/{ASSIGNMENT}/eve/intake.json", raw, folder)
    assert all(note.text.en for note in mended(classroom, ASSIGNMENT, "eve"))


def _ledger(raw: bytes, folder: Path) -> None:
    Ledger(_file(folder, "ledger.jsonl", raw))


def _items(raw: bytes, folder: Path) -> None:
    _told(lint_items(_file(folder, "items.yaml", raw)))


def _lesson(raw: bytes, folder: Path) -> None:
    try:
        source.read(_file(folder, "lesson.md", raw))
    except source.SourceError as problem:
        findings = list(problem.findings)
    else:
        return
    assert findings
    _told(findings)


def _scenario(raw: bytes, folder: Path) -> None:
    scenario, findings = parse_scenario(raw, folder / "small.yaml")
    assert scenario is not None or findings
    _told(findings)


def _plan(raw: bytes, _: Path) -> None:
    _told(parse_plan(raw.decode("utf-8", "replace"), "well.txt")[1])


def _names(raw: bytes, folder: Path) -> None:
    """The names in a download, as a collector sees them."""
    students = ClassList([Listed("s1", "Anna", "Jansen", "778"), Listed("s2", "Zoë", "de Vries")])
    collector = HandInCollector()
    for line in os.fsdecode(raw).split("\n"):
        name = line.replace("/", "_").replace("\0", "")[:80]
        found = by_platform(name) or {}
        students.find(str(found.get("number")), name)
        time_of(str(found.get("when")) if found.get("when") else name)
        read_number(name, "nl")
        read_call(name)
        collector.collect(str(folder / "extracted" / (name or "x") / "mini.ipynb"))


def _download(raw: bytes, folder: Path) -> None:
    archive, target = folder / "archive", folder / "extracted"
    archive.mkdir(exist_ok=True)
    target.mkdir(exist_ok=True)
    (archive / "all.zip").write_bytes(raw)
    before = set(folder.rglob("*"))
    SafeExtractor().extract(str(archive), str(target))
    assert all(path.is_relative_to(target) for path in set(folder.rglob("*")) - before)


def _zip() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("anna/mini.ipynb", "anna/answers.jsonl", "bo/mini.ipynb", "../up.ipynb"):
            archive.writestr(name, b'{"cells": []}' * 9)
    return out.getvalue()


ENTRY = {"student": "eve", "basis": "b", "due": "", "hand_in": "h", "files": "f", "rows": "r"}
NOTES = {
    "hash": "h",
    "repaired": [{"code": "mended", "text": "mended"}],
    "ignored": [],
    "distrusted": [{"code": "link", "text": "a link", "cell": "x"}],
    "notes": [{"kind": "repaired", "code": "mended", "en": "mended", "nl": "hersteld"}],
}
PLACES = (
    "Anna Jansen_778_assignsubmission_file_\n98765-4321 - Zoë de Vries - November 21, 2026 1015 AM\n"
    'jansenanna_LATE_55012_7788_purchasing-1.ipynb\n22 mei 2026 9:05\nask("e1")\n1.234,5\nde Vries, Zoë\n'
)
ROSTER = 'id;first_name;last_name;email\ns1;Anna;"Jansen; van";a@example.org\ns2;Zoë;de Vries;\n'
LESSON = '---\njupytext:\n  text_representation:\n    format_name: myst\n---\n\n+++ {"lang": "en"}\n\n# Hello\n\n'
LESSON += '+++ {"lang": "nl"}\n\n# Hallo\n\n```{code-cell} ipython3\n:points: 4\n\nask("e1")\n```\n'
PLAN = "variant stiff\ntalk parents ; move ask\nmandate price 6 5\npackage price 5 ; menu new\n=> ratified 60\n"
KEYS = json.dumps({"format": 1, "items": [], "keys": []})

PARSERS = (
    Parser("class.yaml", _settings, (b"language: nl\nattempts: best\ncourse_id: mini\n",)),
    Parser("keys", _keys, (KEYS.encode(),)),
    Parser("roster", lambda raw, folder: read_roster(_file(folder, "roster.csv", raw)), (ROSTER.encode(),)),
    Parser("who worked together", _together, (b"anna, bo\ncas;daan # a pair\n",)),
    Parser("names in downloads", _names, (PLACES.encode(),)),
    Parser("zips of downloads", _download, (_zip(),)),
    Parser("ledger", _ledger, (f"{json.dumps(ENTRY)}\n".encode() * 3,)),
    Parser("log of mending", _log, (json.dumps(NOTES).encode(),)),
    Parser("reports", lambda raw, folder: read_notes(_file(folder, "r.json", raw)), (json.dumps(NOTES).encode(),)),
    Parser("questions", _items, (ITEMS.read_bytes(),)),
    Parser("lessons", _lesson, (LESSON.encode(), (REPOSITORY / "lessons" / "start.md").read_bytes())),
    Parser("role-plays", _scenario, (TEXT.encode(),)),
    Parser("play plans", _plan, (PLAN.encode(),)),
)  # fmt: skip


def _read(parser: Parser, raw: bytes, folder: Path) -> bool:
    """Whether it was read; if not, whoever asked for it was told why."""
    try:
        with bounded(SECONDS):
            parser.read(raw, folder)
    except AutograderError as problem:
        text = problem.text
    else:
        return True
    assert text.en
    assert text.nl
    return False


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.name)
@pytest.mark.filterwarnings("ignore")
def test_a_spoilt_file_is_read_or_refused_in_a_sentence(parser: Parser, tmp_path: Path) -> None:
    for raw in parser.samples:
        assert _read(parser, raw, tmp_path)
    for number in range(EACH):
        random = Random(f"{SEED} {parser.name} {number}")
        raw = damaged(random.choice(parser.samples), random)
        try:
            _read(parser, raw, tmp_path)
        except BaseException as problem:
            raise AssertionError(f"{parser.name} {number}: {raw[:300]!r}") from problem


def _structures(data: object, random: Random) -> Iterator[bytes]:
    from tests.autograder.fuzz.mutant import dumps  # noqa: PLC0415
    from tests.autograder.fuzz.oddities import odd  # noqa: PLC0415
    from tests.autograder.fuzz.spoil_json import places  # noqa: PLC0415

    for _ in range(EACH):
        copy = json.loads(json.dumps(data))
        holder, step = random.choice(places(copy))
        holder[step] = odd(random)
        yield dumps(copy)


JSON_PARSERS: Mapping[str, tuple[Callable[[bytes, Path], object], object]] = {
    "keys": (_keys, None),
    "ledger": (_ledger, ENTRY),
    "log of mending": (_log, NOTES),
    "reports": (lambda raw, folder: read_notes(_file(folder, "r.json", raw)), NOTES),
}


@pytest.mark.parametrize("name", JSON_PARSERS)
def test_any_value_in_any_place_of_our_own_files(name: str, tmp_path: Path) -> None:
    read, data = JSON_PARSERS[name]
    if data is None:
        classroom = make_class(tmp_path / "class")
        data = json.loads(classroom.keys_file(ASSIGNMENT).read_text(encoding="utf-8"))
    for number, raw in enumerate(_structures(data, Random(SEED))):
        try:
            _read(Parser(name, read, ()), raw, tmp_path)
        except BaseException as problem:
            raise AssertionError(f"{name} {number}: {raw[:300]!r}") from problem
