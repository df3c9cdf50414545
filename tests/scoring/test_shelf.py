"""Role-plays by name: what a hand-in makes up costs nothing."""

import os
from pathlib import Path

import pytest

from course.roleplay.fingerprint import HASH_LENGTH, digest, fingerprint
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


class TestReadingAhead:
    """What is read before the first hand-in comes."""

    @pytest.fixture
    def read(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        found: list[str] = []

        def noting(path: Path, variant: str | None = None) -> Scenario:
            found.append(path.stem)
            return load(path, variant)

        monkeypatch.setattr(shelf, "load", noting)
        shelf._read.cache_clear()
        return found

    @pytest.fixture
    def kept(self, tmp_path: Path) -> Path:
        text = library()["purchasing"].read_bytes()
        names = ("purchasing-0000000000000001", "purchasing-0000000000000002", "purchasing-plus-0000000000000003")
        for age, name in enumerate(names):
            file = tmp_path / f"{name}.yaml"
            file.write_bytes(text)
            os.utime(file, (1000 + age, 1000 + age))
        return tmp_path

    def test_is_of_the_last_release_of_what_was_asked(self, kept: Path, read: list[str]) -> None:
        shelf.read_ahead(kept, ["purchasing"])
        assert read == ["purchasing-0000000000000002"]

    def test_saves_the_first_run_the_reading(self, kept: Path, read: list[str]) -> None:
        hashes = fingerprint(load(library()["purchasing"]))
        released = kept / f"purchasing-{digest(hashes, HASH_LENGTH)}.yaml"
        released.write_bytes(library()["purchasing"].read_bytes())
        shelf.read_ahead(kept, ["purchasing"])
        assert shelf.released(kept, library())("purchasing", None, hashes) is not None
        assert read == [released.stem]

    def test_of_what_was_never_released_is_nothing(self, kept: Path, read: list[str]) -> None:
        shelf.read_ahead(kept, ["works-council"])
        shelf.read_ahead(kept / "nowhere", ["purchasing"])
        assert read == []
