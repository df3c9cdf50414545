"""The habits of a good negotiator at home: whom to see, and which mandate to ask for."""

from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.players.memory import Memory
from course.roleplay.players.sight import Option, Sight

K = DecisionKind


def good_talk(seen: Sight, memory: Memory) -> Option:
    """Whoever has not been heard first, then whoever was not told; all together when each was heard alone."""
    talks = seen.of(K.TALK)
    if not talks:
        return seen.options[-1]
    if seen.phase == "recess":
        return _recess_talk(seen, talks)

    def need(option: Option) -> float:
        if len(option.with_) != 1:
            heard = all(memory.did("listen", f) for f in seen.votes)
            return sum(1.5 for f in option.with_ or seen.votes if not memory.did("inform", f)) if heard else 0.1
        f = option.with_[0]
        wants = any(status == "open" for status in seen.demands.values())
        return 3.0 * (not memory.did("listen", f)) + 0.9 * (not memory.did("inform", f)) + 0.5 * wants + 0.4

    return max(talks, key=need)


def _recess_talk(seen: Sight, talks: list[Option]) -> Option:
    """First back to what was promised and cannot be had, then to everybody at once."""
    about_promises = [o for o in talks if o.about & bound(seen)]
    return about_promises[0] if about_promises else max(talks, key=lambda o: len(o.with_) != 1)


def bound(seen: Sight) -> frozenset[str]:
    """What was promised at home and still ties the hands."""
    return frozenset(d for d, status in seen.demands.items() if status == "accepted") - seen.errands


def good_mandate(seen: Sight) -> Decision:
    """As wide as everybody's first wish allows; narrower at each refusal, but never down to one option."""
    if not seen.feelings:
        # Nobody was asked: all that is left is to cut the worst off, one option more at each refusal.
        return Decision(
            K.MANDATE, allowed={i: list(o[min(seen.refusals + 1, len(o) - 1) :]) for i, o in seen.issues.items()}
        )
    allowed: dict[str, list[object]] = {}
    for issue, options in seen.issues.items():
        kept = [o for o in options if not _hard(seen, issue, o, everyone=seen.refusals > 0)]
        better = [o for o in kept if _welcome(seen, issue, o)]
        tight = better if (len(better) > 1 and seen.refusals < 2) or (better and seen.refusals >= 2) else kept
        allowed[issue] = tight or [options[-1]]
    return Decision(K.MANDATE, allowed=allowed)


def _hard(seen: Sight, issue: str, option: object, *, everyone: bool) -> bool:
    """Whether an option is hard for somebody for whom this issue comes first (or, if ``everyone``, for anybody)."""
    return any(
        seen.feelings[f][issue][option] == "guess_bad" and (everyone or seen.first[f] == issue) for f in seen.feelings
    )


def _welcome(seen: Sight, issue: str, option: object) -> bool:
    """Whether an option is what somebody hopes for and hard for nobody."""
    words = [said[issue][option] for said in seen.feelings.values()]
    return "guess_good" in words and "guess_bad" not in words
