"""Joining the small files into the one module that the browser gets."""

import re
from xml.etree import ElementTree as ET

import pytest

from course.widgets.bundle import drawing, module, styles
from course.widgets.stage import _STYLES


@pytest.fixture(scope="module")
def stage() -> str:
    return module("stage.js")


def test_no_import_is_left_and_one_export(stage: str) -> None:
    assert not re.search(r"^import ", stage, re.MULTILINE)
    assert re.findall(r"^export .*", stage, re.MULTILINE) == ["export default { render };"]


def test_each_neighbour_stands_in_it_once_and_before_its_use(stage: str) -> None:
    order = re.findall(r"^// (\w+\.js)$", stage, re.MULTILINE)
    assert len(order) == len(set(order))
    assert order[-1] == "stage.js"
    assert order.index("dom.js") < order.index("talk.js") < order.index("debrief.js")


def test_no_name_is_given_twice(stage: str) -> None:
    names = re.findall(r"^(?:async )?(?:function|class|const|let) (\w+)", stage, re.MULTILINE)
    assert len(names) == len(set(names))


def test_every_rule_of_the_styles_stays_on_the_stage() -> None:
    """A widget's style sheet is loaded into the whole page: it may not touch anything else there."""
    css = re.sub(r"/\*.*?\*/", "", styles(*_STYLES), flags=re.DOTALL)
    rules = [rule.strip() for rule in re.findall(r"([^{};]+)\{", css)]
    # A comma within brackets belongs to one selector.
    selectors = [
        part.strip()
        for rule in rules
        if not rule.startswith(("@", "from", "to"))
        for part in re.split(r",(?![^(]*\))", rule)
    ]
    assert len(selectors) > 100
    assert [selector for selector in selectors if ".ab-stage" not in selector] == []


@pytest.mark.parametrize("name", ["private.svg", "lamp.svg"])
def test_a_drawing_can_stand_in_a_page(name: str) -> None:
    svg = drawing(name)
    assert ET.fromstring(svg).tag.endswith("svg")  # noqa: S314 - our own drawing
    assert 'aria-hidden="true"' in svg, "whoever shows it says what it shows"
    assert "<!--" not in svg
    assert "> " not in svg
