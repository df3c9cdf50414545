"""Every finding of a lesson or an exercise, as a table: what somebody writes, what is said of it, and where."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from course.locale import LANGUAGES, area
from course.notebooks import Shelf, lint, parts
from tests.notebooks.material import FIXTURE, change

START, FERRY, TALKS = "lessons/start.md", "lessons/ferry.md", "exercises/talks/talks.md"


@dataclass(frozen=True)
class Slip:
    """Replace words of one file, and find this code on the line of these words (or on line 1)."""

    code: str
    file: str
    old: str
    new: str
    at: str = ""
    more: frozenset[str] = frozenset()


EN, NL = '+++ {"lang": "en"}\n', '+++ {"lang": "nl"}\n'
LOOK_BACK = "## Look back\n\nWhat would you do differently?"
GA = "Ga naar [de opdracht over gesprekken](../exercises/talks/talks.md)."
PICTURE = "![A ferry leaves the quay](figures/ferry.svg)"
PLAATJE = "![Een veerboot vertrekt van de kade](figures/ferry.svg)"
ASK = '```{code-cell} ipython3\n:points: 4\n\nask("talks-1")\n```'
WRITTEN = '+++ {"lang": "en", "grade_id": "talks-reflection", "points": 10}'
GESCHREVEN = '+++ {"lang": "nl", "grade_id": "talks-reflection", "points": 10}'

SLIPS = [
    # the cells
    Slip("L003", FERRY, '{"lang": "nl"}', '{"lang" "nl"}', at='{"lang" "nl"}'),
    Slip("L004", FERRY, f"{EN}\n## What", "+++\n\n## What", at="+++\n\n## What", more=frozenset({"L005", "L061"})),
    Slip("L005", FERRY, f"{NL}\n## Hoe verder\n\nGa", f"{EN}\n## Onward\n\nGa", at=f"{EN}\n## What"),
    Slip(
        "L006",
        FERRY,
        f"## Hoe verder\n\n{GA}\n",
        "",
        at=NL,
    ),
    Slip("L007", FERRY, "", "", at=NL),
    Slip("L008", FERRY, 'ask("ferry-who")', ':lang: en\n\nask("ferry-who")', at="```{code-cell}"),
    Slip("L009", FERRY, f"{EN}\n## What", '+++ {"lang": "de"}\n\n## What', at='"de"', more=frozenset({"L005"})),
    Slip("L010", TALKS, GESCHREVEN, GESCHREVEN.replace("10}", "8}"), at='"points": 8}'),
    Slip("L011", TALKS, "## Kijk terug\n\nWat zou je anders doen?", LOOK_BACK, at="## Look back"),
    Slip(
        "L012",
        FERRY,
        "```{code-cell} ipython3\nask",
        "```{raw-cell}\nask",
        at="```{raw-cell}",
        more=frozenset({"L027"}),
    ),
    # points, ids, calls
    Slip("L020", TALKS, 'ask("talks-1")\n', 'ask("talks-1")\nprint(1)\n', at="```{code-cell}"),
    Slip("L021", TALKS, ":points: 4", ":points: four", at="```{code-cell}"),
    Slip("L021", TALKS, ":points: 4", ":points: 0", at="```{code-cell}"),
    Slip("L021", TALKS, ":points: 4", ":points: true", at="```{code-cell}"),
    Slip("L021", TALKS, ":points: 4", ":points: .inf", at="```{code-cell}"),
    Slip("L022", TALKS, "talks-reflection", "talks/reflection", at='"talks/reflection"'),
    Slip("L023", TALKS, "talks-reflection", "talks-1", at='"talks-1", "points": 10'),
    Slip("L024", TALKS, 'ask("talks-1")', 'ask("talks-2")', at='ask("talks-2")', more=frozenset({"L027"})),
    Slip("L025", TALKS, '"purchasing", ', '"purchase", ', at='criterion("purchase"'),
    Slip("L026", TALKS, '"mandate"', '"mandat"', at='"mandat"'),
    Slip("L027", TALKS, f"{ASK}\n\n", ""),
    Slip("L028", TALKS, ":points: 4\n\n", "", at="```{code-cell}"),
    Slip("L029", FERRY, 'ask("ferry-who")', ':points: 4\n\nask("ferry-who")', at="```{code-cell}"),
    Slip("L030", TALKS, ', "points": 10}', "}", at=WRITTEN.replace(', "points": 10', "")),
    Slip("L031", TALKS, "fares = 3", "from course.widgets import ask", at="from course"),
    Slip("L031", TALKS, "fares = 3", 'x = 1\nbegin("talks")', at="begin("),
    Slip("L032", TALKS, ":points: 4", ":point: 4", at="```{code-cell}", more=frozenset({"L028"})),
    Slip("L034", TALKS, ":points: 15", ":points: 20", at="```{code-cell}"),
    Slip("L033", TALKS, ":points: 4", ":points: 4\n:grade_id: x", at="```{code-cell}"),
    # both languages say the same
    Slip("L040", FERRY, "## Hoe verder", "**Hoe verder**", at="**Hoe"),
    Slip("L041", FERRY, "[de opdracht over gesprekken](../exercises/talks/talks.md)", "de opdracht", at="## Hoe"),
    Slip("L042", FERRY, f"\n\n{PLAATJE}", "", at="# De veerboot"),
    Slip("L043", FERRY, "€ 2,50", "€ 2,60", at="# De veerboot"),
    Slip("L044", FERRY, "betalen (C14)", "betalen (C15)", at="# De veerboot", more=frozenset({"L043"})),
    # to read and to listen to
    Slip("L045", FERRY, "## ", "### ", at="### What"),
    Slip("L046", FERRY, PICTURE, "![](figures/ferry.svg)", at="![](figures"),
    Slip("L047", FERRY, "[de opdracht over gesprekken]", "[hier]", at="[hier]"),
    Slip("L048", START, "# Kleine cursus", "Kleine cursus", at="Kleine", more=frozenset({"L040"})),
    Slip("L049", FERRY, "## ", "# ", at="# What"),
    # links, and the file
    Slip("L050", FERRY, "../exercises/talks/talks.md", "../exercises/talk/talk.md", at="[the exercise"),
    Slip("L051", FERRY, "figures/ferry.svg", "figures/fery.svg", at="![A ferry"),
    Slip("L052", FERRY, "../exercises/talks/talks.md", "#Nowhere", at="[the exercise"),
    Slip("L053", TALKS, "data/fares.csv", "items.yaml", at="[table of fares]"),
    Slip("L054", FERRY, PICTURE, f"```{{note}}\nWatch out.\n```\n\n{PICTURE}", at="```{note}"),
    Slip("L055", START, "../exercises/talks/talks.md", "ferry.md"),
    Slip("L060", START, "format_name: myst", "format_name: markdown"),
    Slip("L061", TALKS, ":points: 4\n\nask", ":points: 4\nask", at='ask("talks-1")'),
]


@pytest.fixture(autouse=True)
def _pages_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The role-plays of the course are looked at by `make lint`; here they would be looked at for every slip."""
    monkeypatch.setattr(parts, "lint_scenarios", lambda **_: iter(()))


def test_the_sources_of_these_tests_have_no_findings(small: Shelf) -> None:
    """Those of the course have none either: that is `make lint`."""
    assert [finding.describe("en") for finding in lint(small) if finding.code.startswith("L")] == []


@pytest.mark.parametrize("slip", SLIPS, ids=[f"{number}-{slip.code}" for number, slip in enumerate(SLIPS)])
def test_a_slip_is_found_on_its_line(copied: Shelf, slip: Slip) -> None:
    path = copied.root / slip.file
    if slip.code == "L007":
        text = path.read_text(encoding="utf-8")
        first, second = text.index(EN), text.index(NL)
        end = text.index("```{code-cell}")
        path.write_text(text[:first] + text[second:end] + text[first:second] + text[end:], encoding="utf-8")
    else:
        change(path, slip.old, slip.new)
    found = [finding for finding in lint(copied) if Path(finding.file) == path]
    assert {finding.code for finding in found} == {slip.code, *slip.more}, [each.describe("en") for each in found]
    line = next(finding.line for finding in found if finding.code == slip.code)
    text = path.read_text(encoding="utf-8")
    assert line in {text[:place].count("\n") + 1 for place in _all(text, slip.at)} if slip.at else line == 1
    for finding in found:
        for language in LANGUAGES:
            assert not re.search(r"\{\w+\}|\{\{", finding.text.of(language).replace("{note}", ""))


def _all(text: str, part: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(part, at)]


def test_every_code_of_a_small_page_has_a_case_and_every_case_a_text() -> None:
    """What only whole lessons can have is tried on the pages of the rules, in ``test_rules.py``."""
    of_files = {"L001", "L002", "L062", "L063"}  # held in test_source.py and test_cli.py
    of_lessons = {"L056", "L057"}
    codes = {code for code in area("findings") if re.fullmatch(r"L0[0-6][0-9]", code)}
    assert {slip.code for slip in SLIPS} | of_files | of_lessons == codes


def test_a_heading_of_the_page_can_be_linked_to(copied: Shelf) -> None:
    change(copied.root / FERRY, "(../exercises/talks/talks.md).\n\n+++", "(#What-next).\n\n+++")
    text = (copied.root / FERRY).read_text(encoding="utf-8")
    end = text.rindex("(../exercises/talks/talks.md)")
    (copied.root / FERRY).write_text(text[:end] + "(#Hoe-verder).\n", encoding="utf-8")
    assert [finding.code for finding in lint(copied)] == []


def test_findings_of_one_file_are_found_by_its_name(copied: Shelf) -> None:
    change(copied.root / TALKS, ":points: 4", ":points: four")
    change(copied.root / FERRY, "€ 2,50", "€ 2,60")
    assert {finding.code for finding in lint(copied, [copied.root / TALKS])} == {"L021"}


def test_a_broken_file_of_questions_is_told_of_once(copied: Shelf) -> None:
    change(copied.root / "exercises/talks/items.yaml", "key: ask", "key: aks")
    codes = [finding.code for finding in lint(copied)]
    assert codes
    assert all(code.startswith(("Q", "S")) for code in codes)


def test_the_fixture_is_what_the_table_stands_on() -> None:
    assert Shelf(FIXTURE).page("talks").items is not None
