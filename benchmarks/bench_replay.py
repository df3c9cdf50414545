"""Replaying a full game from its journal, beside reading that journal as text.

A teacher grades by replaying; the widget replays when a page is reloaded. The peer is what any journal costs: parsing
its lines as JSON and hashing each of them.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from random import Random

import yaml

from benchmarks.measure import Measurement, fastest
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.load import library, load
from course.roleplay.play import Play, decide, options, start
from course.roleplay.players import journal_values, player, run
from course.roleplay.record import read_run, state_hash
from course.roleplay.scenario import Scenario

RANDOM_GAMES = 100
BATCH = 5
"""Replays in one measurement, so that the clock's own grain does not count."""


def measure() -> Iterator[Measurement]:
    """Replay, its parts, its peer; players; the scenario file."""
    yield from _replays(load(library()["merger"]), "a capstone game")
    file = library()["purchasing"]
    case = load(file)
    yield from _replays(case, "an expert's game")
    last = run(case, player("expert"))
    yield Measurement(
        "one state hash", _milliseconds(lambda: state_hash(last)), "ms", "after every decision of a student"
    )
    yield Measurement(
        "an expert's game, played",
        _milliseconds(lambda: run(case, player("expert"))),
        "ms",
        "with looking and thinking",
    )
    seconds = fastest(lambda: [_random_game(case, seed) for seed in range(RANDOM_GAMES)])
    yield Measurement("random games", RANDOM_GAMES / seconds, "a second", "all decisions at random")
    reading = fastest(lambda: load(file)) * 1000
    plain = fastest(lambda: yaml.safe_load(file.read_bytes())) * 1000
    yield Measurement("reading the scenario", reading, "ms", "strictly, with lines and checks")
    yield Measurement("plain PyYAML on the same file", plain, "ms", "the peer: no lines, no checks")
    yield Measurement("reading against plain PyYAML", reading / plain, "×", "")


def _replays(case: Scenario, name: str) -> Iterator[Measurement]:
    """An expert's game replayed from its journal, beside that journal read as text."""
    values = journal_values(case, player("expert"))
    lines = [json.dumps({"format": 1, "item": case.id, "attempt": 1, "value": value}) for value in values]
    last = read_run(values, lambda *_: case).play
    assert last is not None
    assert last.ended

    def find(name: str, variant: str | None, hashes: Mapping[str, object]) -> Scenario:
        return case

    replay = _milliseconds(lambda: read_run(values, find))
    peer = _milliseconds(lambda: [(json.loads(x), hashlib.sha256(x.encode()).hexdigest()) for x in lines])
    note = f"{len(values) - 1} decisions, checked against the last hash; well under 5 ms is the aim"
    note = f"{len(values) - 1} decisions, checked against the last hash"
    yield Measurement(f"replay of {name}", replay, "ms", note)
    yield Measurement(f"{name}: its journal parsed and hashed", peer, "ms", "the peer: json and sha256, line by line")
    yield Measurement(f"{name}: replay against parsing", replay / peer, "×", "what the rules cost on top of reading")


def _milliseconds(work: object) -> float:
    assert callable(work)
    return fastest(lambda: [work() for _ in range(BATCH)], runs=40) * 1000 / BATCH


def _random_game(case: Scenario, seed: int) -> Play:
    random, play = Random(seed), start(case)
    while not play.ended:
        play = decide(play, _filled(play, random.choice(options(play)), random))
    return play


def _filled(play: Play, decision: Decision, random: Random) -> Decision:
    if decision.kind is DecisionKind.PACKAGE:
        return Decision(decision.kind, package=play.game.named(random.choice(play.game.space)))
    if decision.kind is DecisionKind.MANDATE:
        return Decision(decision.kind, allowed={})
    return decision
