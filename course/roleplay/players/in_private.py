"""The habits of a good negotiator in private: tell an interest and ask back, keep even, check, keep the limits."""

from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.players.balance import EVEN, LIMITS, WEIGHT, balance, behind
from course.roleplay.players.memory import Memory
from course.roleplay.players.sight import Option, Sight

K = DecisionKind


def in_private(seen: Sight, memory: Memory) -> Decision:
    """One turn without a scene: check what was said, tell one thing, ask one thing, go on."""
    found = _check(seen) or _tell(seen, memory) or _ask(seen, memory)
    if found is None:
        return seen.of(K.HOLD)[0].decision
    if found.decision.kind is K.QUESTION:
        memory.asked |= {str(found.decision.fact)}
    return found.decision


def _check(seen: Sight) -> Option | None:
    """What can be checked is checked, the weightiest first (O21)."""
    return max(seen.of(K.VERIFY), key=lambda o: WEIGHT[seen.their_facts[str(o.decision.fact)]], default=None)


def _tell(seen: Sight, memory: Memory) -> Option | None:
    """Something of ours, so that they owe an answer; never a limit, nothing while behind, nothing outside the plan."""
    if behind(seen) or (seen.private is not None and seen.private.owed):
        return None

    def distance(option: Option) -> float:
        return abs(balance(seen, telling=WEIGHT[seen.facts[str(option.decision.fact)]]))

    ready = [o for o in seen.of(K.DISCLOSURE) if _may_be_told(seen, str(o.decision.fact))]
    if balance(seen) > EVEN:
        # Ahead: what brings both level again.
        return min(ready, key=distance, default=None)
    questions = _questions(seen)
    interests = [o for o in ready if seen.facts[str(o.decision.fact)] == "interest"]
    if interests and questions:
        return interests[0]
    if questions and all(o.decision.fact in memory.asked for o in questions):
        # They did not answer for nothing: something first that weighs no more than the answer.
        most = max(WEIGHT[seen.their_facts[str(o.decision.fact)]] for o in questions)
        fair = [o for o in ready if WEIGHT[seen.facts[str(o.decision.fact)]] <= most]
        return fair[0] if fair else None
    return None


def _may_be_told(seen: Sight, fact: str) -> bool:
    planned = seen.plan is None or fact in seen.plan
    return seen.facts[fact] not in LIMITS and fact not in seen.untrue and planned


def _questions(seen: Sight) -> list[Option]:
    """Questions after whose answer both would know about as much, or we could bring it level again.

    Who has nothing left to tell may come out a little ahead.
    """
    spare = sum(
        WEIGHT[seen.facts[f]] for f in seen.facts if f not in seen.told and _may_be_told(seen, f) and not behind(seen)
    )
    limit = EVEN if spare else 2 * EVEN
    return [
        o
        for o in seen.of(K.QUESTION)
        if balance(seen, hearing=WEIGHT[seen.their_facts[str(o.decision.fact)]], telling=spare) <= limit
    ]


def _ask(seen: Sight, memory: Memory) -> Option | None:
    """The answer that leaves both most even, what was not asked before first; of equals the weightiest."""
    owed = seen.private is not None and seen.private.owed

    def even(option: Option) -> tuple[bool, float, float]:
        weight = WEIGHT[seen.their_facts[str(option.decision.fact)]]
        again = option.decision.fact in memory.asked and not owed
        return again, abs(balance(seen, hearing=weight)), -weight

    return min(_questions(seen), key=even, default=None)
