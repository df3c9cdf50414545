"""Who belongs together when some belong to each other two by two."""

from collections.abc import Iterable


def groups_of(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Who is tied to whom, directly or by others: a number for each group."""
    heads: dict[str, str] = {}

    def head(name: str) -> str:
        while heads.setdefault(name, name) != name:
            heads[name] = name = heads[heads[name]]
        return name

    for a, b in pairs:
        heads[head(b)] = head(a)
    numbers: dict[str, int] = {}
    return {name: numbers.setdefault(head(name), len(numbers)) for name in sorted(heads)}
