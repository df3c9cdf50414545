"""One decision of a student, as data: what the journal keeps, a click sends and a grader replays.

Everything is named by id and never by position, so that texts and the order of moves may change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeGuard

from course.negotiation.errors import IllegalDecisionError


class DecisionKind(StrEnum):
    """What can be decided; the value is the word in the journal."""

    TALK = "talk"
    MOVE = "move"
    LEAVE = "leave"
    MANDATE = "mandate"
    QUESTION = "question"
    DISCLOSURE = "disclosure"
    PACKAGE = "package"
    HOLD = "hold"
    RECESS = "recess"
    BACK = "back"
    ACCEPT = "accept"
    WALK = "walk"
    PRIVATE = "private"
    VERIFY = "verify"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. Only the fields of its kind are filled; a template (package, mandate) leaves them None."""

    kind: DecisionKind
    scene: str | None = None
    move: str | None = None
    fact: str | None = None
    package: Mapping[str, object] | None = None
    """Issue -> option; with ``accept``: the package as it was seen."""
    allowed: Mapping[str, Sequence[object]] | None = None
    """Issue -> the options with which you may come home; an issue left out is free."""
    floor: float | None = None
    """The least that the package must be worth to our side (0-100), or None."""
    form: str | None = None
    """``private``: in-passing or planned."""
    label: str | None = None
    """``private``: what is proposed about confidentiality."""

    def as_data(self) -> dict[str, object]:
        """The decision as JSON data, as the journal keeps it."""
        data: dict[str, object] = {"kind": self.kind.value}
        for name in FIELDS[self.kind]:
            data[name] = _plain(getattr(self, name))
        return data


FIELDS: Mapping[DecisionKind, tuple[str, ...]] = {
    DecisionKind.TALK: ("scene",),
    DecisionKind.MOVE: ("scene", "move"),
    DecisionKind.LEAVE: (),
    DecisionKind.MANDATE: ("allowed", "floor"),
    DecisionKind.QUESTION: ("fact",),
    DecisionKind.DISCLOSURE: ("fact",),
    DecisionKind.PACKAGE: ("package",),
    DecisionKind.HOLD: (),
    DecisionKind.RECESS: (),
    DecisionKind.BACK: (),
    DecisionKind.ACCEPT: ("package",),
    DecisionKind.WALK: (),
    DecisionKind.PRIVATE: ("form", "label"),
    DecisionKind.VERIFY: ("fact",),
}
"""What each kind of decision carries."""

MAX_OPTIONS = 100
MAX_NAME = 64


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value


def read_decision(data: object) -> Decision:
    """Data from a journal or a click as a decision; nothing in it is trusted.

    Raises:
        IllegalDecisionError: it is no decision, or a field has the wrong type.
    """
    if not isinstance(data, Mapping):
        raise IllegalDecisionError("no_decision")
    try:
        kind = DecisionKind(data.get("kind"))  # type: ignore[arg-type]  # anything may stand there
    except ValueError:
        named = data.get("kind")
        raise IllegalDecisionError("unknown_kind", kind=named[:40] if isinstance(named, str) else "?") from None
    values: dict[str, object] = {}
    for name in FIELDS[kind]:
        value = data.get(name)
        if not _fits(name, value):
            raise IllegalDecisionError("wrong_field", field=name)
        values[name] = value
    return Decision(kind, **values)  # type: ignore[arg-type]  # checked by _fits


def _fits(name: str, value: object) -> bool:
    if name in ("scene", "move", "fact", "form", "label"):
        return _is_name(value) and value != ""
    if name == "package":
        return _is_table(value) and all(map(_is_option, value.values()))
    if name == "allowed":
        return _is_table(value) and all(
            isinstance(v, (list, tuple)) and len(v) <= MAX_OPTIONS and all(map(_is_option, v)) for v in value.values()
        )
    return value is None or (isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 100)


def _is_table(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, Mapping) and len(value) <= MAX_OPTIONS and all(map(_is_name, value))


def _is_name(value: object) -> bool:
    return isinstance(value, str) and len(value) <= MAX_NAME


def _is_option(value: object) -> bool:
    if isinstance(value, str):
        return _is_name(value)
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 10**12
