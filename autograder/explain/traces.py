"""Which decisions have to do with what: the changes that bear on each score part, and the moments of each check."""

from collections.abc import Callable, Mapping
from typing import Final

from course.negotiation.setup import DemandKind
from course.roleplay.play import Play

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "substance": ("pressure", "tied", "offer", "deal", "reserved", "vote", "their_vote", "back_help"),
    "mandate": ("mandate", "breach", "deal"),
    "ratification": (
        "market_knowledge",
        "negative_image",
        "emotion",
        "trust",
        "voice",
        "on_process",
        "coalition",
        "demand",
        "channel_told",
        "vote",
        "reopened",
    ),
    "information": ("told", "heard", "answer", "openness", "reliability", "exposure", "private"),
    "relation": ("relation", "escalation", "broken_off", "lie", "leaked"),
}
"""What can change (as :mod:`course.negotiation.changes` names it), by the score parts that it bears on most."""

ELSEWHERE: Final[Mapping[str, tuple[str, ...]]] = {
    "substance": ("relation",),
    "mandate": ("ratification", "process"),
    "ratification": ("process", "relation"),
    "information": ("relation",),
    "relation": ("information",),
}
"""Where changes are told in a role-play that does not score their own part."""


def parts_of(what: str, scored: Mapping[str, float]) -> frozenset[str]:
    """The score parts that a change is told under; none when nothing of the kind is scored."""
    own = [part for part, names in PARTS.items() if what in names]
    found = {part for part in own if part in scored}
    others = (part for name in own for part in ELSEWHERE[name] if part in scored)
    return frozenset(found or set(list(others)[:1]))


Trace = Callable[[Play], object]
"""As much of a play as a check looks at: where it changes, something was done about the check."""


def _marks(*names: str) -> Trace:
    return lambda play: tuple(name in play.state.marks for name in names)


def _factions(field: str) -> Trace:
    return lambda play: tuple(getattr(of, field) for of in play.state.factions.values())


def _demands(kind: DemandKind) -> Callable[[Play], tuple[str, ...]]:
    return lambda play: tuple(
        status for name, status in play.state.demands.items() if play.game.demands[name].kind is kind
    )


def _spoken(play: Play) -> object:
    return frozenset(mark for mark in play.state.marks if mark.startswith("spoken:"))


TRACES: Final[Mapping[str, Trace]] = {
    "spoken_first": _spoken,
    "everyone_heard": _factions("listened"),
    "evidence_after_listening": _marks("evidence_shown", "evidence_before_listening"),
    "all_informed": _factions("informed"),
    "no_errand": lambda play: (_demands(DemandKind.ERRAND)(play), "errand_accepted" in play.state.marks),
    "demand_left_out": lambda play: (_demands(DemandKind.LOCK)(play), "demand_left_out" in play.state.marks),
    "never_silent": _marks("silence"),
    "asked_back": _marks("asked_back"),
    "limit_kept": _marks("told", "limit_told"),
    "balance_kept": lambda play: (play.state.given, play.state.gained),
    "reticent": _marks("told", "told_while_behind"),
    "source_checked": lambda play: ("verified" in play.state.marks, play.state.gained),
    "closedness_named": _marks("closedness_named"),
    "plan_kept": lambda play: (play.state.plan, play.state.told),
    "secret_kept": lambda play: (_spoken(play), "secret_told" in play.state.marks),
    "channel_announced": lambda play: (
        tuple(of.channel_told for of in play.state.factions.values()),
        *(name in play.state.marks for name in ("private_talk", "channel_unannounced")),
    ),
}
"""For each process check of :mod:`course.negotiation.checks`, by name."""
