"""What lint finds in role-plays that can be played: each row spoils the small one in one way."""

# ruff: noqa: E501 - the table has one row a line

import json
from pathlib import Path

import pytest

from course.findings import page
from course.roleplay.checks import RULES, check, lint, render
from course.roleplay.checks.figures import figures
from course.roleplay.load import library, parse
from tests.roleplay.examples import FIXTURES, case
from tests.roleplay.small import SMALL, TEXT, Spoiled, assert_found, code_of, lint_text

BRIEFING = TEXT[TEXT.index("    You are Tom") : TEXT.index("  nl: >-\n    Je bent Tom")]
SECOND_LOCK = """\
    the-soup:
      by: pupils
      kind: lock
      requires: {menu: [month]}
      text: {en: Tell her about the soup., nl: Zeg haar iets over de soep.}
"""
TEACHER = "  kim: {name: Kim, role: {en: teacher, nl: leraar}}\n"
SECOND_TALK = """\
  - id: school-gate-again
    place: home
    with: parents
    situation: {en: Ines again., nl: Weer Ines.}
    moves:
      - id: hello
        say: {en: Good morning., nl: Goedemorgen.}
        act: {listen: parents}
      - id: later
        say: {en: Not now., nl: Nu niet.}
        act: {wait: parents}
"""
TURNING = SECOND_TALK.replace("{listen: parents}", "{listen: parents}\n        then: school-gate-again")
FIRST = "  - id: school-gate\n"

SECOND_ROUND = """\
  - id: rosa-again
    place: table
    when: {round: 1}
    situation: {en: Rosa cuts the loaf., nl: Rosa snijdt het brood.}
    moves:
      - id: thanks
        say: {en: Thank you., nl: Dank je.}
        act: {withhold: true}
      - id: no-thanks
        say: {en: Not hungry., nl: Geen trek.}
        act: {pressure: true}
"""

ROWS = [
    Spoiled("a scene that waits for itself", "when: {round: 1-2}", "when: {played: rosa-opens}", "R101", "id: rosa-opens", "'rosa-opens' never comes up"),
    Spoiled("a scene that waits for what cannot happen", "when: {demand: {four-euros: open}}", "when: {demand: {four-euros: refused}}", "R101", "id: bicycle-shed"),
    Spoiled("a scene that leads to itself only", FIRST, TURNING + FIRST, "R101", "id: school-gate-again"),
    Spoiled("a place that is not on the agenda", "    place: table\n", "    place: after\n", "R102", "place: after", "'after', which is not on the agenda"),
    Spoiled("a round after the last", "1-2", "8-9", "R103", "when: {round: 8-9}", "from 1 to 3; 4 to 6 only come when time is up or a vote is lost. Factions"),
    Spoiled("a round that runs backwards", "1-2", "2-1", "R103", "when: {round: 2-1}"),
    Spoiled("a mood that a faction never has", "{round: 1-2}", "{mood: {parents: warm}}", "R103", "when: {mood", "Factions are angry, wary or open"),
    Spoiled("a mood that the other side never has", "when: {not: {mood: {parents: angry}}}", "when: {any: [{mood: {other: open}}]}", "R103", "when: {any"),
    Spoiled("a talk that jumps to the table", "        act: {accept_lock: four-euros}\n", "        act: {accept_lock: four-euros}\n        then: rosa-opens\n", "R104", "then: rosa-opens", "leads from 'home' to 'rosa-opens' at 'table'"),
    Spoiled("leaving from the table", "    place: table\n", "    place: table\n    at: leaving\n", "R105", "at: leaving"),
    Spoiled("telling the other side at home", "{listen: parents}", "[{listen: parents}, {disclose: bread-first}]", "R106", "act: [{listen", "'disclose' needs the other side"),
    Spoiled("a round that an earlier scene takes", "variants:\n", SECOND_ROUND + "variants:\n", "R109", "id: rosa-again", "opens with a scene that stands before it (rosa-opens)"),
    Spoiled("a demand that no scene opens", "other:\n  name", SECOND_LOCK + "other:\n  name", "R121", "the-soup:", "No scene opens the demand 'the-soup'"),
    Spoiled("evidence that nobody shows", "{show: report, to: parents}", "{inform: parents}", "R122", "report:\n      quality"),
    Spoiled("their fact without a question", "      ask: {en: What makes another menu hard?, nl: Wat maakt een ander menu lastig?}\n", "", "R124", "one-oven:\n"),
    Spoiled("somebody who is nowhere", "agenda:\n", TEACHER + "agenda:\n", "R125", "kim:", "'kim' stands under people"),
    Spoiled("another id than the file's", "id: small\n", "id: lunch\n", "R126", "lunch\ntitle", "lunch.yaml"),
    Spoiled("an empty text", "{en: new menu, nl: nieuw menu}", "{en: new menu, nl: ''}", "R201", "nl: ''"),
    Spoiled("a name of blanks", "name: Rosa van Dam", "name: ' '", "R201", "name: ' '"),
    Spoiled("a briefing that is too short", BRIEFING, "    Buy lunch for 410 pupils before 1 July.\n", "R202", "en: >-\n    Buy", "has 8 words. Aim at 350 to 500"),
    Spoiled("a figure that fell out", "{en: the report on 40 schools, nl: het verslag over 40 scholen}", "{en: the report on 40 schools, nl: het verslag over scholen}", "R203", "nl: het verslag over scholen", "40 stands in the other language"),
    Spoiled("a sentence that nobody translated", "nl: Een andere cateraar heeft ons geschreven.", "nl: Another caterer has written to us.", "R204", "nl: Another"),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=[row.what for row in ROWS])
def test_finds(row: Spoiled) -> None:
    assert_found(row, lint_text(row.text))


def test_an_act_on_a_demand_that_nobody_opens() -> None:
    """Then the demand itself is left unused too, and a scene that waits for it never comes up."""
    found = lint_text(TEXT.replace("    opens: [four-euros]\n", ""))
    assert [f.code for f in found if f.code == "R107"] == ["R107"] * 3
    assert {f.code for f in found} == {"R101", "R107", "R121"}


@pytest.mark.parametrize(("rounds", "found"), [("4", []), ("4-5", []), ("5", ["R103"]), ("7", ["R103"])])
def test_a_private_talk_has_as_many_rounds_as_turns(rounds: str, found: list[str]) -> None:
    text = (FIXTURES / "coffee.yaml").read_text(encoding="utf-8")
    assert text.count("- private: 4\n") == 1
    scenes = text.index("scenes:\n")
    where = text.index("    place: private\n", scenes)
    spoilt = f"{text[:where]}    when: {{round: {rounds}}}\n{text[where:]}"
    scenario, trouble = parse(spoilt.encode(), Path("coffee.yaml"))
    assert scenario is not None, trouble
    told = [each for each in check(scenario) if each.code == "R103"]
    assert [each.code for each in told] == found
    assert all("A round runs from 1 to 4. Factions" in each.text.en for each in told)


def test_an_interest_that_changes_nothing_is_told_with_the_offers_that_stay() -> None:
    example = page("R127").example
    assert example is not None
    made = case(example)
    scenario, trouble = parse(made.data, Path(made.place))
    assert scenario is not None, trouble
    (told,) = (each for each in check(scenario) if each.code == "R127")
    offers = str(told.values["offers"]).split(" → ")
    assert len(offers) == len(set(offers)) >= 1
    known = {" ".join(str(option) for option in package) for package in scenario.game.space} | {"…"}
    assert set(offers) <= known
    assert f"down to their limit of {scenario.game.their_reservation:g} they offer {offers[0]}" in told.text.en


def test_two_talks_that_read_the_same_in_the_menu() -> None:
    text = TEXT.replace(FIRST, SECOND_TALK + SECOND_TALK.replace("gate-again", "gate-anew") + FIRST)
    (finding,) = lint_text(text)
    assert finding.code == "R108"
    assert "'school-gate-anew'" in finding.text.en


def test_a_fact_of_theirs_that_nobody_can_ask_for() -> None:
    text = TEXT.replace("      ask: {en: What makes another menu hard?, nl: Wat maakt een ander menu lastig?}\n", "")
    (finding,) = lint_text(text.replace("[{disclose: bread-first}, {ask: one-oven}]", "{disclose: bread-first}"))
    assert finding.code == "R123"


FREE = ["{round: 2}", "{round: 1-2}", "{round: 3-5}"]


@pytest.mark.parametrize("when", FREE)
def test_a_second_scene_with_a_round_of_its_own(when: str) -> None:
    assert lint_text(TEXT.replace("variants:\n", SECOND_ROUND.replace("{round: 1}", when) + "variants:\n")) == []


@pytest.mark.parametrize("first", ["{round: 1, relation: warm}", "{round: 1, not: {result: rejected}}"])
def test_a_scene_that_may_stay_away_takes_no_round(first: str) -> None:
    text = TEXT.replace("{round: 1-2}", first)
    assert lint_text(text.replace("variants:\n", SECOND_ROUND + "variants:\n")) == []


def test_both_sides_of_a_figure_are_told() -> None:
    found = lint_text(TEXT.replace("Kijk wat ze op 40 scholen betalen.", "Kijk wat ze op 14 scholen betalen."))
    assert [(f.code, f.values["figures"]) for f in found] == [("R203", "40"), ("R203", "14")]


def test_pressing_the_other_side_at_home_also_inside_else() -> None:
    found = lint_text(TEXT.replace("{refuse: four-euros}", "{raise_errand: any, else: {pressure: true}}"))
    assert [(f.code, f.values["act"]) for f in found] == [("R106", "raise_errand"), ("R106", "pressure")]


def test_each_rule_has_one_code_and_a_page_with_an_example_which_tries_it() -> None:
    codes = [code_of(rule) for rule in RULES]
    assert len(codes) == len(set(codes))
    assert [code for code in codes if page(code).example is None] == []


def line_of(file: Path, text: str) -> int:
    """The line on which a text stands, or on which it begins."""
    return next(n for n, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1) if text in line)


def test_variants_are_looked_at_too(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("lint") / "small.yaml"
    file.write_text(
        TEXT.replace("openness: 0.05", "openness: 5").replace("Rosa houdt haar jas aan.", "''"), encoding="utf-8"
    )
    assert [(f.code, f.line) for f in lint([file])] == [("S106", line_of(file, "openness: 5"))]
    file.write_text(TEXT.replace("Rosa houdt haar jas aan.", "''"), encoding="utf-8")
    assert [(f.code, f.line) for f in lint([file])] == [
        ("R201", line_of(file, "situation: {en: Rosa leaves her coat on., nl: ''}"))
    ]


@pytest.mark.parametrize("file", [SMALL, *library().values()], ids=lambda file: str(file.stem))
def test_clean(file: object) -> None:
    assert render(lint([str(file)]), "en") == ""


def test_render_for_readers_and_for_programs() -> None:
    found = lint_text(TEXT.replace("id: small\n", "id: lunch\n"))
    assert render(found, "nl") == (
        "small.yaml:3:5 R126 Het id is 'lunch', maar het bestand heet small.yaml. "
        "Noem het bestand lunch.yaml, of verander het id."
    )
    (row,) = json.loads(render(found, "en", "json"))
    assert (row["code"], row["file"], row["line"], row["column"]) == ("R126", "small.yaml", 3, 5)
    assert row["message"].startswith("The id is 'lunch'")
    assert (row["messages"]["en"], row["messages"]["nl"]) == (found[0].text.en, found[0].text.nl)
    assert row["page"] == "course/rules/R126.md"
    assert json.loads(render([], "en", "json")) == []


FIGURES = [
    ("en", "Ninety-six, six weeks and 30 days", {96, 90, 6, 30}),
    ("nl", "Zesennegentig, zes weken en 30 dagen", {96, 6, 30}),
    ("en", "€9,600 and 1.5 per cent", {9600, 1.5}),
    ("nl", "€ 9.600 en 1,5 procent", {9600, 1.5}),
    ("en", "the first of March, twenty-two", {1, 22, 20, 2}),
    ("nl", "tweeëntwintig, drieëndertig, zevenhonderd", {22, 33, 700}),
    ("en", "nothing but words", set()),
]


@pytest.mark.parametrize(("language", "text", "expected"), FIGURES)
def test_figures_written_as_digits_or_words(language: str, text: str, expected: set[float]) -> None:
    assert figures(text, "nl" if language == "nl" else "en") == expected
