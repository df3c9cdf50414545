"""One student playing: what is kept, what is refused, and where it goes on."""

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from course.answers import Journal, JournalError, Line
from course.roleplay.load import library, load
from course.roleplay.page import as_data
from course.roleplay.plans.following import steps
from course.roleplay.plans.reading import read
from course.roleplay.play import start
from course.roleplay.players import journal_values, player
from course.roleplay.record import decision_value, start_value, state_hash
from course.roleplay.scenario import Scenario
from course.roleplay.view import look
from course.widgets.playing import Playing, Refused

ITEM = "purchasing"


class Desk:
    """A journal in a folder, as a session keeps it; ``full`` is a disk without room."""

    def __init__(self, folder: Path) -> None:
        self.journal = Journal(folder / "answers.jsonl")
        self.full = False

    def lines(self, item: str) -> tuple[Line, ...]:
        return self.journal.lines(item)

    def keep(self, item: str, attempt: int, value: Mapping[str, object]) -> Line:
        if self.full:
            raise JournalError("No space left on device")
        return self.journal.append(item, attempt, value)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(library()[ITEM])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def playing(scenario: Scenario, desk: Desk) -> Playing:
    return sit_down(scenario, desk)


def sit_down(scenario: Scenario, desk: Desk) -> Playing:
    """The same student, in a kernel that knows nothing."""
    return Playing(ITEM, scenario, desk, "en", lambda name, *_: scenario if name == ITEM else None)


def first(playing: Playing) -> Mapping[str, object]:
    """The first thing that can be chosen."""
    view = playing.page()["view"]
    assert isinstance(view, dict)
    choice: Mapping[str, object] = view["choices"][0]["decision"]
    return choice


def finished(scenario: Scenario, desk: Desk) -> Playing:
    for value in journal_values(scenario, player("expert"), seed=1):
        desk.keep(ITEM, 1, value)
    return sit_down(scenario, desk)


def test_looking_keeps_nothing_and_the_first_decision_keeps_the_start_too(playing: Playing, desk: Desk) -> None:
    assert desk.lines(ITEM) == ()
    playing.decide(playing.seq, first(playing))
    assert [line.value["kind"] for line in desk.lines(ITEM)] == ["start", "talk"]


def test_a_whole_game_goes_on_after_every_single_decision(scenario: Scenario, desk: Desk) -> None:
    _, *values = journal_values(scenario, player("average"), seed=3)
    for number, value in enumerate(values, 1):
        playing = sit_down(scenario, desk)
        assert playing.resumed is (number > 1)
        playing.decide(playing.seq, {key: each for key, each in value.items() if key != "state"})
        assert len(playing.play.log) == number
        assert len(desk.lines(ITEM)) == number + 1
        assert state_hash(playing.play) == value["state"] == desk.lines(ITEM)[-1].value["state"]
    assert playing.play.ended


def test_the_capstone_can_be_closed_in_each_of_its_phases_and_goes_on_there(desk: Desk) -> None:
    """Two hours are long: at home, in a private talk, between the votes and after the yes the same page comes back."""
    file = library()["merger"]
    scenario = load(file)
    play = start(scenario)
    desk.keep("merger", 1, start_value(scenario))
    closed = []
    for after in steps(read(file.parent / "plans" / "merger" / "well.txt")[0], play):
        desk.keep("merger", 1, decision_value(after.log[-1].decision, after))
        if after.phase != play.phase:
            again = Playing("merger", scenario, desk, "nl", lambda *_: scenario)
            assert again.resumed
            assert state_hash(again.play) == state_hash(after)
            assert again.page()["view"] == as_data(look(after, "nl"))
            closed.append(after.phase)
        play = after
    assert {*closed} == {"leaving", "mandate", "table", "private", "recess", "report", "vote", "after", "end"}


def test_a_second_click_on_the_same_page_changes_nothing(playing: Playing, desk: Desk) -> None:
    seq, decision = playing.seq, first(playing)
    playing.decide(seq, decision)
    before, kept = state_hash(playing.play), desk.lines(ITEM)
    with pytest.raises(Refused) as refused:
        playing.decide(seq, decision)
    assert "already" in refused.value.text.en
    assert (state_hash(playing.play), desk.lines(ITEM)) == (before, kept)


@pytest.mark.parametrize(
    "decision",
    [
        None,
        "talk",
        {},
        {"kind": "talk"},
        {"kind": "talk", "scene": "nobody"},
        {"kind": "talk", "scene": 7},
        {"kind": "move", "scene": "henk-floor", "move": "which-night"},
        {"kind": "accept", "package": {"price": 88}},
        {"kind": "package", "package": {"price": [88]}},
        {"kind": "mandate", "allowed": {"price": 96}},
        {"kind": "start", "scenario": "purchasing"},
        {"kind": "win"},
    ],
)
def test_what_cannot_be_decided_changes_nothing_and_says_so(playing: Playing, desk: Desk, decision: object) -> None:
    before = state_hash(playing.play)
    with pytest.raises(Refused) as refused:
        playing.decide(playing.seq, decision)
    assert "Nothing has changed" in refused.value.text.en
    assert "niets veranderd" in refused.value.text.nl
    assert state_hash(playing.play) == before
    assert desk.lines(ITEM) == ()


def test_what_cannot_be_kept_has_not_happened(playing: Playing, desk: Desk) -> None:
    before, decision = state_hash(playing.play), first(playing)
    desk.full = True
    with pytest.raises(Refused) as refused:
        playing.decide(playing.seq, decision)
    assert "No space left" in refused.value.text.en
    assert state_hash(playing.play) == before
    desk.full = False
    playing.decide(playing.seq, decision)
    assert [line.value["kind"] for line in desk.lines(ITEM)] == ["start", "talk"]


def test_played_on_in_another_window_it_shows_what_is_there_now(scenario: Scenario, desk: Desk) -> None:
    here, there = sit_down(scenario, desk), sit_down(scenario, desk)
    there.decide(there.seq, first(there))
    with pytest.raises(Refused):
        here.decide(here.seq, first(here))
    assert state_hash(here.play) == state_hash(there.play)
    here.decide(here.seq, first(here))
    assert len(desk.lines(ITEM)) == 3


def test_another_try_is_for_after_the_end_and_keeps_the_first(scenario: Scenario, desk: Desk) -> None:
    playing = finished(scenario, desk)
    kept = desk.lines(ITEM)
    assert playing.play.ended
    playing.again(playing.seq)
    assert desk.lines(ITEM) == kept
    assert playing.page()["fresh"] is True
    with pytest.raises(Refused):
        playing.again(playing.seq)
    playing.decide(playing.seq, first(playing))
    assert desk.lines(ITEM)[: len(kept)] == kept
    assert {line.attempt for line in desk.lines(ITEM)} == {1, 2}
    assert sit_down(scenario, desk).attempt == 2


@pytest.mark.parametrize("damage", ["no start", "another scenario", "impossible", "other numbers", "wrong hash"])
def test_an_attempt_that_cannot_be_followed_is_refused_politely_and_kept(
    scenario: Scenario, desk: Desk, damage: str
) -> None:
    start, *values = journal_values(scenario, player("average"), seed=2)[:6]
    match damage:
        case "no start":
            start = values[0]
        case "another scenario":
            start = {**start, "scenario": "mill"}
        case "impossible":
            values[2] = {"kind": "walk"}
        case "other numbers":
            hashes = start["hashes"]
            assert isinstance(hashes, dict)
            start = {**start, "hashes": dict.fromkeys(hashes, "0" * 16)}
        case "wrong hash":
            values[-1] = {**values[-1], "state": "0" * 16}
    for value in (start, *values):
        desk.keep(ITEM, 1, value)
    kept, playing = desk.lines(ITEM), sit_down(scenario, desk)
    page = playing.page()
    assert page["view"] is None
    assert "Attempt 1" in str(page["notice"])
    with pytest.raises(Refused):
        playing.decide(playing.seq, values[0])
    playing.again(playing.seq)
    assert playing.attempt == 2
    assert first(playing)["kind"] == "talk"
    assert desk.lines(ITEM) == kept


def test_a_page_is_plain_data_in_the_language_of_the_session(scenario: Scenario, desk: Desk) -> None:
    playing = Playing(ITEM, scenario, desk, "nl", lambda *_: scenario)
    view = playing.page()["view"]
    assert isinstance(view, dict)
    assert (view["language"], view["title"]) == ("nl", scenario.title.nl)


def test_a_random_clicker_never_gets_anything_but_a_page_or_a_sentence(scenario: Scenario, desk: Desk) -> None:
    playing, random = sit_down(scenario, desk), Random(5)
    offered = [value for name in ("random", "expert") for value in journal_values(scenario, player(name), seed=6)]
    taken = 0
    for _ in range(60):
        try:
            playing.decide(playing.seq, random.choice(offered))
            taken += 1
        except Refused:
            pass
        assert playing.page()["view"] is not None
    assert 0 < taken < 60
    assert len(desk.lines(ITEM)) == taken + 1
