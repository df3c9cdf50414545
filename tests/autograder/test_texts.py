"""Every text that grading can say exists, in both languages, with the same placeholders."""

import re
from pathlib import Path
from string import Formatter

import pytest

import autograder
from course.locale import area

CODE = "\n".join(path.read_text() for path in Path(autograder.__file__).parent.rglob("*.py"))
PAGES = "\n".join(path.read_text() for path in Path(autograder.__file__).parent.rglob("*.j2"))
NOTES = set(re.findall(r'note\(\s*Kind\.\w+,\s*"(\w+)"', CODE))
ERRORS = set(re.findall(r'Error\(\s*"(\w+)"', CODE))
SAID = set(re.findall(r"say\('(\w+)'", PAGES)) | set(re.findall(r'"autograder\.(\w+)"', CODE))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_what_the_code_says_is_written_down() -> None:
    said = {f"note_{code}" for code in NOTES} | {f"error_{code}" for code in ERRORS} | SAID
    assert len(said) > 60
    assert said <= set(area("autograder"))


def test_what_is_written_down_is_said() -> None:
    said = {f"note_{code}" for code in NOTES} | {f"error_{code}" for code in ERRORS} | SAID
    spoken_by_pattern = ("part_", "column_", "count_")
    assert {key for key in area("autograder") if not key.startswith(spoken_by_pattern)} <= said


@pytest.mark.parametrize("name", ["autograder", "demo"])
def test_both_languages_have_the_same_placeholders(name: str) -> None:
    for key, entry in area(name).items():
        assert isinstance(entry, dict), key
        assert set(entry) == {"en", "nl"}, key
        assert placeholders(entry["en"]) == placeholders(entry["nl"]), key
