"""What pages lean on: questions with their keys, and role-plays. The one place that knows who reads them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from course.answers import items
from course.answers.as_data import keys_file, public_file
from course.answers.items import load_items, read_items
from course.answers.kinds import Authored
from course.findings import Finding
from course.locale import Text
from course.notebooks import cells
from course.notebooks.checks.graded import Known
from course.notebooks.shelf import Page
from course.notebooks.source import SourceError, read


def known(page: Page) -> Known:
    """The names that calls of a page may use."""
    if page.items is None:
        names: frozenset[str] | None = frozenset()
    else:
        authored, _ = read_items(page.items)
        names = frozenset(each.item.id for each in authored) if authored else None
    return Known(names, frozenset(scenarios()), score_parts)


def questions(page: Page) -> tuple[Authored, ...]:
    """The questions of a page; none when their file is broken."""
    return read_items(page.items)[0] if page.items is not None else ()


def public_items(page: Page, *, with_keys: bool) -> str | None:
    """What ``items.json`` beside the notebook holds; None for a page without questions.

    A lesson's questions explain themselves at once, so their keys go along; those of an exercise only when asked for.
    """
    if page.items is None:
        return None
    return as_json(public_file(load_items(page.items), with_keys=with_keys or not page.graded))


def shows_cards(page: Page) -> bool:
    """Whether a page calls ``cards()``, for which it needs the tactic cards beside it."""
    try:
        source = read(page.path)
    except SourceError:
        return False
    code = (cell.text for cell in source.cells if cell.kind == "code")
    return any(getattr(call.func, "id", "") == "cards" for text in code for call in cells.calls(text))


def keys(page: Page) -> str:
    """What the keys file of an assignment holds; complete by itself."""
    return as_json(keys_file(load_items(page.items) if page.items is not None else ()))


def as_json(data: Any) -> str:
    """Data as a file holds it: the same bytes for the same data."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


@cache
def scenarios() -> dict[str, Path]:
    """The role-plays there are, by id."""
    from course.roleplay.load import library  # noqa: PLC0415 - reading role-plays is not needed for most pages

    return dict(library())


@cache
def score_parts(scenario: str) -> dict[str, float]:
    """The parts that a role-play scores, with their points; none when it is broken."""
    from course.roleplay.load import read  # noqa: PLC0415 - see scenarios

    found, _ = read(scenarios()[scenario])
    return {} if found is None else dict(found.setup.score)


@dataclass(frozen=True, slots=True)
class Practised:
    """What a role-play practises: for each point its scenes, and its process checks in words of the code."""

    scenes: Mapping[str, tuple[str, ...]]
    checks: Mapping[str, tuple[str, ...]]


@cache
def practised(scenario: str) -> Practised:
    """What a role-play practises; nothing when it is broken or unknown."""
    from course.negotiation.checks import results  # noqa: PLC0415 - see scenarios
    from course.roleplay.load import read  # noqa: PLC0415 - see scenarios

    found = read(scenarios()[scenario])[0] if scenario in scenarios() else None
    scenes: dict[str, tuple[str, ...]] = {}
    checks: dict[str, tuple[str, ...]] = {}
    if found is not None:
        for scene in found.scenes.values():
            for point in scene.points:
                scenes[point] = (*scenes.get(point, ()), scene.id)
        if found.setup.score.get("process"):
            for check in results(found.game, found.game.opening(), found.checks or ()):
                checks[check.point] = (*checks.get(check.point, ()), check.name)
    return Practised(scenes, checks)


@cache
def heard(scenario: str) -> Mapping[str, tuple[Text, ...]]:
    """What a student hears in each scene of a role-play before choosing, in every mood; nothing when it is unknown."""
    from course.roleplay.load import read  # noqa: PLC0415 - see scenarios

    found = read(scenarios()[scenario])[0] if scenario in scenarios() else None
    if found is None:
        return {}
    return {scene.id: (scene.situation.otherwise, *scene.situation.moods.values()) for scene in found.scenes.values()}


def broken_items(page: Page) -> list[Finding]:
    """What keeps the questions of a page from being used."""
    return read_items(page.items)[1] if page.items is not None else []


def lint_items(file: Path) -> Iterator[Finding]:
    """The findings of one file of questions, advice included."""
    yield from items.lint_items(file)


def lint_scenario(file: Path, *, played: bool = False) -> Iterator[Finding]:
    """The findings of one role-play; with ``played`` also those of simulated players."""
    from course.roleplay.checks import lint  # noqa: PLC0415 - see scenarios

    yield from lint([file], played=played)


def lint_scenarios() -> Iterator[Finding]:
    """The findings of every role-play, without players."""
    for file in scenarios().values():
        yield from lint_scenario(file)
