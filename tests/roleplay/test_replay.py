"""A play plan as a game to watch: what stands in each frame, and which part is shown."""

import pytest

from course.roleplay.plans import Notes, Plan, parse
from course.roleplay.plans.annotations import parse_notes
from course.roleplay.plans.replay import NoSuchPartError, Replay, replay
from course.roleplay.scenario import Scenario
from tests.roleplay.small import read_text
from tests.roleplay.test_plans import EASY, WELL

NOTES = """\
format: 1
player: Fatma
title: {en: To watch, nl: Om te kijken}
notes:
  - at: say the-sum
    points: [C24]
    source: Somebody 2020
    why: {en: She asks., nl: Ze vraagt.}
  - at: leave
    points: [C13]
    why: {en: She goes., nl: Ze gaat.}
"""


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    found, _ = read_text(EASY)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def plan() -> Plan:
    return parse(WELL, "well.txt")[0]


def watched(plan: Plan, scenario: Scenario, text: str = NOTES, language: str = "en", **part: str) -> Replay:
    notes = parse_notes(text.encode(), plan, "well.notes.yaml")[0] if text else Notes()
    return replay(plan, scenario, notes, language, begin=part.get("begin"), until=part.get("until"))


def test_going_somewhere_belongs_to_what_is_said_there(plan: Plan, scenario: Scenario) -> None:
    first = watched(plan, scenario).frames[0]
    assert first.before != ()
    assert first.situation[0].kind == "situation"
    assert first.outcome[0].kind == "you"
    assert [each.chosen for each in first.alternatives].count(True) == 1
    chosen = next(each.text for each in first.alternatives if each.chosen)
    assert first.outcome[0].text == chosen


def test_a_silent_decision_with_a_note_is_a_frame_of_its_own(plan: Plan, scenario: Scenario) -> None:
    with_note, without = watched(plan, scenario), watched(plan, scenario, "")
    assert len(with_note.frames) == len(without.frames) + 1
    assert [f.behind.why for f in with_note.frames if f.behind] == ["She asks.", "She goes."]
    assert all(f.behind is None for f in without.frames)


def test_what_stands_behind_a_move_has_points_rules_and_sources(plan: Plan, scenario: Scenario) -> None:
    frame = watched(plan, scenario).frames[0]
    assert frame.behind is not None
    assert frame.behind.points == ("C24",)
    assert frame.behind.sources[0] == "Somebody 2020"
    assert frame.behind.rules == tuple(dict.fromkeys(change.rule for change in frame.changes))
    assert frame.acts != ()


def test_a_source_that_was_not_checked_is_shown_with_those_words_and_without_a_star(
    plan: Plan, scenario: Scenario
) -> None:
    frame = watched(plan, scenario, NOTES.replace("Somebody 2020", "Somebody 2020*")).frames[0]
    assert frame.behind is not None
    assert frame.behind.sources[0] == "Somebody 2020 (not checked at the source)"


def test_changes_are_all_there_and_once(plan: Plan, scenario: Scenario) -> None:
    whole = watched(plan, scenario)
    parts = [watched(plan, scenario, until="mandate"), watched(plan, scenario, begin="table")]
    assert sum(len(f.changes) for p in parts for f in p.frames) == sum(len(f.changes) for f in whole.frames) > 0


def test_the_notes_give_title_and_player(plan: Plan, scenario: Scenario) -> None:
    assert watched(plan, scenario, language="nl").title == "Om te kijken"
    assert watched(plan, scenario).player == "Fatma"
    assert watched(plan, scenario, "").title == scenario.title.en.strip()


def test_a_part_has_no_end_and_says_how_much_came_before(plan: Plan, scenario: Scenario) -> None:
    home = watched(plan, scenario, until="home")
    assert home.end is None
    table = watched(plan, scenario, begin="table")
    assert table.skipped > 0
    assert table.end is not None
    assert table.end.name == "Ratified"


@pytest.mark.parametrize("part", [{"begin": "recess"}, {"until": "say nothing"}])
def test_a_part_that_is_not_there(plan: Plan, scenario: Scenario, part: dict[str, str]) -> None:
    with pytest.raises(NoSuchPartError) as error:
        watched(plan, scenario, **part)
    assert error.value.known[0] == "home"
    assert error.value.name in part.values()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_watching_leaves_the_plan_as_it_was(plan: Plan, scenario: Scenario, language: str) -> None:
    assert watched(plan, scenario, language=language) == watched(plan, scenario, language=language)
