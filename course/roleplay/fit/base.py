"""What rules share: making a finding at a place of the file, and walking through acts and conditions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from course.findings import Finding, did_you_mean
from course.roleplay.scenario import Draft
from course.roleplay.strict_yaml import Path

Rule = Callable[[Draft], Iterable[Finding]]
"""One rule: it looks at a role-play and gives findings of one code."""

SIDES = ("own", "other")


def finding(draft: Draft, code: str, path: Path, **values: object) -> Finding:
    """A finding at the key (or the list member) that ``path`` names."""
    place = draft.lines.of(*path)
    return Finding(code, str(draft.source), place.line, place.column, values)


def finding_at_value(draft: Draft, code: str, path: Path, **values: object) -> Finding:
    """A finding at the value that ``path`` names, not at its key."""
    place = draft.lines.value_of(*path)
    return Finding(code, str(draft.source), place.line, place.column, values)


def unknown(draft: Draft, code: str, path: Path, name: object, known: Iterable[object]) -> Iterator[Finding]:
    """The finding that ``name`` is none of the ``known``, with the nearest one or all of them; nothing if it is."""
    names = list(known)
    if name not in names:
        is_key = bool(path) and path[-1] == name
        make = finding if is_key else finding_at_value
        yield make(draft, code, path, name=name, hint=did_you_mean(name, names))


def side(draft: Draft, which: str) -> Mapping[str, Any]:
    """The raw values of ``own`` or ``other``."""
    raw: Mapping[str, Any] = draft.raw[which]
    return raw


def each(raw: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """One value, or every member of a list, with its path."""
    if isinstance(raw, list):
        for n, member in enumerate(raw):
            yield (*path, n), member
    else:
        yield path, raw


def raw_moves(draft: Draft) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every move as it stands in the file, doubles too."""
    for n, scene in enumerate(draft.raw["scenes"]):
        for m, move in enumerate(scene["moves"]):
            yield ("scenes", n, "moves", m), move


def raw_acts(draft: Draft) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every act as it stands in the file, those after ``else`` too."""
    for path, move in raw_moves(draft):
        for act_path, act in each(move["act"], (*path, "act")):
            yield act_path, act
            while isinstance(act.get("else"), Mapping):
                act_path, act = (*act_path, "else"), act["else"]  # noqa: PLW2901 - walking down
                yield act_path, act


def raw_conditions(draft: Draft) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every condition as it stands in the file, those inside ``not`` and ``any`` too."""
    for n, scene in enumerate(draft.raw["scenes"]):
        if "when" in scene:
            yield from _inside(scene["when"], ("scenes", n, "when"))
    for path, move in raw_moves(draft):
        if "when" in move:
            yield from _inside(move["when"], (*path, "when"))


def _inside(condition: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    yield path, condition
    if "not" in condition:
        yield from _inside(condition["not"], (*path, "not"))
    for n, inner in enumerate(condition.get("any", ())):
        yield from _inside(inner, (*path, "any", n))
