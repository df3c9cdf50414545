"""A finding in words, and the catalogue that holds them."""

import re
from importlib import resources
from pathlib import Path
from string import Formatter

import pytest

from course.findings import Finding, did_you_mean, in_order, render
from course.locale import LANGUAGES, area

CODES = {key: entry for key, entry in area("findings").items() if re.fullmatch(r"[A-Z][0-9]{3}", key)}


def test_finding_says_where_and_what() -> None:
    finding = Finding("S017", "a.yaml", 3, 5, {"key": "id", "first": 1})
    assert finding.describe("en").startswith("a.yaml:3:5 S017 'id' stands here for the second time")
    assert finding.describe("nl").startswith("a.yaml:3:5 S017 'id' staat hier voor de tweede keer")


def test_findings_come_from_top_to_bottom_and_once() -> None:
    late, early, again = (Finding("S006", "b", line, 1) for line in (9, 2, 9))
    other = Finding("S006", "a", 5, 1)
    assert in_order([late, early, again, other]) == [other, early, late]


def test_nothing_to_say_is_nothing() -> None:
    assert render([], "nl") == ""


HINTS = [
    ("qouta", ["quota", "share"], " Did you mean 'quota'?"),
    ("xyz", ["quota", "share"], " There is: quota, share."),
    ("xyz", [], ""),
    (7, [6, 8], " There is: 6, 8."),
]


@pytest.mark.parametrize(("word", "known", "hint"), HINTS)
def test_hint(word: object, known: list[object], hint: str) -> None:
    assert did_you_mean(word, known).en == hint


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_both_languages_with_the_same_values(code: str) -> None:
    entry = CODES[code]
    assert isinstance(entry, dict)
    assert set(entry) == set(LANGUAGES)
    fields = [{name for _, name, _, _ in Formatter().parse(entry[language]) if name} for language in LANGUAGES]
    assert fields[0] == fields[1]
    assert all(entry[language].endswith((".", "?", "}")) for language in LANGUAGES)


def test_every_code_of_role_plays_is_used_and_every_used_one_is_there() -> None:
    written = {code for code in CODES if code[0] in "SR"}
    files = Path(str(resources.files("course"))).rglob("*.py")
    used = {code for file in files for code in re.findall(r'"([SR][0-9]{3})"', file.read_text(encoding="utf-8"))}
    assert used == written
