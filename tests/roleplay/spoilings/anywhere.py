"""Spoilings that any role-play can have: for those that have no table of their own yet, a few of them in turn."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from tests.played import PLAYED, ways
from tests.roleplay.spoilings.row import GONE, Spoiling, raw_of

Raw = dict[str, Any]
Change = Callable[[Raw], dict[str, Any]]
"""From a role-play to what is changed in it: nothing when it has nothing of that kind."""


def _first(raw: Raw, having: str) -> str:
    """The place of the first sentence that has something."""
    for scene in raw["scenes"]:
        for move in scene["moves"]:
            if having in move:
                return f"scenes.{scene['id']}.moves.{move['id']}"
    raise AssertionError(f"no sentence has {having!r}")


def _person(raw: Raw) -> str:
    return f"people.{next(iter(raw['people']))}"


def _no_table(raw: Raw) -> dict[str, Any]:
    return {"agenda.table": GONE} if any("table" in stop for stop in raw["agenda"]) else {}


def _many_votes(raw: Raw) -> dict[str, Any]:
    return {f"own.factions.{faction}.share": 0.95 for faction in list(raw["own"].get("factions", ()))[:1]}


ANY: Final[dict[str, tuple[Change, str]]] = {
    "a letter wrong in the first 'then'": (lambda raw: {f"{_first(raw, 'then')}.then": "nowhere-at-all"}, "R001"),
    "a Dutch sentence that fell out": (lambda raw: {f"{_first(raw, 'say')}.say.nl": GONE}, "S103"),
    "votes that make too many": (_many_votes, "R014"),
    "a score of 30": (lambda _: {"score": {"process": 30}}, "R018"),
    "the id of another file": (lambda _: {"id": "somewhere-else"}, "R126"),
    "a seed point that there is not": (lambda raw: {f"scenes.{raw['scenes'][0]['id']}.points": ["C64"]}, "R130"),
    "a face that nobody drew": (lambda raw: {f"{_person(raw)}.portrait": "woman-with-a-parrot"}, "R134"),
    "no table": (_no_table, "R118"),
    "a sentence still to be translated": (lambda raw: {f"{_first(raw, 'say')}.say.nl": "TODO: vertalen."}, "R208"),
}
EACH: Final = 4


def rows(but: set[str]) -> Iterator[Spoiling]:
    """Spoilings of every role-play ``but`` those that have a table."""
    for name in PLAYED:
        if name not in but:
            possible = [what for what, (change, _) in ANY.items() if change(raw_of(name))]
            for what in ways(name, possible, EACH):
                change, code = ANY[what]
                yield Spoiling(name, what, change(raw_of(name)), code)
