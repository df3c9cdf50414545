"""What pages lean on: questions with their keys, and role-plays. The one place that knows who reads them."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from course.answers import items
from course.answers.as_data import keys_file, public_file
from course.answers.items import load_items, read_items
from course.findings import Finding
from course.notebooks.checks.graded import Known
from course.notebooks.shelf import Page


def known(page: Page) -> Known:
    """The names that calls of a page may use."""
    if page.items is None:
        names: frozenset[str] | None = frozenset()
    else:
        authored, _ = read_items(page.items)
        names = frozenset(each.item.id for each in authored) if authored else None
    return Known(names, frozenset(scenarios()), score_parts)


def public_items(page: Page, *, with_keys: bool) -> str | None:
    """What ``items.json`` beside the notebook holds; None for a page without questions.

    A lesson's questions explain themselves at once, so their keys go along; those of an exercise only when asked for.
    """
    if page.items is None:
        return None
    return as_json(public_file(load_items(page.items), with_keys=with_keys or not page.graded))


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


def lint_scenarios(*, played: bool = False) -> Iterator[Finding]:
    """The findings of every role-play."""
    for file in scenarios().values():
        yield from lint_scenario(file, played=played)
