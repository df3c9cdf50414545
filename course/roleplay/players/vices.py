"""Players with one bad habit: it decides where it has an opinion; elsewhere they are as good as the average."""

from course.negotiation.acts import ActKind
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.players.balance import WEIGHT
from course.roleplay.players.everyday import sensible
from course.roleplay.players.memory import Memory
from course.roleplay.players.sight import Option, Sight
from course.roleplay.players.skill import Policy, average

K = DecisionKind


def fond_of(*kinds: ActKind) -> Policy:
    """Takes any sentence with one of these acts, the first kind first; else average."""

    def decide(seen: Sight, memory: Memory) -> Decision:
        for kind in kinds:
            found = [o for o in seen.of(K.MOVE) if any(a.kind is kind for a in o.acts)]
            if found:
                return found[0].decision
        return average(seen, memory)

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
    if seen.phase == "private" and not seen.of(K.MOVE):
        return _interrogation(seen)
    return _hard_words(seen, memory)


def _tightest(seen: Sight, back: int = 0) -> Decision:
    return Decision(K.MANDATE, allowed={i: list(o[-1 - back :]) for i, o in seen.issues.items()})


def _demand(seen: Sight, back: int) -> Decision:
    return Decision(K.PACKAGE, package={i: o[max(0, len(o) - 1 - back)] for i, o in seen.issues.items()})


def _sign_inside_or_walk(seen: Sight) -> Decision:
    inside = seen.mandate is not None and seen.offer in seen.mandate
    return (seen.of(K.ACCEPT) if inside else seen.of(K.WALK))[0].decision


def _interrogation(seen: Sight) -> Decision:
    """Asks for the most sensitive thing first, and gives nothing."""
    questions = seen.of(K.QUESTION)
    if not questions:
        return seen.of(K.HOLD)[0].decision
    return max(questions, key=lambda o: WEIGHT[seen.their_facts[str(o.decision.fact)]]).decision


def blabber(seen: Sight, memory: Memory) -> Decision:
    """Tells whatever there is to tell, the most sensitive thing first."""

    def weight(option: Option) -> float:
        facts = [a.fact for a in option.acts if a.kind is ActKind.DISCLOSE]
        if option.decision.kind is K.DISCLOSURE:
            facts.append(option.decision.fact)
        told = sum(WEIGHT[seen.facts[f]] for f in facts if f is not None and f not in seen.told)
        return told + sum(a.kind is ActKind.TELL and a.fact in seen.secrets for a in option.acts)

    found = max(seen.options, key=weight)
    return found.decision if weight(found) > 0 else average(seen, memory)


_PLEASANT = (
    ActKind.ACCEPT_LOCK,
    ActKind.ACCEPT_ERRAND,
    ActKind.FEED_HOPE,
    ActKind.FEED_IMAGE,
    ActKind.TELL,
    ActKind.LISTEN,
    ActKind.HELP_THEIR_BACK_TABLE,
)


def pleaser(seen: Sight, memory: Memory) -> Decision:
    """Says yes to whoever is in the room; alone with the other side, tells what they would like to know."""
    if seen.phase == "table" and not seen.of(K.MOVE):
        return sensible(seen, memory)
    if seen.phase == "private":
        return _obliging(seen, memory)
    return _pleasant_words(seen, memory)


_pleasant_words = fond_of(*_PLEASANT)


def _obliging(seen: Sight, memory: Memory) -> Decision:
    """Tells something in every turn, and asks for nothing that could embarrass."""
    moves = seen.of(K.MOVE)
    if moves:
        telling = [o for o in moves if any(a.kind is ActKind.DISCLOSE for a in o.acts)]
        return telling[0].decision if telling else _pleasant_words(seen, memory)
    found = seen.of(K.DISCLOSURE) or seen.of(K.HOLD)
    return memory.random.choice(found).decision


_QUIET = (ActKind.WAIT, ActKind.WITHHOLD, ActKind.RESERVE)
_TELLING = (ActKind.DISCLOSE, ActKind.TELL, ActKind.INFORM, ActKind.REPORT, ActKind.SHOW)


def _loudness(option: Option) -> int:
    """How far a sentence is from silence: 0 says nothing, 1 something, 2 tells."""
    if any(act.kind in _TELLING for act in option.acts):
        return 2
    return 0 if any(act.kind in _QUIET for act in option.acts) else 1


def silent(seen: Sight, memory: Memory) -> Decision:
    """Speaks to nobody, waits for their last offer and takes it."""
    moves = seen.of(K.MOVE)
    if moves:
        return min(reversed(moves), key=_loudness).decision
    if seen.phase == "mandate":
        return Decision(K.MANDATE, allowed={i: list(o[1:]) for i, o in seen.issues.items()})
    for kind in (K.BACK, K.HOLD, K.LEAVE, K.ACCEPT):
        if seen.of(kind):
            return seen.of(kind)[0].decision
    return seen.options[-1].decision
