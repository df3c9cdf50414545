"""From a line of a plan to a decision, at a point of a game."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from course.findings import did_you_mean, listed
from course.locale import Text, both
from course.negotiation.confidence import Form, Label
from course.negotiation.errors import IllegalDecisionError
from course.roleplay.decision import Decision, read_decision
from course.roleplay.plans.causes import NOTHING
from course.roleplay.plans.plan import FLOOR, WORDS, Line, PlanError
from course.roleplay.plans.writing import line_of
from course.roleplay.play import Play, decide, options

_SHOWN = 12


def take(play: Play, line: Line) -> Play:
    """The play after the decision of a line.

    Raises:
        PlanError: the line names what there is not, or its decision is not open now.
    """
    decision = decision_of(play, line)
    try:
        return decide(play, decision)
    except IllegalDecisionError as error:
        why = both(f"illegal.{error.code}", **error.values)
        raise PlanError("P011", line, why=why, cause=NOTHING, now=possible(play)) from None


def possible(play: Play) -> Text:
    """What can be decided now, as a plan would say it; for a game that is over, that there is nothing."""
    lines = [line_of(each.as_data()) for each in options(play)]
    if not lines:
        return both("findings.plan_nothing")
    more = ["…"] if len(lines) > _SHOWN else []
    return both("findings.plan_possible", words=listed([*lines[:_SHOWN], *more]))


def decision_of(play: Play, line: Line) -> Decision:
    """The decision that a line stands for.

    Raises:
        PlanError: it names what there is not.
    """
    word, *rest = line.words
    data: dict[str, object] = {"kind": str(WORDS[word].kind)}
    match word:
        case "talk":
            data["scene"] = _known(rest[0], play.scenario.scenes, "plan_scene")
        case "say":
            data |= {"scene": play.scene, "move": _move(play, rest[0])}
        case "ask" | "verify":
            data["fact"] = _known(rest[0], play.scenario.other.facts, "plan_their_fact")
        case "tell":
            data["fact"] = _known(rest[0], play.scenario.own.facts, "plan_our_fact")
        case "propose":
            data["package"] = _package(play, rest)
        case "accept":
            offer = play.state.offer
            data["package"] = {} if offer is None else play.game.named(offer)
        case "mandate":
            data |= _mandate(play, rest)
        case "private":
            data |= _private(rest)
    try:
        return read_decision(data)
    except IllegalDecisionError as error:
        why = both(f"illegal.{error.code}", **error.values)
        raise PlanError("P011", line, why=why, cause=NOTHING, now=possible(play)) from None


def _known(name: str, known: Iterable[str], what: str) -> str:
    if name not in known:
        raise PlanError("P012", name=name, what=both(f"findings.{what}"), hint=did_you_mean(name, known))
    return name


def _move(play: Play, name: str) -> str:
    if play.scene is None:
        raise PlanError("P013", cause=NOTHING, now=possible(play))
    scene = play.scenario.scenes[play.scene]
    return _known(name, scene.moves, "plan_move")


def _package(play: Play, words: Sequence[str]) -> Mapping[str, object]:
    issues = play.game.setup.issues
    if len(words) != len(issues):
        raise PlanError("P014", count=len(words), wanted=len(issues), issues=listed(issue.id for issue in issues))
    return {issue.id: _option(play, issue.id, word) for issue, word in zip(issues, words, strict=True)}


def _option(play: Play, issue: str, word: str) -> object:
    there = {str(option): option for each in play.game.setup.issues if each.id == issue for option in each.options}
    if word not in there:
        raise PlanError("P015", option=word, issue=issue, options=listed(there))
    return there[word]


def _mandate(play: Play, words: Sequence[str]) -> Mapping[str, object]:
    """The limits of a mandate: parts with a ``;`` between them, each an issue with its options, or a floor."""
    allowed: dict[str, list[object]] = {}
    floor = None
    for is_mark, part in groupby(words, key=lambda word: word == ";"):
        if is_mark:
            continue
        name, *rest = part
        if name == FLOOR:
            floor = _floor(rest)
        else:
            issue = _known(name, [issue.id for issue in play.game.setup.issues], "plan_issue")
            allowed[issue] = [_option(play, issue, word) for word in rest]
    return {"allowed": allowed, "floor": floor}


def _private(words: Sequence[str]) -> Mapping[str, object]:
    form, label = words if len(words) > 1 else (words[0], Label.BETWEEN_US.value)
    return {"form": _known(form, [*Form], "plan_form"), "label": _known(label, [*Label], "plan_label")}


def _floor(words: Sequence[str]) -> float:
    try:
        (word,) = words
        return float(word)
    except ValueError:
        raise PlanError("P004", word=FLOOR, example=WORDS["mandate"].example) from None
