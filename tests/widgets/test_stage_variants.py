"""Who sits across the table: drawn the first time, kept on resuming, somebody else at each new attempt."""

from pathlib import Path

import pytest

from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.load import library, load
from course.roleplay.variants import changes_nothing
from course.widgets.playing import Playing
from course.widgets.session import open_session

COFFEE = Path(__file__).parents[1] / "roleplay" / "fixtures" / "coffee.yaml"
MORE = "  stiff:\n    other: {openness: 0.05}\n  as-it-is:\n    other: {openness: 0.3}\n"
BOTH = COFFEE.read_text(encoding="utf-8") + MORE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "coffee.yaml"
    path.write_text(BOTH, encoding="utf-8")
    return path


def playing(file: Path, drawn: int) -> Playing:
    """The talk with its variants, in the folder of one student."""
    session = open_session("coffee", "en", file.parent)
    return Playing("coffee", load(file), session, "en", lambda _, variant, __: load(file, variant), lambda _: drawn)


def decide(play: Playing, decision: Decision) -> None:
    play.decide(play.seq, decision.as_data())


def met_by(play: Playing, attempts: int) -> list[str | None]:
    """Who sits across the table in each attempt."""
    met = []
    for _ in range(attempts):
        met.append(play.play.scenario.variant)
        decide(play, Decision(DecisionKind.LEAVE))
        decide(play, Decision(DecisionKind.MOVE, scene="first-sip", move="spill"))
        decide(play, Decision(DecisionKind.LEAVE))
        play.again(play.seq)
    return met


def test_a_single_variant_takes_turns_with_the_role_play_as_it_stands_which_comes_first(tmp_path: Path) -> None:
    file = tmp_path / "coffee.yaml"
    file.write_text(COFFEE.read_text(encoding="utf-8"), encoding="utf-8")
    assert load(file).variants == ("unreliable",)
    assert met_by(playing(file, 0), 3) == [None, "unreliable", None]


def test_the_role_play_as_it_stands_comes_first_and_then_its_variants_in_turn(tmp_path: Path) -> None:
    file = tmp_path / "coffee.yaml"
    file.write_text(COFFEE.read_text(encoding="utf-8") + "  stiff:\n    other: {openness: 0.05}\n", encoding="utf-8")
    assert met_by(playing(file, 1), 4) == [None, "unreliable", "stiff", None]


@pytest.mark.parametrize(
    ("scenario", "drawn"),
    [("coffee-afterwards", True), ("merger", True), ("waterstad", False), ("pay-round", False), ("energy-hub", False)],
)
def test_where_one_must_not_know_from_the_start_the_first_is_drawn(scenario: str, *, drawn: bool) -> None:
    case = load(library()[scenario])
    assert any(changes_nothing(case.raw, variant) for variant in case.variants) is drawn


@pytest.mark.parametrize(("drawn", "variant"), [(0, "unreliable"), (1, "stiff")])
def test_the_first_is_drawn_where_a_variant_stands_for_the_role_play_as_it_is(
    file: Path, drawn: int, variant: str
) -> None:
    assert playing(file, drawn).play.scenario.variant == variant


def test_a_game_that_was_begun_goes_on_with_the_same_one(file: Path) -> None:
    decide(playing(file, 1), Decision(DecisionKind.LEAVE))
    again = playing(file, 0)
    assert again.play.scenario.variant == "stiff"
    assert again.play.phase == "private"


def test_a_new_attempt_meets_the_next_one(file: Path) -> None:
    assert met_by(playing(file, 1), 3) == ["stiff", "as-it-is", "unreliable"]


def test_whoever_only_read_the_briefing_finds_the_same_one_again(file: Path) -> None:
    assert playing(file, 1).play.scenario.variant == "stiff"
    again = playing(file, 0)
    assert again.play.scenario.variant == "stiff"
    assert not again.resumed
    decide(again, Decision(DecisionKind.LEAVE))
    assert len(open_session("coffee", "en", file.parent).lines("coffee")) == 2
