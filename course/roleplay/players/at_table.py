"""The habits of a good negotiator at the table: what to tell, ask and propose, when to call home, when to sign."""

from course.negotiation.setup import Package
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.players.at_home import bound
from course.roleplay.players.balance import EVEN, WEIGHT, balance, behind
from course.roleplay.players.memory import Memory
from course.roleplay.players.packages import FAIR, for_faction, for_home, for_them
from course.roleplay.players.reading import LABELS
from course.roleplay.players.sight import Option, Sight

K = DecisionKind

BOLD = 0.3
"""Where a good negotiator begins: clearly for us, without insulting anybody."""


STEP = 0.01
"""The least that a next package gives them more."""
CLEARLY = 0.1
"""By how much a package must be better for those who said no before it is worth asking them again."""
INSULT = 0.15
"""What an offended answer is worth: the next package gives them so much more."""


def at_table(seen: Sight, memory: Memory) -> Decision:
    """Tell an interest and ask back, call home in time, come down step by step, sign what home will carry."""
    memory.hear(seen.poll, seen.offer)
    inside = [x for x in seen.space if seen.mandate is None or x in seen.mandate]
    worth_signing = seen.offer is not None and seen.offer in inside and _good_enough(seen, seen.offer, inside)
    carried = _carried(seen, memory)
    if not seen.of(K.PACKAGE):
        # Time is up: what lies inside the mandate and was not refused at home is worth asking home about.
        sign = seen.offer in inside and (worth_signing or carried is not False)
        return (seen.of(K.ACCEPT) if sign else seen.of(K.WALK))[0].decision
    word = _say_or_ask(seen)
    if word is not None:
        if word.kind is K.QUESTION:
            memory.asked |= {str(word.fact)}
        return word
    if worth_signing and carried:
        return seen.of(K.ACCEPT)[0].decision
    aside = _aside(seen, memory)
    if aside is not None:
        return aside
    pause = seen.of(K.RECESS)
    if pause and carried is None and (worth_signing or seen.round in (3, 6) or bound(seen)):
        return pause[0].decision
    bearable = [x for x in inside if not _stopped(seen, x)]
    if inside and not bearable:
        # Nothing is left that those who can stop everything might take: no step is better than a false one.
        return seen.of(K.HOLD)[0].decision
    package = _next_package(seen, bearable)
    reason = _reason(seen) if package == seen.own_package else None
    return reason or Decision(K.PACKAGE, package=seen.named(package))


def _reason(seen: Sight) -> Decision | None:
    """Who proposes the same again gives a reason with it: a constraint, when asking back for one leaves both even."""
    weight = WEIGHT["constraint"]
    back = weight if _asking_for(seen, "constraint") else 0.0
    reasons = [o for o in seen.of(K.DISCLOSURE) if seen.facts[str(o.decision.fact)] == "constraint"]
    if reasons and balance(seen, telling=weight, hearing=back) >= -EVEN:
        return reasons[0].decision
    return None


def _aside(seen: Sight, memory: Memory) -> Decision | None:
    """An appointment in private for what they do not answer at the table, once, in time, and when home knows (O6, C38).

    Under the agreement that protects most.
    """
    planned = [o.decision for o in seen.of(K.PRIVATE) if o.decision.form == "planned"]
    in_time = 2 <= seen.round <= seen.last_round - 3
    unanswered = memory.asked - set(seen.heard)
    known = all(f in seen.announced for f in seen.votes)
    if not (planned and unanswered and in_time and known) or seen.private_talks:
        return None
    return max(planned, key=lambda d: LABELS[str(d.label)])


def _asking_for(seen: Sight, kind: str) -> list[Option]:
    """The questions for facts of a kind that are open."""
    return [o for o in seen.of(K.QUESTION) if seen.their_facts[str(o.decision.fact)] == kind]


def _say_or_ask(seen: Sight) -> Decision | None:
    """First an interest of ours, then a question of the kind that such openness can be answered with."""
    untold = [o for o in seen.of(K.DISCLOSURE) if seen.facts[str(o.decision.fact)] == "interest"]
    if untold:
        return untold[0].decision
    questions = _asking_for(seen, "interest") or (_asking_for(seen, "constraint") if behind(seen) else [])
    return questions[0].decision if questions else None


def after_the_vote(seen: Sight) -> Decision:
    """Once, what is better for home and no worse for them than the deal; what was refused is not asked again."""
    better = [
        x
        for x in seen.space
        if seen.offer is not None
        and for_them(seen, x) >= for_them(seen, seen.offer) - 1e-9
        and for_home(seen, x) > for_home(seen, seen.offer) + 0.01
    ]
    if seen.own_package is not None or not better:
        return seen.of(K.LEAVE)[0].decision
    best = max(better, key=lambda x: (for_home(seen, x), for_them(seen, x)))
    return Decision(K.PACKAGE, package=seen.named(best))


def _good_enough(seen: Sight, package: Package, inside: list[Package]) -> bool:
    """Whether a package is for home about as good as what one could still hope for."""
    hope = max((for_home(seen, x) for x in inside if for_them(seen, x) >= FAIR - 1e-9), default=0.0)
    return for_home(seen, package) >= hope - 0.05


def _carried(seen: Sight, memory: Memory) -> bool | None:
    """Whether home would carry the standing offer, judged by what it said of an earlier one; None: not known."""
    if not seen.poll or memory.polled is None or seen.offer is None:
        return None
    yes = sum(seen.votes[f] * {"high": 0.85, "mid": 0.5, "low": 0.15}[feeling] for f, feeling in seen.poll.items())
    vetoed = _stopped(seen, seen.offer)
    now, then = for_home(seen, seen.offer), for_home(seen, memory.polled)
    if vetoed or (yes < seen.quota and now <= then):
        return False
    return True if yes >= seen.quota and now >= then - 0.02 else None


def _stopped(seen: Sight, package: Package) -> bool:
    """Whether this is not clearly better for one that can stop everything than what it said no to."""
    return any(
        for_faction(seen, f, package) < for_faction(seen, f, no) + CLEARLY
        for f in seen.vetoes & set(seen.feelings)
        for no in seen.refused[f]
    )


def _next_package(seen: Sight, inside: list[Package]) -> Package:
    """The best for home among what gives them a little more every round."""
    pool = inside or list(seen.space)
    part = min(1.0, (seen.round - 1) / max(1, seen.last_round - 1))
    # Who has been told that a package was an insult comes down faster than planned.
    level = min(FAIR, BOLD + (FAIR - BOLD) * part + INSULT * seen.insulted)
    if seen.own_package is not None:
        # Every round a step, however small: who repeats a package waits for nothing.
        level = max(level, min(FAIR, for_them(seen, seen.own_package) + STEP))
    near = [x for x in pool if for_them(seen, x) >= level - 1e-9] or [max(pool, key=lambda x: for_them(seen, x))]
    return max(near, key=lambda x: (for_home(seen, x), for_them(seen, x)))
