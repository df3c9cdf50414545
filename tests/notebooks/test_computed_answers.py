"""What a student computes from the data files is what the key says, when the one line is changed that has to be."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.answers.items import load_items
from course.notebooks import Shelf
from course.notebooks.build import beside
from course.notebooks.folder import put
from course.notebooks.notebook import FIRST_CELL
from course.notebooks.running import SECONDS, _Runner
from course.notebooks.source import read
from course.scoring import judge

REPOSITORY = Path(__file__).parents[2]
UNCHANGED = re.compile(r'^(\w+) = ("\?"|0|-9|\(0, 0\))$', re.MULTILINE)
"""The line to change, as it stands there."""
FILLED = {
    "l2": {"e2a-1": "460", "e2a-2": "12", "e2a-3": '"both"', "e2c-1": "520", "e2c-2": "460"},
    "l3": {"e3a-2": "2020", "e3a-3": '"who"', "e3a-4": "(2, 4)"},
    "l4": {"e4a-3": '"cable"', "e4a-4": '"after"', "e4c-1": "72", "e4c-2": '"members"'},
    "l5": {"e5a-4": '"negative"', "e5a-5": "3", "e5a-6": '"after"', "e5c-2": '"yes"'},
    "l6": {"e6b-1": "100", "e6b-2": "4", "e6b-4": "50", "e6b-5": "20"},
    "l7": {"e7a-4": '"january"', "e7a-5": '"friday"', "e7a-6": '"C"', "e7a-7": '"january"'},
    "l8": {"e8c-1": '"C"', "e8c-2": '"left"', "e8c-3": "199000"},
    "l9": {"e9a-5": '"us"', "e9a-6": '"monday"', "e9a-7": "-0.25", "e9a-8": '"us"'},
    "l10": {"e10b-1": '"committee"', "e10b-2": '"us"', "e10b-3": '"them"'},
}


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf(REPOSITORY)


@pytest.fixture(scope="module")
def runner() -> Iterator[_Runner]:
    runner = _Runner(SECONDS)
    yield runner
    runner.close()


def cells(shelf: Shelf, name: str) -> list[str]:
    return [cell.text for cell in read(shelf.page(name).path).cells if cell.kind == "code"]


def recorded(runner: _Runner, shelf: Shelf, name: str, filled: dict[str, str], folder: Path) -> dict[str, float]:
    """What each answer earns when the page is run with these lines."""
    texts = cells(shelf, name)
    for item, value in filled.items():
        (place,) = (number for number, text in enumerate(texts) if text.startswith(f'record("{item}"'))
        texts[place - 1], changes = UNCHANGED.subn(rf"\1 = {value}", texts[place - 1])
        assert changes == 1, f"{item}: {texts[place - 1]}"
    for path, content in beside(shelf, shelf.page(name)).items():
        put(folder / path, content)
    ran = runner.run(folder, [FIRST_CELL.format(name=name, language="nl"), *texts])
    assert ran.problem is None
    items = {each.item.id: each for each in load_items(REPOSITORY / f"exercises/{name}/items.yaml")}
    lines = (json.loads(line) for line in (folder / "answers.jsonl").read_text(encoding="utf-8").splitlines())
    found = {line["item"]: line["value"] for line in lines if line.get("item") in items}
    return {item: judge(items[item].item, items[item].key, value).share for item, value in found.items()}


@pytest.mark.parametrize("name", FILLED)
def test_the_right_line_gives_the_right_answer(runner: _Runner, shelf: Shelf, name: str, tmp_path: Path) -> None:
    assert recorded(runner, shelf, name, FILLED[name], tmp_path) == dict.fromkeys(FILLED[name], 1.0)


@pytest.mark.parametrize("name", ["l3", "l9"])
def test_a_line_that_nobody_changed_records_nothing(runner: _Runner, shelf: Shelf, name: str, tmp_path: Path) -> None:
    one, *others = FILLED[name]
    assert recorded(runner, shelf, name, {one: FILLED[name][one]}, tmp_path) == {one: 1.0}
    assert others


def test_every_lesson_from_the_second_on_has_something_to_compute(shelf: Shelf) -> None:
    recording = re.compile(r'^record\("([^"]+)"', re.MULTILINE)
    found = {
        page.name: {item for text in cells(shelf, page.name) for item in recording.findall(text)}
        for page in shelf.pages
        if re.fullmatch(r"l\d+", page.name)
    }
    assert {name: items for name, items in found.items() if items} == {name: set(each) for name, each in FILLED.items()}
