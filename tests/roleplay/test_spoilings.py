"""Every spoiling of a role-play of the course is caught by the code that is there for it; unspoilt they are clean."""

from collections import Counter
from pathlib import Path

import pytest

from course.roleplay.checks import check
from course.roleplay.load import library, parse
from tests.roleplay.spoilings import anywhere, coffee_afterwards, merger, purchasing, works_council
from tests.roleplay.spoilings.row import PLAYED, Spoiling

TABLES = (*purchasing.ROWS, *works_council.ROWS, *coffee_afterwards.ROWS, *merger.ROWS)
"""Faults that only one role-play can have."""
ROWS = (*TABLES, *anywhere.rows(but={row.scenario for row in TABLES}))
STATIC = [row for row in ROWS if not row.code.startswith(PLAYED)]


def codes(data: bytes, name: str) -> set[str]:
    scenario, found = parse(data, Path(name))
    return {each.code for each in (found if scenario is None else found + check(scenario))}


@pytest.mark.parametrize("row", STATIC, ids=[f"{row.scenario}: {row.what}" for row in STATIC])
def test_caught(row: Spoiling) -> None:
    assert row.code in codes(row.text().encode(), f"{row.scenario}.yaml")


@pytest.mark.parametrize("scenario", sorted({row.scenario for row in ROWS}))
def test_unspoilt_it_is_clean_as_json_too(scenario: str) -> None:
    """So that it is the change of a row, and not the way it is written down, that a code says something of."""
    assert codes(Spoiling(scenario, "nothing", {}, "").text().encode(), f"{scenario}.yaml") == set()


def test_there_are_ten_or_more_in_each_table_and_some_for_each_role_play_and_each_is_of_its_own_kind() -> None:
    assert all(count >= 10 for count in Counter(row.scenario for row in TABLES).values())
    assert {row.scenario for row in ROWS} == set(library()), "no role-play is left out"
    assert max(Counter((row.scenario, row.code) for row in ROWS).values()) == 1
