"""pyproject.toml is the truth about dependencies; the locks and the conda environment follow it."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from tests.house.locks import canonical, entries, pins

REPOSITORY = Path(__file__).parents[2]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ENVIRONMENT = yaml.safe_load((REPOSITORY / "environment.yml").read_text(encoding="utf-8"))

# conda's own names; matplotlib there would bring a window toolkit that notebooks do not need.
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
# What only conda must be told: the interpreter, and pip for the project itself.
CONDA_ONLY = {"python": Requirement(f"python{PROJECT['requires-python']}"), "pip": Requirement("pip")}


def wanted(*extras: str) -> dict[str, Requirement]:
    lines = [*PROJECT["dependencies"], *(line for extra in extras for line in PROJECT["optional-dependencies"][extra])]
    return {canonical(requirement.name): requirement for requirement in map(Requirement, lines)}


@pytest.mark.parametrize("lock", ["course", "dev"])
def test_every_locked_package_has_hashes_and_no_address(lock: str) -> None:
    for entry in entries(lock):
        assert re.fullmatch(r"[\w.-]+==[\w.!+]+( ; [^@]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*", entry), entry


@pytest.mark.parametrize(("lock", "extras"), [("course", ()), ("dev", ("dev",))])
def test_the_lock_holds_what_the_project_asks_for(lock: str, extras: tuple[str, ...]) -> None:
    locked = pins(lock)
    for name, requirement in wanted(*extras).items():
        assert name in locked, f"{name} is not locked; run `make lock`"
        (pin,) = locked[name].specifier
        assert pin.version in requirement.specifier, f"{locked[name]} is not {requirement}; run `make lock`"
        assert locked[name].marker is None, f"{name} would not be installed everywhere"


def test_students_and_developers_run_the_same_versions() -> None:
    # Versions: a package may be for more systems among developers.
    dev = {name: pin.specifier for name, pin in pins("dev").items()}
    course = {name: pin.specifier for name, pin in pins("course").items()}
    assert {name: dev.get(name) for name in course} == course


def test_the_build_backend_is_locked_since_nothing_is_fetched_to_build() -> None:
    assert "hatchling" in pins("course")


def test_the_conda_environment_is_the_projects() -> None:
    by_conda = {line.name: line for line in (Requirement(line) for line in conda_lines() if isinstance(line, str))}
    by_project = {CONDA_NAMES.get(name, name): requirement for name, requirement in wanted().items()}
    assert {name: line.specifier for name, line in by_conda.items()} == {
        name: requirement.specifier for name, requirement in {**by_project, **CONDA_ONLY}.items()
    }


def test_the_conda_environment_installs_the_project_itself() -> None:
    assert [line for line in conda_lines() if isinstance(line, dict)] == [{"pip": ["--editable ."]}]


def conda_lines() -> list[object]:
    lines: list[object] = ENVIRONMENT["dependencies"]
    return lines
