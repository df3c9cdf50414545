"""What people do who have not learnt the course: sensible, unlearned, or just anything."""

from course.negotiation.setup import Package
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.players.memory import Memory
from course.roleplay.players.packages import for_them
from course.roleplay.players.sight import Sight

K = DecisionKind

ENOUGH_LEFT = 2
"""Talks left from where an unlearned player begins to think that it has talked enough."""


def anything(seen: Sight, memory: Memory) -> Decision:
    """Any legal decision; ending the game is taken up only one time in five, so that there is a game."""
    random = memory.random
    chosen = random.choice(seen.options)
    if chosen.decision.kind in (K.LEAVE, K.ACCEPT, K.WALK) and random.random() < 0.8:
        chosen = random.choice(seen.options)
    return complete(seen, memory, chosen.decision)


def complete(seen: Sight, memory: Memory, decision: Decision) -> Decision:
    """A template with a value drawn at random."""
    random = memory.random
    if decision.kind is K.PACKAGE:
        return Decision(K.PACKAGE, package=seen.named(random.choice(seen.space)))
    if decision.kind is K.MANDATE:
        allowed = {
            i: [o for o in options if random.random() < 0.7] or list(options) for i, options in seen.issues.items()
        }
        return Decision(K.MANDATE, allowed=allowed)
    return decision


def sensible(seen: Sight, memory: Memory) -> Decision:
    """Talks while there is time, asks for a tight mandate, starts high, comes down, asks a thing or two, signs late."""
    random = memory.random
    if seen.of(K.MOVE):
        return random.choice(seen.options).decision
    if seen.phase in ("home", "report", "recess"):
        talks = seen.of(K.TALK)
        in_time = seen.phase != "home" or seen.talks_left > ENOUGH_LEFT or random.random() < 0.9
        return random.choice(talks).decision if talks and in_time else seen.options[-1].decision
    if seen.phase == "mandate":
        return middling_mandate(seen, memory)
    if seen.phase == "private":
        return chatting(seen, memory)
    if seen.phase == "after":
        return seen.of(K.LEAVE)[0].decision
    if not seen.of(K.PACKAGE):
        inside = seen.mandate is None or seen.offer in seen.mandate
        return (seen.of(K.ACCEPT) if inside or random.random() < 0.5 else seen.of(K.WALK))[0].decision
    # Nobody volunteers the own limit; it slips out when somebody asks for it.
    for kind, chance in ((K.QUESTION, 0.35), (K.DISCLOSURE, 0.25), (K.RECESS, 0.1)):
        found = [o for o in seen.of(kind) if seen.facts.get(str(o.decision.fact)) != "reservation"]
        if found and random.random() < chance:
            return random.choice(found).decision
    if (
        seen.mandate is not None
        and seen.offer in seen.mandate
        and seen.round >= seen.last_round - 3
        and random.random() < 0.5
    ):
        return seen.of(K.ACCEPT)[0].decision
    return Decision(K.PACKAGE, package=seen.named(_coming_down(seen, memory)))


def chatting(seen: Sight, memory: Memory) -> Decision:
    """A turn of a private talk as it comes: asks what is on the mind, tells what slips out, believes what is said."""
    random = memory.random
    for kind, chance in ((K.QUESTION, 0.45), (K.DISCLOSURE, 0.3), (K.VERIFY, 0.15)):
        found = [o for o in seen.of(kind) if seen.facts.get(str(o.decision.fact)) != "reservation"]
        if found and random.random() < chance:
            return random.choice(found).decision
    early = seen.private is not None and seen.private.turn < seen.private.turns
    return seen.of(K.HOLD if early or random.random() < 0.5 else K.LEAVE)[0].decision


def middling_mandate(seen: Sight, memory: Memory) -> Decision:
    """Cut one option off one, two or all issues."""
    random = memory.random
    cut = {i for i in seen.issues if random.random() < 0.6}
    allowed = {
        i: list(options[1 + (random.random() < 0.4) :] if i in cut else options) for i, options in seen.issues.items()
    }
    return Decision(K.MANDATE, allowed={i: o or [seen.issues[i][-1]] for i, o in allowed.items()})


def _coming_down(seen: Sight, memory: Memory) -> Package:
    aim = 0.2 + 0.45 * seen.round / max(1, seen.last_round) + memory.random.uniform(-0.1, 0.1)
    pool = [x for x in seen.space if seen.mandate is None or x in seen.mandate] or list(seen.space)
    near = sorted(pool, key=lambda x: abs(for_them(seen, x) - aim))[:5]
    return memory.random.choice(near)
