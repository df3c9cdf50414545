"""Players see what a student sees: no hidden number reaches a decision, and nothing of the engine reaches a player."""

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from random import Random

import pytest

from course.negotiation.game import Game
from course.negotiation.state import FactionState, State
from course.roleplay.moods import mood
from course.roleplay.play import Play, decide, start
from course.roleplay.players import EXPLOITS, PLAYERS, Player
from course.roleplay.players import sight as sight_module
from course.roleplay.players.memory import Memory
from course.roleplay.players.sight import Option, Sight, sight
from course.roleplay.scenario import Scenario
from tests.roleplay.lab import purchasing
from tests.roleplay.players.duet import duet

FOLDER = Path(sight_module.__file__).parent
SEEING = {"sight.py"}
"""The module that looks at a play."""
PLAYING = {"__init__.py", "runs.py", "table.py"}
"""Those that let players play: they have plays in their hands, and hand players a sight and nothing else."""
ENGINE = ("course.negotiation.state", "course.negotiation.game", "course.roleplay.play", "course.roleplay.progress",
          "course.roleplay.step", "course.roleplay.moods", "course.roleplay.view", "course.roleplay.score",
          "course.negotiation.counterpart", "course.negotiation.constituency")  # fmt: skip
EVERYBODY: dict[str, Player] = {**PLAYERS, **EXPLOITS}


def imported(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found |= {str(node.module), *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.py")), ids=lambda file: str(file.name))
def test_no_player_imports_the_state_of_a_game(file: Path) -> None:
    if file.name not in SEEING | PLAYING:
        assert not imported(file) & set(ENGINE)


def values(of: object) -> Iterator[object]:
    """A value and everything inside it."""
    yield of
    if is_dataclass(of) and not isinstance(of, type):
        for field in fields(of):
            yield from values(getattr(of, field.name))
    elif isinstance(of, dict):
        for key, value in of.items():
            yield from values(key)
            yield from values(value)
    elif isinstance(of, (tuple, list, set, frozenset)):
        for each in of:
            yield from values(each)


@pytest.mark.parametrize("case", [purchasing(), duet()], ids=["table", "private"])
def test_a_sight_holds_nothing_of_the_engine(case: Scenario) -> None:
    for play, _ in moments(case, PLAYERS["average"], 3):
        held = list(values(sight(play)))
        assert not [each for each in held if isinstance(each, (Play, State, FactionState, Game, Scenario))]
        assert not [each for each in held if isinstance(each, float) and each in hidden(play)]


def hidden(play: Play) -> set[float]:
    """Magnitudes of people that no page shows, but for values that stand for something else as well."""
    found = {getattr(of, f) for of in play.state.factions.values() for f in ("emotion", "trust", "negative_image")}
    return {each for each in found if round(each, 2) != each}


def moments(case: Scenario, player: Player, seed: int) -> Iterator[tuple[Play, Memory]]:
    """The moments of one game, with what the player remembers."""
    play, memory = start(case), Memory(Random(seed))
    while not play.ended:
        yield play, memory.copy()
        seen = sight(play)
        decision = player(seen, memory)
        for option in seen.options:
            if option.decision == decision:
                memory.note(option)
        play = decide(play, decision)


def otherwise(play: Play) -> list[Play]:
    """The same moment with other hidden numbers, behind the same words on the page."""
    changes: list[Play] = []
    state = play.state
    for name, of in state.factions.items():
        for field in ("emotion", "trust", "negative_image", "market_knowledge", "voice"):
            value = round(min(0.99, getattr(of, field) + 0.013), 9)
            other = replace(of, **{field: value})
            changes.append(replace(play, state=replace(state, factions={**state.factions, name: other})))
    changes.append(replace(play, state=replace(state, relation=state.relation - 0.004)))
    changes.append(replace(play, state=replace(state, exposure=state.exposure + 0.05, pressure=1.0)))
    changes.append(replace(play, state=replace(state, effective_time=state.effective_time + 0.2)))
    return [each for each in changes if looks(each) == looks(play)]


def looks(play: Play) -> list[str]:
    """How everybody looks, which is all that shows of those numbers."""
    return [mood(play.game, play.state, who) for who in (*play.game.factions, "other")]


@pytest.mark.parametrize("case", [purchasing(), duet()], ids=["table", "private"])
@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_equal_words_give_equal_decisions(name: str, case: Scenario) -> None:
    """Whatever the hidden numbers are."""
    compared = 0
    for number, (play, memory) in enumerate(moments(case, EVERYBODY[name], 5)):
        if number % 4:
            continue
        decided = EVERYBODY[name](sight(play), memory.copy())
        for other in otherwise(play):
            assert sight(other) == sight(play)
            assert EVERYBODY[name](sight(other), memory.copy()) == decided
            compared += 1
    assert compared


@pytest.mark.parametrize("change", ["reservation", "openness", "patience"])
def test_what_the_other_side_thinks_stays_with_it(change: str) -> None:
    case = purchasing()
    setup = replace(case.setup, other=replace(case.setup.other, **{change: getattr(case.setup.other, change) * 0.9}))
    other = replace(case, setup=setup)
    assert sight(start(other)) == sight(start(case))


def test_words_come_in_the_language_of_the_player() -> None:
    play = start(purchasing())
    english, dutch = sight(play, "en"), sight(play, "nl")
    assert [o.decision for o in english.options] == [o.decision for o in dutch.options]
    talks = [(a.label, b.label) for a, b in zip(english.options, dutch.options, strict=True) if a.with_]
    assert talks
    assert all(a != b for a, b in talks)


def test_notes_worked_out_before_are_no_part_of_what_is_seen() -> None:
    play = start(purchasing())
    first = sight(play)
    first.worked_out["x"] = 1
    assert isinstance(first, Sight)
    assert all(isinstance(option, Option) for option in first.options)
    assert replace(first, worked_out={}) == first
