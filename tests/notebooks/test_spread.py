"""What takes long is shared out: every role-play is played and every page is run, whoever does it."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from course.findings import Finding, in_order
from course.notebooks import Shelf, lint, spread
from course.roleplay.load import library
from tests.notebooks.material import REPOSITORY, change

TALKS = "exercises/talks/talks.md"
SMALL = REPOSITORY / "tests" / "roleplay" / "fixtures" / "small.yaml"


@pytest.fixture
def broken(copied: Shelf) -> tuple[Shelf, list[Path]]:
    """A page that does not run, a role-play with something to mend, and one that cannot be read."""
    change(copied.root / TALKS, "fares = 3", "fares = 1 / 0")
    files = [copied.root / "small.yaml", copied.root / "no.yaml"]
    files[0].write_text(SMALL.read_text(encoding="utf-8") + "phrases: {}\n", encoding="utf-8")
    files[1].write_text("id: no\n", encoding="utf-8")
    return copied, files


def test_two_processes_find_what_one_finds(broken: tuple[Shelf, list[Path]]) -> None:
    shelf, files = broken
    alone, together = (in_order(spread.slow(shelf, files, count)) for count in (1, 2))
    assert together == alone
    assert {Path(found.file).name for found in alone} >= {"talks.md", "no.yaml"}


def test_every_page_is_run_and_every_role_play_of_the_course_played(
    small: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    played: list[Path] = []

    def run(_: Path, names: Iterable[str]) -> list[Finding]:
        ran.extend(names)
        return []

    def play(files: Iterable[Path]) -> list[Finding]:
        played.extend(files)
        return []

    monkeypatch.setattr(spread, "_run", run)
    monkeypatch.setattr(spread, "_played", play)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert lint(small, played=True) == []
    assert sorted(ran) == sorted(page.name for page in small.pages)
    assert sorted(played) == sorted(library().values())


def test_before_a_change_lands_all_of_it_is_looked_at_with_players() -> None:
    """What the tests leave to the linter: players and pages, in every role-play and variant of the course."""
    checks = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")
    rules = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^make lint$", checks, flags=re.MULTILINE)
    assert re.search(r"^lint:.*\n(\t.*\n)*\t\$\(BIN\)/course lint\n", rules, flags=re.MULTILINE)
