"""A variant: the file with some of its values replaced.

Mappings are merged key by key. In a list whose members have ids (scenes, moves, options) the patch names them by id,
never by position. Everything else is replaced. A key without value takes away what stood there.
"""

from collections.abc import Mapping
from typing import Any

from course.roleplay.strict_yaml import Lines, Path, Position


def patched(raw: Mapping[str, Any], lines: Lines, variant: str) -> tuple[dict[str, Any], Lines]:
    """The values of ``raw`` with one variant patched in; a place that the patch set is a place in the patch.

    Raises:
        KeyError: there is no such variant.
    """
    merge = _Merge(lines)
    value = merge.mapping(raw, raw["variants"][variant], (), ("variants", variant))
    return value, Lines(merge.places, merge.values, lines.cut)


def changes_nothing(raw: Mapping[str, Any], variant: str) -> bool:
    """Whether a variant is the role-play as it stands, so that it can be drawn like the others."""
    nowhere = Lines({})
    # What is told about it after the end is no part of the game.
    patch = {key: change for key, change in raw["variants"][variant].items() if key != "drawn"}
    return bool(_Merge(nowhere).mapping(raw, patch, (), ("variants", variant)) == raw)


class _Merge:
    def __init__(self, lines: Lines) -> None:
        self.places: dict[Path, Position] = dict(lines.places)
        self.values: dict[Path, Position] = dict(lines.values)
        self._lines = lines

    def mapping(self, base: Mapping[str, Any], patch: Mapping[str, Any], at: Path, patch_at: Path) -> dict[str, Any]:
        merged = dict(base)
        for key, change in patch.items():
            path, patch_path = (*at, key), (*patch_at, key)
            if change is None:
                merged.pop(key, None)
            elif key in base:
                merged[key] = self._value(base[key], change, path, patch_path)
            else:
                merged[key] = self._set(change, path, patch_path)
        return merged

    def _value(self, base: Any, change: Any, at: Path, patch_at: Path) -> Any:
        if isinstance(change, Mapping) and isinstance(base, Mapping):
            return self.mapping(base, change, at, patch_at)
        if isinstance(change, Mapping) and isinstance(base, list) and all(_has_id(member) for member in base):
            return self._members(base, change, at, patch_at)
        return self._set(change, at, patch_at)

    def _members(self, base: list[Any], change: Mapping[str, Any], at: Path, patch_at: Path) -> list[Any]:
        merged = list(base)
        position = {str(member["id"]): n for n, member in enumerate(base)}
        for name, inner in change.items():
            if name in position:
                n = position[name]
                merged[n] = None if inner is None else self._value(base[n], inner, (*at, n), (*patch_at, name))
            else:
                added = {"id": name, **inner} if isinstance(inner, Mapping) else inner
                merged.append(self._set(added, (*at, len(merged)), (*patch_at, name)))
        if None not in merged:
            return merged
        return [self._moved(member, (*at, old), (*at, new)) for new, (old, member) in enumerate(_kept(merged))]

    def _set(self, value: Any, at: Path, patch_at: Path) -> Any:
        """A value that stands in the patch: everything inside it stands there too."""
        for places, source in ((self.places, self._lines.places), (self.values, self._lines.values)):
            for path in [path for path in places if path[: len(at)] == at]:
                del places[path]
            for path, place in source.items():
                if path[: len(patch_at)] == patch_at:
                    places[(*at, *path[len(patch_at) :])] = place
        return value

    def _moved(self, member: Any, old: Path, new: Path) -> Any:
        """A member of a list that stands at another position because one before it was taken away."""
        if old != new:
            for places in (self.places, self.values):
                for path in [path for path in places if path[: len(new)] == new]:
                    del places[path]
                for path in [path for path in places if path[: len(old)] == old]:
                    places[(*new, *path[len(old) :])] = places.pop(path)
        return member


def _has_id(member: Any) -> bool:
    return isinstance(member, Mapping) and "id" in member


def _kept(members: list[Any]) -> list[tuple[int, Any]]:
    return [(n, member) for n, member in enumerate(members) if member is not None]
