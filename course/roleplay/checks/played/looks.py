"""Who looks at sentences instead of reading them must not find out which one is good."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from math import sqrt
from statistics import fmean, pvariance

from course.findings import Finding
from course.locale import LANGUAGES, Language, Text, both
from course.roleplay.checks.played.base import is_draft, of_file
from course.roleplay.checks.played.games import games
from course.roleplay.checks.played.worth import Weighed
from course.roleplay.players.looks import LOOKS, politeness
from course.roleplay.scenario import Move, Scenario
from course.roleplay.wording import listed

GAP = 10.0
"""Points that looking may earn beside taking any sentence: what chance allows."""
FEW = 6
"""Games with which such a comparison begins: they differ little."""
RARE = 2.5
"""Standard deviations from chance at which a pattern is a finding: one time in 160 it is chance after all."""
AT_STAKE = 1.0
"""Points between the best and the worst sentence from which a visit says something."""
AHEAD = 3.0
"""Points by which a sentence is clearly the best."""
GOING_WELL = 50.0
"""Points that could still be had in a game that is going well."""
NAMED = 3
"""Scenes that a finding names."""
MANY = 6
"""Scenes that make a habit."""
UNLIKELY = 0.02
"""Chance below which best sentences in one place are no chance."""
_PLACES = frozenset({"first", "second", "third", "last"})
_WORDLESS = frozenset({"first", "last"})

Pick = Callable[[Sequence[Move]], Move | None]


def looking_does_not_pay(scenario: Scenario) -> Iterator[Finding]:
    """R304: taking the first, last, longest, shortest or politest sentence earns no more than taking any."""
    if is_draft(scenario):
        return
    for look in LOOKS:
        for language in _languages(look):
            rows = {
                "looker_only": games(scenario).apart(look, "random", GAP, language, few=FEW).points,
                "looker_good": games(scenario).apart(f"look:{look}", "wander", GAP, language, few=FEW).points,
            }
            who, points = max(rows.items(), key=lambda row: row[1])
            if points >= GAP:
                values = {"look": both(f"players.{look}"), "language": language, "points": round(points)}
                most = _most_in(scenario, _gains(scenario, _pick_of(look, language)))
                yield of_file(scenario, "R304", who=both(f"findings.{who}"), most=most, **values)


def looks_tell_nothing(scenario: Scenario) -> Iterator[Finding]:
    """R305: over the whole role-play, place, length and politeness of a sentence say nothing about its worth."""
    if is_draft(scenario):
        return
    merits = _merits(scenario)
    for look, language, pick in _picks():
        found = [(merit, pick(moves)) for _, moves, merit in merits]
        clear = [(merit, move.id) for merit, move in found if move is not None]
        surprise, gain = _against_chance(clear)
        if surprise > RARE:
            values = {"look": both(f"findings.looks_{look}"), "language": language, "gain": round(100 * gain)}
            most = _most_in(scenario, _gains(scenario, pick))
            yield of_file(scenario, "R305", scenes=len(clear), most=most, **values)


def _gains(scenario: Scenario, pick: Pick) -> dict[str, float]:
    """For each scene by how much of what is at stake a look is better than chance there."""
    found = ((scene, merit, pick(moves)) for scene, moves, merit in _merits(scenario))
    return {scene: merit[move.id] - fmean(merit.values()) for scene, merit, move in found if move is not None}


def _most_in(scenario: Scenario, gains: Mapping[str, float]) -> Text:
    """``Most of all in: lift (line 345), landing (line 380).`` - the scenes where a look gains most, if any."""
    best = sorted((scene for scene in gains if gains[scene] > 0), key=lambda scene: -gains[scene])[:NAMED]
    if not best:
        return Text("", "")
    places = ((scene, scenario.lines.of(*scenario.scenes[scene].path).line) for scene in best)
    scenes = listed(both("findings.scene_on_line", scene=scene, line=line) for scene, line in places)
    return both("findings.most_in", scenes=scenes)


def _languages(look: str) -> tuple[Language, ...]:
    return LANGUAGES[:1] if look in _WORDLESS else LANGUAGES


def _picks() -> Iterator[tuple[str, Language, Pick]]:
    yield "first", "en", lambda moves: moves[0]
    yield "second", "en", lambda moves: moves[1]
    yield "third", "en", lambda moves: moves[2] if len(moves) > 2 else None
    yield "last", "en", lambda moves: moves[-1]
    for language in LANGUAGES:
        yield "longest", language, _outstanding(len, language)
        yield "shortest", language, _outstanding(_brevity, language)
        yield "politest", language, _outstanding(partial(politeness, language=language), language)


def _pick_of(look: str, language: Language) -> Pick:
    """The sentence that a look takes, where it stands out."""
    return next(
        pick for name, of, pick in _picks() if name == look and of in (language, *LANGUAGES[: look in _WORDLESS])
    )


def _brevity(text: str) -> int:
    return -len(text)


def _outstanding(key: Callable[[str], int], language: Language) -> Pick:
    """The sentence that stands out; none when several are alike."""

    def pick(moves: Sequence[Move]) -> Move | None:
        keys = [key(move.say.of(language)) for move in moves]
        return moves[keys.index(max(keys))] if keys.count(max(keys)) == 1 else None

    return pick


def _merits(scenario: Scenario) -> list[tuple[str, list[Move], dict[str, float]]]:
    """Each scene in which something is at stake: its sentences and their merit, from -1 to 1 around the mean."""
    found = []
    for scene, visits in games(scenario).weighed.items():
        merit = _merit(visits)
        moves = [move for move in scenario.scenes[scene].moves.values() if move.id in merit]
        if len(moves) > 1:
            found.append((scene, moves, merit))
    return found


def _merit(visits: Sequence[Weighed]) -> dict[str, float]:
    rows: dict[str, list[float]] = {}
    for visit in visits:
        worth = visit.worth.values()
        spread, middle = max(worth) - min(worth), fmean(worth)
        if spread >= AT_STAKE:
            for move, points in visit.worth.items():
                rows.setdefault(move, []).append((points - middle) / spread)
    return {move: fmean(row) for move, row in rows.items()}


def _against_chance(picked: Sequence[tuple[Mapping[str, float], str]]) -> tuple[float, float]:
    """How many standard deviations these picks are better than picks by chance, and by how much of the range each."""
    gain = sum(merit[move] - fmean(merit.values()) for merit, move in picked)
    spread = sqrt(sum(pvariance(merit.values()) for merit, _ in picked))
    return (gain / spread, gain / len(picked)) if spread else (0.0, 0.0)


def no_place_always_wins(scenario: Scenario) -> Iterator[Finding]:
    """R306: where one sentence is by far the best, come what may, it does not stand in the same place each time."""
    if is_draft(scenario):
        return
    scenes = {name: found for name, visits in games(scenario).weighed.items() if len(found := _telling(visits)) > 1}
    fixed = {name: best for name, visits in scenes.items() if (best := _always_best(visits)) is not None}
    if len(fixed) < MANY or len(fixed) <= len(scenes) / 2:
        return
    for place, _, pick in _picks():
        if place in _PLACES:
            moves = {name: list(scenario.scenes[name].moves.values()) for name in fixed}
            hits = sum(_is(pick(moves[name]), best) for name, best in fixed.items())
            if _luck([len(each) for each in moves.values()], hits) < UNLIKELY:
                values = {"look": both(f"findings.looks_{place}"), "fixed": len(fixed), "scenes": len(scenes)}
                yield of_file(scenario, "R306", count=hits, **values)


def _is(move: Move | None, name: str) -> bool:
    return move is not None and move.id == name


def _luck(sizes: Sequence[int], hits: int) -> float:
    """How likely it is by chance that so many or more of these scenes have their best sentence in one given place."""
    spread = [1.0]
    for size in sizes:
        spread = [
            (spread[n] * (1 - 1 / size) if n < len(spread) else 0.0) + (spread[n - 1] / size if n else 0.0)
            for n in range(len(spread) + 1)
        ]
    return sum(spread[hits:])


def _telling(visits: Sequence[Weighed]) -> list[Weighed]:
    """The visits in games that were going well and in which the sentences differed."""
    return [v for v in visits if v.best >= GOING_WELL and v.best - min(v.worth.values()) >= AT_STAKE]


def _always_best(visits: Sequence[Weighed]) -> str | None:
    """The sentence that is ahead of all others by far in every visit."""
    moves = visits[0].worth
    return next((m for m in moves if all(m in v.worth and v.ahead(m) >= AHEAD for v in visits)), None)


RULES = (looking_does_not_pay, looks_tell_nothing, no_place_always_wins)
