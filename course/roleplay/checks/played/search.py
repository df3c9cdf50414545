"""How far one can still get from some moment of a game: a search that knows the rules.

For the linter only. No simulated player has this: it tries ways on with the engine itself, hidden numbers and all, to
prove that points can be had. What students can see is the business of ``course.roleplay.players``.
"""

from collections.abc import Iterator
from random import Random

from course.negotiation.errors import IllegalDecisionError
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.play import Play, decide, options
from course.roleplay.players import player
from course.roleplay.players.memory import Memory
from course.roleplay.players.runs import steps
from course.roleplay.score import total

K = DecisionKind
Line = list[tuple[Play, Memory]]
"""A game as the moments at which something was decided."""

_HESITANT = (0.9, 0.75)
"""Skills of the players who try other ways on than the expert's."""
_ENDS = (K.ACCEPT, K.WALK, K.LEAVE, K.BACK)


def best_game(play: Play, memory: Memory, goal: float, tries: int) -> float:
    """The best score that could be reached from here on; the search ends at ``goal`` or after so many games.

    The expert goes first, then players who hesitate, then the best game so far is played again with one other decision.
    """
    best = 0.0
    for score in _scores(play, memory, tries):
        best = max(best, score)
        if best >= goal:
            break
    return best


def _scores(play: Play, memory: Memory, tries: int) -> Iterator[float]:
    best, line = _play_on(play, memory, "expert")
    yield best
    for seed in range(tries // 2):
        dice = memory.copy()
        dice.random = Random(seed)  # noqa: S311 - dice of a simulated player
        score, found = _play_on(play, dice, f"skill:{_HESITANT[seed % len(_HESITANT)]}")
        yield score
        if score > best:
            best, line = score, found
    yield from _otherwise(line, tries - tries // 2)


def _otherwise(line: Line, tries: int) -> Iterator[float]:
    """The same game with one other decision: late ones and early ones in turn, since both may be what it hangs on."""
    turns = [each for pair in zip(reversed(line), line, strict=True) for each in pair][: len(line)]
    for play, memory in turns:
        for decision in _alternatives(play):
            if tries <= 0:
                return
            try:
                after = decide(play, decision)
            except IllegalDecisionError:
                continue
            tries -= 1
            yield _play_on(after, memory.copy(), "expert")[0]


def _alternatives(play: Play) -> Iterator[Decision]:
    """What else could have been decided: every sentence and tool, and the packages that both sides might sign."""
    for decision in options(play):
        if decision.kind is K.PACKAGE:
            zone = sorted(play.game.zone, key=lambda x: -play.game.ours[x])
            yield from (Decision(K.PACKAGE, package=play.game.named(x)) for x in zone)
        elif decision.kind is not K.MANDATE and decision.kind not in _ENDS:
            yield decision


def _play_on(play: Play, memory: Memory, name: str) -> tuple[float, Line]:
    line: Line = []
    for (before, then), after in steps(play, player(name), memory.copy()):
        line.append((before, then.copy()))
        play = after
    return total(play), line
