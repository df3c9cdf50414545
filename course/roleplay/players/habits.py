"""The habits of a good negotiator, from what can be seen: whom to see, what to say, what to ask for, when to sign."""

from course.negotiation.acts import Act, ActKind
from course.negotiation.setup import Package
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.players.memory import Memory
from course.roleplay.players.sight import Option, Sight

K = DecisionKind

_PLAIN = {
    ActKind.CONVERT: 2.5,
    ActKind.LOOSEN_MANDATE: 2.5,
    ActKind.REFUSE: 0.8,
    ActKind.COALITION: 0.9,
    ActKind.AGREE_PROCESS: 0.4,
    ActKind.INVITE: 0.5,
    ActKind.ASK: 0.8,
    ActKind.WAIT: 0.0,
    ActKind.WITHHOLD: 0.1,
    ActKind.RESERVE: 0.3,
    ActKind.HELP_THEIR_BACK_TABLE: 1.0,
    ActKind.TEST_HARDNESS: 0.7,
    ActKind.TIE_HANDS: -0.5,
    ActKind.PRESSURE: -2.0,
    ActKind.RAISE_ERRAND: -2.0,
    ActKind.ACCEPT_LOCK: -3.0,
    ActKind.ACCEPT_ERRAND: -4.0,
}
_EACH = {ActKind.FEED_IMAGE: -2.0, ActKind.FEED_HOPE: -1.5}
_DISCLOSE = {"interest": 1.0, "constraint": 0.3, "alternative": -4.0, "reservation": -5.0}


def act_value(seen: Sight, memory: Memory, act: Act) -> float:
    """How good an act looks to somebody who has learnt the course."""
    kind = act.kind
    if kind is ActKind.LISTEN:
        return sum(0.3 if memory.did("listen", f) else 3.0 for f in act.factions)
    if kind is ActKind.SHOW:
        return sum(_show(seen, memory, f) for f in act.factions)
    if kind is ActKind.INFORM:
        return sum(0.2 if memory.did("inform", f) else 1.2 for f in act.factions)
    if kind is ActKind.PERSPECTIVE:
        return sum(0.3 if memory.did("perspective", f) else 0.9 for f in act.factions)
    if kind is ActKind.REPORT:
        return sum(1.0 for _ in act.factions)
    if kind is ActKind.DISCLOSE:
        return 0.0 if act.fact in seen.told else _DISCLOSE.get(seen.facts.get(str(act.fact), ""), 0.0)
    if kind in _EACH:
        return _EACH[kind] * len(act.factions)
    return _PLAIN.get(kind, 0.0)


def _show(seen: Sight, memory: Memory, faction: str) -> float:
    """Evidence is for people who are calm or were heard, and once."""
    if seen.moods.get(faction) == "angry":
        return -1.5
    if memory.did("show", faction):
        return 0.0
    return 2.8 if memory.did("listen", faction) else 0.6


def good_move(seen: Sight, memory: Memory) -> Option:
    """The sentence whose acts look best."""
    return max(seen.options, key=lambda o: sum(act_value(seen, memory, a) for a in o.acts))


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
    about_promises = [o for o in talks if o.about & _bound(seen)]
    return about_promises[0] if about_promises else max(talks, key=lambda o: len(o.with_) != 1)


def _bound(seen: Sight) -> frozenset[str]:
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


_WORTH = {"guess_good": 1.0, "guess_fair": 0.55, "guess_bad": 0.0, "guess_little": 0.5}


def for_home(seen: Sight, package: Package) -> float:
    """How home would take a package (0-1), from what it said; the worst-served faction with a say counts extra."""
    if not seen.feelings:
        return sum(_place(seen, i, o) for i, o in zip(seen.issues, package, strict=True)) / len(seen.issues)
    found = {}
    for f, said in seen.feelings.items():
        matters = [
            _WORTH[said[i][o]] for i, o in zip(seen.issues, package, strict=True) if said[i][o] != "guess_little"
        ]
        found[f] = sum(matters) / len(matters) if matters else 0.5
    mean = sum(seen.votes[f] * v for f, v in found.items()) / sum(seen.votes[f] for f in found)
    # Options run from best for the other to best for us: a little more is a little better.
    more = sum(_place(seen, i, o) for i, o in zip(seen.issues, package, strict=True)) / len(seen.issues)
    return 0.65 * mean + 0.25 * min(found.values()) + 0.1 * more


def _place(seen: Sight, issue: str, option: object) -> float:
    options = seen.issues[issue]
    return options.index(option) / max(1, len(options) - 1)


def for_them(seen: Sight, package: Package) -> float:
    """How they would take a package (0-1), from the order of the options alone."""
    return 1 - sum(_place(seen, i, o) for i, o in zip(seen.issues, package, strict=True)) / len(seen.issues)


FAIR = 0.5
"""Half of every issue: what they could hardly refuse, as far as the order of the options tells."""
BOLD = 0.3
"""Where a good negotiator begins: clearly for us, without insulting anybody."""


STEP = 0.01
"""The least that a next package gives them more."""
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
        return word
    if worth_signing and carried:
        return seen.of(K.ACCEPT)[0].decision
    pause = seen.of(K.RECESS)
    if pause and carried is None and (worth_signing or seen.round in (3, 6) or _bound(seen)):
        return pause[0].decision
    return Decision(K.PACKAGE, package=seen.named(_next_package(seen, inside)))


def _say_or_ask(seen: Sight) -> Decision | None:
    """First an interest of ours, then a question of the kind that such openness can be answered with."""
    untold = [o for o in seen.of(K.DISCLOSURE) if seen.facts[str(o.decision.fact)] == "interest"]
    if untold:
        return untold[0].decision
    questions = [o for o in seen.of(K.QUESTION) if seen.their_facts[str(o.decision.fact)] == "interest"]
    return questions[0].decision if questions else None


def _good_enough(seen: Sight, package: Package, inside: list[Package]) -> bool:
    """Whether a package is for home about as good as what one could still hope for."""
    hope = max((for_home(seen, x) for x in inside if for_them(seen, x) >= FAIR - 1e-9), default=0.0)
    return for_home(seen, package) >= hope - 0.05


def _carried(seen: Sight, memory: Memory) -> bool | None:
    """Whether home would carry the standing offer, judged by what it said of an earlier one; None: not known."""
    if not seen.poll or memory.polled is None or seen.offer is None:
        return None
    yes = sum(seen.votes[f] * {"high": 0.85, "mid": 0.5, "low": 0.15}[feeling] for f, feeling in seen.poll.items())
    now, then = for_home(seen, seen.offer), for_home(seen, memory.polled)
    if yes >= seen.quota and now >= then - 0.02:
        return True
    return False if yes < seen.quota and now <= then else None


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


def good(seen: Sight, memory: Memory) -> Decision:
    """What somebody who has learnt the course decides."""
    if seen.of(K.MOVE):
        return good_move(seen, memory).decision
    if seen.phase in ("home", "report", "recess"):
        return good_talk(seen, memory).decision
    if seen.phase == "mandate":
        return good_mandate(seen)
    return at_table(seen, memory)
