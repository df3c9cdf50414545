"""What must come of a game: the lines of a plan that begin with ``=>``.

``ratified 96 4 60`` (or rejected, no-deal; the options may be left out), ``substance 30``, ``score >= 85``,
``leaked``, ``heard FACT``, ``told FACT``, ``met CHECK``; ``not`` before the last four turns them round.
"""

from collections.abc import Callable, Mapping
from operator import ge, le

from course.findings import did_you_mean, listed
from course.locale import Text, both
from course.negotiation import checks
from course.negotiation.score import outcome
from course.roleplay.plans.plan import EXPECTS, Line, PlanError
from course.roleplay.plans.writing import end_words, points_words
from course.roleplay.play import Play
from course.roleplay.score import score_sheet
from course.roleplay.wording import beside

ENDS = ("ratified", "rejected", "no-deal", "no_deal")
PARTS = ("substance", "mandate", "ratification", "information", "relation", "process")
TOTAL = "score"
LEAKED = "leaked"
NOT = "not"
NAMED = ("heard", "told", "met")
"""What is followed by a name: a fact of theirs, one of ours, a process check."""
TOLERANCE = 0.05 + 1e-9

_BOUNDS: Mapping[str, Callable[[float, float], bool]] = {">=": ge, "<=": le}
_KNOWN = (*ENDS[:-1], *PARTS, TOTAL, LEAKED, *NAMED, NOT)
_NUMBERS = 2
"""Words after a score part: a bound and a number at most."""


def look(line: Line) -> None:
    """Whether an expectation is written as it should be.

    Raises:
        PlanError: it is not.
    """
    words = line.words[1:]
    if words and words[0] == NOT:
        words = words[1:]
        if words and words[0] not in (LEAKED, *NAMED):
            raise PlanError("P006", word=words[0], hint=Text("", ""), words=listed((LEAKED, *NAMED)))
    if not words:
        raise PlanError("P004", word=str(line), example=f"{EXPECTS} ratified")
    word, *rest = words
    if word in PARTS or word == TOTAL:
        _points(word, rest)
    elif word in NAMED or word == LEAKED:
        wanted = 0 if word == LEAKED else 1
        if len(rest) != wanted:
            raise PlanError("P004", word=word, example=f"{EXPECTS} {word}{' cash-soft' * wanted}")
    elif word not in ENDS:
        raise PlanError("P006", word=word, hint=did_you_mean(word, _KNOWN), words=listed(_KNOWN))


def _points(word: str, rest: list[str]) -> tuple[str, float]:
    """Bound and number after a score part; ``=`` when only the number stands there."""
    wrong = PlanError("P004", word=word, example=f"{EXPECTS} {word} >= 20")
    bound = rest[0] if len(rest) == _NUMBERS else "="
    if not 0 < len(rest) <= _NUMBERS or (bound != "=" and bound not in _BOUNDS):
        raise wrong
    try:
        return bound, float(rest[-1])
    except ValueError:
        raise wrong from None


def compare(play: Play, line: Line) -> None:
    """Whether a game that is over came out as a line expects.

    Raises:
        PlanError: it did not, or the line names what there is not.
    """
    words = line.words[1:]
    wanted = words[0] != NOT
    word, *rest = words if wanted else words[1:]
    if word in ENDS:
        _end(play, word.replace("_", "-"), rest, line)
    elif word in PARTS or word == TOTAL:
        _part(play, word, rest, line)
    elif _holds(play, word, rest) is not wanted:
        what = both(f"findings.plan_{word}", name=rest[0] if rest else "")
        raise PlanError("P024" if wanted else "P025", line, what=what)


def _end(play: Play, word: str, deal: list[str], line: Line) -> None:
    same = outcome(play.state).replace("_", "-") == word
    if not same or (deal and deal != [str(option) for option in play.state.deal or ()]):
        raise PlanError("P022", line, wanted=" ".join([word, *deal]), found=end_words(play))


def _part(play: Play, word: str, rest: list[str], line: Line) -> None:
    sheet = score_sheet(play)
    points = {part.id: part.points for part in sheet.parts} | {TOTAL: sheet.total}
    if word not in points:
        raise PlanError("P026", line, part=word, parts=listed(points))
    bound, wanted = _points(word, rest)
    if bound == "=":
        right = abs(points[word] - wanted) <= TOLERANCE
    else:
        right = _BOUNDS[bound](points[word] + (1e-9 if bound == ">=" else -1e-9), wanted)
    if not right:
        found = points_words(points[word])
        if float(found) == wanted:  # 84.96 is not yet the 85 that it would be rounded to
            found = beside(points[word], wanted)[0].en
        raise PlanError("P023", line, part=word, found=found, wanted=" ".join(rest))


def _holds(play: Play, word: str, rest: list[str]) -> bool:
    match word:
        case "heard":
            return _named(rest[0], play.scenario.other.facts, "plan_their_fact") in play.state.heard
        case "told":
            return _named(rest[0], play.scenario.own.facts, "plan_our_fact") in play.state.told
        case "met":
            found = checks.results(play.game, play.state, tuple(play.scenario.checks or ()))
            met = {check.name: of for check, of in found.items()} | {check.point: of for check, of in found.items()}
            return met[_named(rest[0], met, "plan_check")]
        case _:
            return play.state.leaked


def _named(name: str, known: Mapping[str, object], what: str) -> str:
    if name not in known:
        raise PlanError("P012", name=name, what=both(f"findings.{what}"), hint=did_you_mean(name, known))
    return name
