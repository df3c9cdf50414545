"""Talks in private, played: as the whole role-play, and from the table; turns, proposals, leaks, and how they read."""

from pathlib import Path

import pytest

from course.locale import LANGUAGES
from course.negotiation.errors import IllegalDecisionError
from course.roleplay.debrief import debrief
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.load import load
from course.roleplay.play import Play, decide, options, start
from course.roleplay.record import decision_value, read_run, start_value
from course.roleplay.scenario import Scenario
from course.roleplay.score import score_sheet
from course.roleplay.view import look
from tests.roleplay.small import TEXT, read_text

K = DecisionKind
COFFEE = Path(__file__).parent / "fixtures" / "coffee.yaml"


def coffee(variant: str | None = None) -> Scenario:
    """The talk in private that is a role-play of its own."""
    return load(COFFEE, variant)


def lunch() -> Scenario:
    """The small role-play, with talks in private of three turns from its table."""
    scenario, findings = read_text(TEXT.replace("  - table: 3\n", "  - table: 3\n  - private: 3\n"))
    assert scenario is not None, findings
    return scenario


def said(play: Play, *moves: str) -> Play:
    """The play after these sentences, each in the scene that is open."""
    for move in moves:
        play = decide(play, Decision(K.MOVE, scene=play.scene, move=move))
    return play


def after(play: Play, *kinds: Decision) -> Play:
    """The play after these decisions."""
    for each in kinds:
        play = decide(play, each)
    return play


def talked(variant: str | None = None, *moves: str) -> Play:
    """Straight into the private talk, without preparing, and these sentences."""
    return said(decide(start(coffee(variant)), Decision(K.LEAVE)), *moves)


def kinds(play: Play) -> set[str]:
    return {d.kind.value for d in options(play)}


def events(play: Play) -> list[str]:
    return [event.kind for event in play.log[-1].events]


HOLD, END = Decision(K.HOLD), Decision(K.LEAVE)

# ---------------------------------------------------------------------- a role-play that is one talk


def test_a_turn_opens_with_a_scene_and_is_over_with_it() -> None:
    play = talked()
    assert (play.phase, play.scene, play.state.round) == ("private", "first-sip", 1)
    play = said(play, "agree")
    assert (play.scene, play.state.round) == ("second-sip", 1), "the same turn goes on"
    play = said(play, "trade")
    assert (play.scene, play.state.round) == (None, 2)


def test_a_turn_without_a_scene_is_free() -> None:
    play = talked(None, "agree", "trade")
    assert kinds(play) == {"question", "disclosure", "hold", "leave"}
    play = after(play, Decision(K.QUESTION, fact="rival"))
    assert kinds(play) == {"disclosure", "hold", "leave"}, "one question a turn"
    play = after(play, Decision(K.DISCLOSURE, fact="budget"))
    assert kinds(play) == {"hold", "leave"}
    assert kinds(after(play, HOLD)) >= {"question"}


def test_it_ends_after_its_last_turn_or_when_you_end_it() -> None:
    play = talked(None, "agree", "trade")
    for _ in range(3):
        assert not play.ended
        play = decide(play, HOLD)
    assert play.ended
    assert "private_over" in events(play)
    assert talked(None, "agree", "trade").ended is False
    assert after(talked(None, "agree", "trade"), END).ended


def test_only_the_parts_that_the_file_names_count() -> None:
    sheet = score_sheet(after(talked(None, "agree", "trade"), END))
    assert {p.id: p.maximum for p in sheet.parts} == {"information": 50, "relation": 15, "process": 35}


def test_a_good_talk_beats_a_spilled_one() -> None:
    plan = after(start(coffee()), Decision(K.TALK, scene="before"))
    good = after(said(after(said(plan, "only-uptime"), END), "agree", "trade"), END)
    bad = after(talked(None, "spill"), END)
    assert "take" in score_sheet(bad).part("information").reasons[-1].en, "their knowing our limit counts against us"
    assert score_sheet(good).total > score_sheet(bad).total + 20
    assert score_sheet(good).part("process").points == 35


def test_what_is_spilled_gets_out() -> None:
    play = after(talked(None, "spill"), END)
    assert play.state.leaked, "1.0 * (1 - .3) * (1 - .5) is more than .3"
    found = debrief(play, "en")
    assert found.leak is not None
    assert found.leak.leaked
    assert "0.35" in found.leak.sentence
    assert found.ending == "It has got out"


def test_an_untruth_can_be_checked_and_counts_as_nothing() -> None:
    play = talked("unreliable", "spill")
    assert kinds(play) >= {"verify"}
    checked = after(play, Decision(K.VERIFY, fact="rival"))
    assert "It is not as they said" in look(checked, "en").passages[-1].text
    assert "verify" not in kinds(checked)
    for end, sure in ((after(play, END), "did not find out"), (after(checked, END), "it is not true")):
        row = next(r for r in debrief(end, "en").ledger if r.side == "heard")
        assert sure in row.sure
        assert row.untrue
        assert "untrue" in score_sheet(end).part("information").reasons[-1].en
    shown = next(r for r in look(play, "en").ledger if r.side == "heard")
    assert (shown.untrue, shown.sure) == (False, "not checked"), "while playing nobody is told"


# ---------------------------------------------------------------------- from the table


def seated() -> Play:
    """At the table of the small role-play, the scene of the round answered."""
    play = decide(start(lunch()), Decision(K.LEAVE))
    play = decide(play, Decision(K.MANDATE, allowed={}))
    while play.phase == "mandate":
        play = decide(play, Decision(K.MANDATE, allowed={}))
    return said(play, "say-little")


PASSING = Decision(K.PRIVATE, form="in-passing", label="between-us")
PLANNED = Decision(K.PRIVATE, form="planned", label="off-the-record")


def test_it_can_be_proposed_in_passing_or_as_an_appointment() -> None:
    proposals = [(d.form, d.label) for d in options(seated()) if d.kind is K.PRIVATE]
    assert proposals == [
        ("in-passing", "between-us"),
        ("planned", "off-the-record"),
        ("planned", "chatham-house"),
        ("planned", "without-prejudice"),
    ]


def test_in_passing_the_round_goes_on_afterwards() -> None:
    before = seated()
    play = after(before, PASSING)
    assert (play.phase, play.state.private and play.state.private.turns) == ("private", 2)
    play = after(play, END)
    assert (play.phase, play.state.round) == ("table", before.state.round)
    assert not kinds(play) & {"question", "disclosure", "private"}, "what there was to say was said outside"


def test_an_appointment_takes_a_round() -> None:
    before = seated()
    play = after(before, PLANNED, HOLD, HOLD, HOLD)
    assert play.phase == "table"
    assert play.state.round == before.state.round + 1
    assert events(play)[-2:] == ["offer", "situation"] or "offer" in events(play)


def test_two_talks_are_enough() -> None:
    play = after(seated(), PASSING, END, HOLD)
    play = said(play, "say-little") if play.scene else play
    play = after(play, PASSING, END, HOLD)
    assert "private" not in kinds(play)
    with pytest.raises(IllegalDecisionError):
        decide(play, PASSING)


def test_what_is_told_in_private_says_so_in_the_ledger() -> None:
    play = after(seated(), PLANNED, Decision(K.DISCLOSURE, fact="bread-first"))
    row = look(play, "nl").ledger[0]
    assert (row.side, row.private, row.where) == ("told", True, "off the record")
    assert row.text == "Vers brood telt voor ons zwaarder dan de prijs."


def test_spilling_at_the_coffee_reaches_home() -> None:
    play = after(seated(), PASSING, Decision(K.DISCLOSURE, fact="the-letter"), HOLD)
    trust = play.state.factions["parents"].trust
    play = after(play, Decision(K.DISCLOSURE, fact="bread-first"), END)
    assert not play.state.leaked, ".8 and .2 at a confidence of .3 and a relation of .47 stay below .6"
    assert play.state.factions["parents"].trust == trust


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_another_place(language: str) -> None:
    play = after(seated(), PLANNED)
    view = look(play, language)
    assert view.place == "private"
    assert view.private is not None
    assert view.private.label == "off-the-record"
    assert view.private.sentence
    assert view.builder is None
    assert {tool.id for tool in view.tools} == {"ask", "tell", "hold", "leave"}
    assert view.clock is not None
    assert (view.clock.used, view.clock.total) == (1, 3)
    assert [stop.status for stop in view.stops if stop.id == "table"] == ["now"]


# ---------------------------------------------------------------------- for both


@pytest.mark.parametrize(
    ("play", "name"), [(talked("unreliable", "spill"), "duet"), (after(seated(), PLANNED), "table")]
)
def test_what_is_not_open_is_refused(play: Play, name: str) -> None:
    for decision in (PASSING, Decision(K.PACKAGE, package={}), Decision(K.ACCEPT), Decision(K.WALK)):
        with pytest.raises(IllegalDecisionError):
            decide(play, decision)
    with pytest.raises(IllegalDecisionError):
        decide(play, Decision(K.VERIFY, fact="nothing"))
    assert name


@pytest.mark.parametrize("variant", [None, "unreliable"])
def test_a_run_is_kept_and_replayed(variant: str | None) -> None:
    scenario = coffee(variant)
    play, values = start(scenario), [start_value(scenario)]
    for decision in (
        END,
        Decision(K.MOVE, scene="first-sip", move="agree"),
        Decision(K.MOVE, scene="second-sip", move="trade"),
        Decision(K.QUESTION, fact="rival"),
        END,
    ):
        play = decide(play, decision)
        values.append(decision_value(decision, play))
    run = read_run(values, lambda _, found, __: scenario if found == variant else None)
    assert run.finished, run.problem
    assert run.play is not None
    assert run.play.state == play.state


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("moves", [("agree", "trade"), ("agree", "nothing"), ("spill",)])
def test_every_page_can_be_read(moves: tuple[str, ...], language: str) -> None:
    play = start(coffee("unreliable"))
    play = said(after(play, Decision(K.TALK, scene="before")), "only-uptime")
    play = said(after(play, END), *moves)
    while not play.ended:
        assert look(play, language).question
        open_now = options(play)
        play = decide(play, open_now[0] if len(play.log) < 30 else END)
    found = debrief(play, language)
    assert found.ending
    assert found.story
    assert found.advice
    assert not found.outcomes
    assert all(step.said for step in found.steps)
