"""One sentence after the end: it names the cause that came first, in both languages."""

from dataclasses import replace

import pytest

from course.negotiation.state import FactionState, State
from course.roleplay.advice import advice
from course.roleplay.debrief import debrief
from course.roleplay.load import library, load
from course.roleplay.play import Play
from course.roleplay.players import player, run

EXPERT = run(load(library()["purchasing"]), player("expert"))
# The same good game, but nothing was signed: where nothing else is wrong, the advice looks at the table.
UNSIGNED = replace(EXPERT.state, deal=None, votes=())


def playing(**values: object) -> Play:
    return replace(EXPERT, state=replace(UNSIGNED, **values))  # type: ignore[arg-type]  # names of the state


def standing(state: State, faction: str, **values: object) -> dict[str, FactionState]:
    return {**state.factions, faction: replace(state.factions[faction], **values)}  # type: ignore[arg-type]


CAUSES = [
    ("an errand", playing(marks=UNSIGNED.marks | {"errand_accepted"}), "errand"),
    ("a lock", playing(demands={**UNSIGNED.demands, "two-weeks": "accepted"}), "held to 'Two weeks. Not three'"),
    ("somebody unheard", playing(factions=standing(UNSIGNED, "sales", listened=False)), "hearing Sales first"),
    ("no mandate", playing(mandate=None), "a mandate"),
    ("the limit told", playing(marks=UNSIGNED.marks | {"limit_told"}), "keeping your limit"),
    ("they left", playing(marks=UNSIGNED.marks | {"they_left"}), "in the room"),
    ("waiting", playing(effective_time=1.0), "something new in every round"),
    ("none of these", playing(effective_time=8.0), "Look at the votes"),
]


@pytest.mark.parametrize(("play", "words"), [row[1:] for row in CAUSES], ids=[row[0] for row in CAUSES])
def test_the_first_cause_that_fits_is_named(play: Play, words: str) -> None:
    assert words in advice(play).en
    assert advice(play).nl != advice(play).en


def test_home_that_was_never_asked() -> None:
    play = replace(EXPERT, state=replace(EXPERT.state, votes=(replace(EXPERT.state.votes[0], ratified=False),)))
    silent = replace(play, log=tuple(e for e in play.log if all(event.kind != "poll" for event in e.events)))
    assert "before you sign" in advice(silent).en
    assert "before you sign" not in advice(play).en


def test_a_good_end_says_what_is_left_to_gain() -> None:
    assert "little left to gain" in advice(EXPERT).en
    told = replace(EXPERT, state=replace(EXPERT.state, marks=EXPERT.state.marks | {"limit_told"}))
    assert "[O17]" in advice(told).en


def test_the_debrief_shows_it() -> None:
    assert debrief(EXPERT, "nl").advice == advice(EXPERT).nl
