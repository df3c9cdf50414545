"""What a sentence is worth to somebody who has learnt the course: the acts that a skilled reader hears in it."""

from collections.abc import Mapping
from types import MappingProxyType

from course.negotiation.acts import Act, ActKind
from course.roleplay.players.balance import EVEN, LIMITS, WEIGHT, balance, behind
from course.roleplay.players.memory import Memory
from course.roleplay.players.sight import Option, Sight

_PLAIN: Mapping[ActKind, float] = MappingProxyType(
    {
        ActKind.CONVERT: 2.5,
        ActKind.LOOSEN_MANDATE: 2.5,
        ActKind.REFUSE: 0.8,
        ActKind.COALITION: 0.9,
        ActKind.AGREE_PROCESS: 0.4,
        ActKind.INVITE: 0.5,
        ActKind.WAIT: 0.0,
        ActKind.RESERVE: 0.3,
        ActKind.HELP_THEIR_BACK_TABLE: 1.0,
        ActKind.TIE_HANDS: -0.5,
        ActKind.PRESSURE: -2.0,
        ActKind.ACCEPT_LOCK: -3.0,
        ActKind.ACCEPT_ERRAND: -4.0,
    }
)
_EACH = {ActKind.FEED_IMAGE: -2.0, ActKind.FEED_HOPE: -1.5}
_KEPT = {"alternative": -4.0, "reservation": -5.0}
LABELS: Mapping[str, float] = MappingProxyType(
    {
        "between-us": 0.3,
        "off-the-record": 0.6,
        "chatham-house": 0.7,
        "without-prejudice": 0.8,
        "mediation": 0.8,
        "nda": 0.9,
    }
)
"""How much each agreement about confidentiality protects; a lesson teaches the order."""


def act_value(seen: Sight, memory: Memory, act: Act) -> float:  # noqa: C901, PLR0912 - a line for each kind
    """How good an act looks."""
    match act.kind:
        case ActKind.LISTEN:
            return sum(0.3 if memory.did("listen", f) else 3.0 for f in act.factions)
        case ActKind.SHOW:
            return sum(_show(seen, memory, f) for f in act.factions)
        case ActKind.INFORM:
            return sum(0.2 if memory.did("inform", f) else 1.2 for f in act.factions)
        case ActKind.PERSPECTIVE:
            return sum(0.3 if memory.did("perspective", f) else 0.9 for f in act.factions)
        case ActKind.REPORT:
            return float(len(act.factions))
        case ActKind.TELL:
            return _tell(seen, memory, act)
        case ActKind.ANNOUNCE_PRIVATE:
            worth = 1.0 if seen.private_on_agenda else 0.1
            return sum(worth for f in act.factions if f not in seen.announced)
        case ActKind.DISCLOSE:
            return _disclose(seen, str(act.fact))
        case ActKind.ASK:
            return _ask(seen, str(act.fact))
        case ActKind.VERIFY:
            return 1.5 if act.fact in seen.heard and act.fact not in seen.checked else 0.0
        case ActKind.TEST_HARDNESS:
            return 1.5 if act.fact in seen.heard and act.fact not in seen.checked else 0.7
        case ActKind.WITHHOLD:
            return (1.0 if behind(seen) else 0.3) if seen.private else 0.1
        case ActKind.NAME_CLOSEDNESS:
            return 1.8 if behind(seen) and not memory.named_closedness else -1.5
        case ActKind.PLAN:
            return _plan(seen, act.facts)
        case ActKind.PROPOSE_PRIVATE:
            return _propose_private(seen, act)
        case ActKind.RAISE_ERRAND:
            return _raise_errand(seen, memory, act)
        case ActKind.FEED_IMAGE | ActKind.FEED_HOPE:
            return _EACH[act.kind] * len(act.factions)
        case _:
            return _PLAIN.get(act.kind, 0.0)


def _show(seen: Sight, memory: Memory, faction: str) -> float:
    """Evidence is for people who are calm or were heard, and once."""
    if seen.moods.get(faction) == "angry":
        return -1.5
    if memory.did("show", faction):
        return 0.0
    return 2.8 if memory.did("listen", faction) else 0.6


def _tell(seen: Sight, memory: Memory, act: Act) -> float:
    """Telling home is good, but not what was told in confidence."""
    secret = seen.secrets.get(str(act.fact))
    if secret is not None and seen.round < secret.until and secret.towards in ("home", *act.factions):
        return -4.0
    return 0.1 if memory.did("tell", str(act.fact)) else 0.6


def _disclose(seen: Sight, fact: str) -> float:
    """Interests are told, limits are kept; who is behind stops telling, and a plan is kept to."""
    if fact in seen.told:
        return 0.0
    if fact in seen.untrue:
        return -5.0
    kind = seen.facts.get(fact, "")
    if kind in _KEPT:
        return _KEPT[kind]
    if seen.private is None:
        return 1.0 if kind == "interest" else 0.3
    if behind(seen) or (seen.plan is not None and fact not in seen.plan):
        return -1.5
    if kind == "interest":
        return 1.0
    return 1.0 if balance(seen) > EVEN else 0.2


def _ask(seen: Sight, fact: str) -> float:
    """A question is cheap; one that leaves them far behind less welcome (O19)."""
    if fact in seen.heard:
        return 0.0
    ahead = balance(seen, hearing=WEIGHT[seen.their_facts[fact]])
    return 0.8 if seen.private is None or ahead <= 2 * EVEN else 0.4


def _plan(seen: Sight, facts: tuple[str, ...]) -> float:
    """Ready to tell what makes a deal, nothing that weakens; something rather than nothing."""
    if any(seen.facts[f] in LIMITS or f in seen.untrue for f in facts):
        return -2.0
    return 0.0 if seen.plan is not None else 2.0 + 0.1 * len(facts) if facts else 0.8


def _propose_private(seen: Sight, act: Act) -> float:
    """What is agreed should protect; home should know beforehand."""
    label = act.label or "between-us"
    if seen.private is not None:
        return 3.0 * max(0.0, LABELS[label] - LABELS[seen.private.label])
    if any(f not in seen.announced for f in seen.votes):
        return -1.0
    return LABELS[label] if act.form != "in-passing" else 0.3


def _raise_errand(seen: Sight, memory: Memory, act: Act) -> float:
    """An errand that was not carried is nothing but the words that are said instead."""
    carried = any(seen.demands[d] == "accepted" for d in seen.errands if not act.demands or d in act.demands)
    if carried or act.otherwise is None:
        return -2.0
    return act_value(seen, memory, act.otherwise)


def move_value(seen: Sight, memory: Memory, option: Option) -> float:
    """How good a sentence looks: all its acts together."""
    return sum(act_value(seen, memory, act) for act in option.acts)


def good_move(seen: Sight, memory: Memory) -> Option:
    """The sentence whose acts look best; the first of equals."""
    return max(seen.options, key=lambda o: move_value(seen, memory, o))
