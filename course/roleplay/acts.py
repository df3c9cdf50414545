"""Acts as a scenario file writes them: ``{show: trade-list, to: production}``."""

from collections.abc import Mapping
from typing import Any, Final

from course.negotiation.acts import Act, ActKind

PARTNERS: Final = ("to", "else", "label")
"""Keys that stand beside the word of an act and are none themselves."""

_FACTIONS: Final = frozenset(
    {
        ActKind.LISTEN,
        ActKind.INFORM,
        ActKind.PERSPECTIVE,
        ActKind.FEED_IMAGE,
        ActKind.FEED_HOPE,
        ActKind.WAIT,
        ActKind.REPORT,
        ActKind.INVITE,
        ActKind.COALITION,
        ActKind.AGREE_PROCESS,
        ActKind.ANNOUNCE_PRIVATE,
    }
)
_DEMANDS: Final = frozenset(
    {ActKind.CONVERT, ActKind.REFUSE, ActKind.ACCEPT_LOCK, ActKind.ACCEPT_ERRAND, ActKind.LOOSEN_MANDATE}
)
_FACTS: Final = frozenset({ActKind.DISCLOSE, ActKind.ASK, ActKind.VERIFY, ActKind.TELL})

ANY_ERRAND: Final = "any"
"""``raise_errand: any``: whichever errand was taken along."""


def words(raw: Mapping[str, Any]) -> list[str]:
    """The words of one act as it stands in a file; exactly one when it is right."""
    return [key for key in raw if key not in PARTNERS]


def parse_acts(raw: Any) -> tuple[Act, ...]:
    """The acts behind a move whose shape has been checked. One act, or a list."""
    return tuple(_act(each) for each in (raw if isinstance(raw, list) else [raw]) if words(each))


def _act(raw: Mapping[str, Any]) -> Act:
    word = words(raw)[0]
    kind, value = ActKind(word), raw[word]
    if kind in _FACTIONS:
        return Act(kind, factions=_several(value))
    if kind in _DEMANDS:
        return Act(kind, demands=_several(value))
    if kind in _FACTS or kind is ActKind.SHOW:
        to = _several(raw.get("to", []))
        return Act(kind, evidence=value, factions=to) if kind is ActKind.SHOW else Act(kind, fact=value, factions=to)
    if kind is ActKind.TEST_HARDNESS:
        return Act(kind, fact=value if isinstance(value, str) else None)
    if kind is ActKind.PLAN:
        return Act(kind, facts=tuple(value))
    if kind is ActKind.PROPOSE_PRIVATE:
        return Act(kind, form=value, label=raw.get("label"))
    if kind is ActKind.RAISE_ERRAND:
        otherwise = parse_acts(raw["else"]) if "else" in raw else ()
        demands = () if value == ANY_ERRAND else _several(value)
        return Act(kind, demands=demands, otherwise=otherwise[0] if otherwise else None)
    return Act(kind)


def _several(raw: Any) -> tuple[str, ...]:
    return tuple(raw) if isinstance(raw, list) else (raw,)
