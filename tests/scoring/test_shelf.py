"""Role-plays by name: what a hand-in makes up costs nothing."""

from pathlib import Path

import pytest

from course.roleplay.load import library, load
from course.roleplay.scenario import Scenario
from course.scoring import shelf


def test_invented_variants_read_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str | None] = []

    def counting(path: Path, variant: str | None = None) -> Scenario:
        read.append(variant)
        return load(path, variant)

    monkeypatch.setattr(shelf, "load", counting)
    shelf._read.cache_clear()
    find = shelf.as_library(library())
    assert all(find("purchasing", f"v{number}", {}) is None for number in range(100))
    assert read == [None]


def test_a_real_variant_is_found() -> None:
    find = shelf.as_library(library())
    plain = find("purchasing", None, {})
    assert plain is not None
    for variant in plain.variants:
        assert find("purchasing", variant, {}) is not None
