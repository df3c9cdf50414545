"""Players with one bad habit: it decides where it has an opinion; elsewhere they are as good as the average."""

from collections.abc import Callable

from course.negotiation.acts import ActKind
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.players.everyday import anything, sensible
from course.roleplay.players.habits import good
from course.roleplay.players.memory import Memory
from course.roleplay.players.sight import Option, Sight

K = DecisionKind
Policy = Callable[[Sight, Memory], Decision]

AVERAGE = 0.65
_WEIGHT = {"interest": 0.2, "constraint": 0.5, "alternative": 0.8, "reservation": 1.0}


def skilled(skill: float) -> Policy:
    """The habit of a good negotiator with probability ``skill``, else something unlearned (theory 3.11, 20)."""

    def decide(seen: Sight, memory: Memory) -> Decision:
        return good(seen, memory) if memory.random.random() < skill else sensible(seen, memory)

    return decide


def fond_of(*kinds: ActKind) -> Policy:
    """Takes any sentence with one of these acts, the first kind first; else average."""

    def decide(seen: Sight, memory: Memory) -> Decision:
        for kind in kinds:
            found = [o for o in seen.of(K.MOVE) if any(a.kind is kind for a in o.acts)]
            if found:
                return found[0].decision
        return skilled(AVERAGE)(seen, memory)

    return decide


_egged_words = fond_of(ActKind.ACCEPT_ERRAND, ActKind.FEED_IMAGE, ActKind.ACCEPT_LOCK, ActKind.RAISE_ERRAND)
_hard_words = fond_of(ActKind.REFUSE, ActKind.PRESSURE, ActKind.RAISE_ERRAND, ActKind.TIE_HANDS)


def egged_on(seen: Sight, memory: Memory) -> Decision:
    """Brings everything along that home asks for, and says it."""
    if seen.phase == "mandate":
        return _tightest(seen)
    if seen.phase == "table" and not seen.of(K.MOVE):
        if not seen.of(K.PACKAGE):
            return _sign_inside_or_walk(seen)
        return _demand(seen, 0 if seen.round < 5 else 1)
    return _egged_words(seen, memory)


def hard_liner(seen: Sight, memory: Memory) -> Decision:
    """Refuses, threatens and repeats one package."""
    if seen.phase == "mandate":
        return _tightest(seen, 1)
    if seen.phase == "table" and not seen.of(K.MOVE):
        if not seen.of(K.PACKAGE):
            return _sign_inside_or_walk(seen)
        return _demand(seen, 1)
    if seen.phase == "home" and not seen.of(K.MOVE) and memory.random.random() < 0.3:
        return seen.options[-1].decision
    return _hard_words(seen, memory)


def _tightest(seen: Sight, back: int = 0) -> Decision:
    return Decision(K.MANDATE, allowed={i: list(o[-1 - back :]) for i, o in seen.issues.items()})


def _demand(seen: Sight, back: int) -> Decision:
    return Decision(K.PACKAGE, package={i: o[max(0, len(o) - 1 - back)] for i, o in seen.issues.items()})


def _sign_inside_or_walk(seen: Sight) -> Decision:
    inside = seen.mandate is not None and seen.offer in seen.mandate
    return (seen.of(K.ACCEPT) if inside else seen.of(K.WALK))[0].decision


def blabber(seen: Sight, memory: Memory) -> Decision:
    """Tells whatever there is to tell, the most sensitive thing first."""

    def weight(option: Option) -> float:
        facts = [a.fact for a in option.acts if a.kind is ActKind.DISCLOSE]
        if option.decision.kind is K.DISCLOSURE:
            facts.append(option.decision.fact)
        return sum(_WEIGHT[seen.facts[f]] for f in facts if f is not None and f not in seen.told)

    found = max(seen.options, key=weight)
    return found.decision if weight(found) > 0 else skilled(AVERAGE)(seen, memory)


_PLEASANT = (
    ActKind.ACCEPT_LOCK,
    ActKind.ACCEPT_ERRAND,
    ActKind.FEED_HOPE,
    ActKind.FEED_IMAGE,
    ActKind.LISTEN,
    ActKind.HELP_THEIR_BACK_TABLE,
)


def pleaser(seen: Sight, memory: Memory) -> Decision:
    """Says yes to whoever is in the room."""
    if seen.phase == "table" and not seen.of(K.MOVE):
        return sensible(seen, memory)
    return fond_of(*_PLEASANT)(seen, memory)


def silent(seen: Sight, memory: Memory) -> Decision:
    """Speaks to nobody, waits for their last offer and takes it."""
    moves = seen.of(K.MOVE)
    if moves:
        quiet = (ActKind.WAIT, ActKind.WITHHOLD, ActKind.RESERVE)
        return next((o for o in moves if any(a.kind in quiet for a in o.acts)), moves[-1]).decision
    if seen.phase == "mandate":
        return Decision(K.MANDATE, allowed={i: list(o[1:]) for i, o in seen.issues.items()})
    for kind in (K.LEAVE, K.BACK, K.HOLD, K.ACCEPT):
        if seen.of(kind):
            return seen.of(kind)[0].decision
    return seen.options[-1].decision


def by_text(key: Callable[[str], float]) -> Policy:
    """Takes sentences by their looks only; the rest as anybody would."""

    def decide(seen: Sight, memory: Memory) -> Decision:
        moves = seen.of(K.MOVE)
        return min(moves, key=lambda o: key(o.label)).decision if moves else sensible(seen, memory)

    return decide


def first_option(seen: Sight, memory: Memory) -> Decision:
    """Takes the first sentence."""
    moves = seen.of(K.MOVE)
    return moves[0].decision if moves else sensible(seen, memory)


_POLITE = (
    "thank",
    "please",
    "appreciate",
    "understand",
    "of course",
    "sorry",
    "glad",
    "happy",
    "fair",
    "good",
    "right",
)


def politeness(text: str) -> float:
    """Minus the number of polite words, so that the smallest is the politest."""
    return -float(sum(text.lower().count(word) for word in _POLITE))


RANDOM: Policy = anything
