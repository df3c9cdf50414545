"""The habits of a good negotiator, from what can be seen: whom to see, what to say, what to ask for, when to sign."""

from course.negotiation.acts import Act, ActKind
from course.negotiation.setup import Package
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.players.memory import Memory
from course.roleplay.players.sight import Option, Sight

K = DecisionKind

_PLAIN = {
    ActKind.CONVERT: 2.5,
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
    """Whoever has not been heard first, then whoever has not been told; everybody together when each was heard alone."""
    talks = seen.of(K.TALK)
    if not talks:
        return seen.options[-1]

    def need(option: Option) -> float:
        if len(option.with_) != 1:
            heard = all(memory.did("listen", f) for f in seen.votes)
            return sum(1.5 for f in option.with_ or seen.votes if not memory.did("inform", f)) if heard else 0.1
        f = option.with_[0]
        wants = any(status == "open" for status in seen.demands.values())
        return 3.0 * (not memory.did("listen", f)) + 0.9 * (not memory.did("inform", f)) + 0.5 * wants + 0.4

    return max(talks, key=need)


def good_mandate(seen: Sight) -> Decision:
    """Wide where it costs nobody much: leave out what is hard for somebody; narrower at each refusal."""
    strict = seen.refusals
    allowed: dict[str, list[object]] = {}
    for issue, options in seen.issues.items():
        kept = [o for o in options if not _hard(seen, issue, o, strict)]
        allowed[issue] = kept or [options[-1]]
    return Decision(K.MANDATE, allowed=allowed)


def _hard(seen: Sight, issue: str, option: object, strict: int) -> bool:
    words = [seen.feelings[f][issue][option] for f in seen.feelings]
    against = sum(seen.votes[f] for f in seen.feelings if seen.feelings[f][issue][option] == "guess_bad")
    if strict == 0:
        return against > 1 - seen.quota
    if strict == 1:
        return "guess_bad" in words and against >= 0.2
    return against >= 0.2 or (words.count("guess_fair") >= 2 and "guess_good" not in words)


_WORTH = {"guess_good": 1.0, "guess_fair": 0.55, "guess_bad": 0.0, "guess_little": 0.5}


def for_home(seen: Sight, package: Package) -> float:
    """How home would take a package (0-1), from what it said; the worst-served faction with a say counts extra."""
    if not seen.feelings:
        return sum(_place(seen, i, o) for i, o in zip(seen.issues, package, strict=True)) / len(seen.issues)
    found = {}
    for f, said in seen.feelings.items():
        matters = [_WORTH[said[i][o]] for i, o in zip(seen.issues, package, strict=True) if said[i][o] != "guess_little"]
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


def at_table(seen: Sight, memory: Memory) -> Decision:
    """Tell an interest and ask back, call home in time, come down step by step, sign what home will carry."""
    inside = [x for x in seen.space if seen.mandate is None or x in seen.mandate]
    offer_value = for_home(seen, seen.offer) if seen.offer else 0.0
    carried = _carried(seen)
    if not seen.of(K.PACKAGE):
        sign = seen.offer in inside and carried is not False
        return (seen.of(K.ACCEPT) if sign or carried else seen.of(K.WALK))[0].decision
    untold = [o for o in seen.of(K.DISCLOSURE) if seen.facts[str(o.decision.fact)] == "interest"]
    if untold:
        return untold[0].decision
    questions = [o for o in seen.of(K.QUESTION) if seen.their_facts[str(o.decision.fact)] == "interest"]
    constraints = [o for o in seen.of(K.QUESTION) if seen.their_facts[str(o.decision.fact)] == "constraint"]
    # Their limit they never say; what binds them they say when they have just heard something.
    if questions or (constraints and not memory.did("asked", "constraint")):
        if not questions:
            memory.done["asked:constraint"] += 1
        return (questions or constraints)[0].decision
    top = max((for_home(seen, x) for x in inside), default=1.0)
    good_enough = offer_value >= top - 0.2 or (offer_value >= top - 0.3 and seen.round >= seen.last_round)
    if seen.offer in inside and good_enough and carried is True:
        return seen.of(K.ACCEPT)[0].decision
    if seen.of(K.RECESS) and ((seen.round == 4) or (seen.offer in inside and good_enough and carried is None)):
        return seen.of(K.RECESS)[0].decision
    return Decision(K.PACKAGE, package=seen.named(_next_package(seen, memory, inside)))


def _carried(seen: Sight) -> bool | None:
    """Whether home would carry the standing offer, if it said so: None when it was not asked."""
    if not seen.poll:
        return None
    yes = sum(seen.votes[f] * {"high": 0.85, "mid": 0.5, "low": 0.15}[feeling] for f, feeling in seen.poll.items())
    return yes >= seen.quota


def _next_package(seen: Sight, memory: Memory, inside: list[Package]) -> Package:
    """From what is best for home towards them, in equal steps, never below what home could carry."""
    pool = inside or list(seen.space)
    wishes = sorted({round(for_home(seen, x), 6) for x in pool}, reverse=True)
    step = min(memory.packages, len(wishes) - 1)
    memory.packages += 1
    level = wishes[step] - 1e-6
    chosen = [x for x in pool if for_home(seen, x) >= level]
    return max(chosen, key=lambda x: (for_them(seen, x), for_home(seen, x)))


def good(seen: Sight, memory: Memory) -> Decision:
    """What somebody who has learnt the course decides."""
    if seen.of(K.MOVE):
        return good_move(seen, memory).decision
    if seen.phase in ("home", "report", "recess"):
        return good_talk(seen, memory).decision
    if seen.phase == "mandate":
        return good_mandate(seen)
    return at_table(seen, memory)
