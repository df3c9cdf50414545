"""The texts of the figures: both languages, the same placeholders, and no number that the rules could contradict."""

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from course.figures import FIGURES
from course.figures.cases import case
from course.figures.words import content
from course.roleplay import strict_yaml

FOLDER = Path(str(resources.files("course.figures")))
# Ends of scales, which are definitions: shares and points from 0 to 100, stages from 0 to 9, a balance from -1 to 1.
ENDS = {"0", "1", "9", "100"}


def pairs(entry: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(entry, dict) and ("en" in entry or "nl" in entry):
        yield path, entry
    elif isinstance(entry, dict):
        for key, value in entry.items():
            yield from pairs(value, f"{path}.{key}")
    elif isinstance(entry, list):
        for n, value in enumerate(entry):
            yield from pairs(value, f"{path}.{n}")


def test_every_figure_has_a_file_and_every_file_a_figure() -> None:
    assert {file.stem for file in FOLDER.glob("*.yaml")} == set(FIGURES)


@pytest.mark.parametrize("figure", FIGURES)
def test_every_text_is_there_in_both_languages(figure: str) -> None:
    found = list(pairs(content(figure)))
    assert len(found) > 20
    for path, entry in found:
        assert entry["en"].strip(), path
        assert entry["nl"].strip(), path
        fields = [{name for _, name, _, _ in Formatter().parse(entry[x]) if name} for x in ("en", "nl")]
        assert fields[0] == fields[1], path


@pytest.mark.parametrize("figure", FIGURES)
def test_no_number_is_typed_in(figure: str) -> None:
    """Percentages, counts and prices come from the role-play; change it, and every sentence changes with it."""
    typed = {
        (path, number)
        for path, entry in pairs(content(figure))
        for language in ("en", "nl")
        for number in re.findall(r"\d+", re.sub(r"\{\w+\}", "", entry[language]))
        if number not in ENDS
    }
    assert typed == set()


@pytest.mark.parametrize("figure", FIGURES)
def test_the_strict_reader_reads_the_same(figure: str) -> None:
    raw, lines = strict_yaml.load((FOLDER / f"{figure}.yaml").read_bytes())
    assert lines.cut == ()
    assert dict(pairs(raw)).keys() == dict(pairs(content(figure))).keys()


@pytest.mark.parametrize("figure", FIGURES)
def test_it_stands_on_role_plays_of_the_course(figure: str) -> None:
    data = content(figure)
    for name in data.get("cases", [data.get("scenario")]):
        assert case(name).id == name
