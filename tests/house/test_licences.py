"""What the course stands on may be used by any school: permissive licences, or MPL and LGPL looked at one by one."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import pytest

from tests.house.locks import pins

# As packages write them: SPDX names, names of classifiers, and free text.
PERMISSIVE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MIT-CMU", "PSF-2.0",
    "Zlib",
    "Apache Software License", "BSD License", "ISC License (ISCL)", "MIT License", "Python Software Foundation License",
    "Apache 2.0", "Apache License, Version 2.0", "BSD",
}  # fmt: skip

# Looked at by a person: the licence, and why it may be here all the same.
REVIEWED = {
    "axe-playwright-python": "MIT by its licence file; carries axe-core, MPL-2.0, unchanged and only for tests",
    "certifi": "MPL-2.0 on a list of certificates that we use unchanged",
    "fqdn": "MPL-2.0, used unchanged by jsonschema",
    "hypothesis": "MPL-2.0, used unchanged and only for tests",
    "pathspec": "MPL-2.0, used unchanged and only to build",
    "psycopg": "LGPL-3.0, used unchanged, and only by those who choose the extra postgres",
    "psycopg-binary": "LGPL-3.0, used unchanged, and only by those who choose the extra postgres",
}

# Installed on other systems only, so that their metadata cannot be read everywhere.
ELSEWHERE = {
    "appnope": "BSD-2-Clause, macOS",
    "colorama": "BSD-3-Clause, Windows",
    "overrides": "Apache-2.0, Python 3.11",
    "pywinpty": "MIT, Windows",
}


def found(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def licences(package: Distribution) -> list[str]:
    """What a package says of its licence: its SPDX expression, else its classifiers, else its own words."""
    said = package.metadata.json
    if expression := said.get("license_expression"):
        return [str(expression)]
    classifiers = [line.rpartition(" :: ")[2] for line in said.get("classifier", []) if line.startswith("License :: ")]
    return classifiers or str(said.get("license", "")).splitlines()[:1]


def is_permissive(licence: str) -> bool:
    """Whether a licence is permissive: one part of an OR, all parts of an AND."""
    if licence in PERMISSIVE:
        return True
    choices = (choice.strip("() ").split(" AND ") for choice in licence.split(" OR "))
    return any(all(part.strip("() ") in PERMISSIVE for part in choice) for choice in choices)


@pytest.mark.parametrize("name", sorted(pins("dev")))
def test_the_licence_is_permissive_or_was_looked_at(name: str) -> None:
    package = found(name)
    if package is None:
        assert pins("dev")[name].marker is not None, f"{name} is locked and not installed: run make"
        assert name in ELSEWHERE, f"{name} is for other systems: look up its licence and add it"
        return
    said = licences(package)
    # Several classifiers need not be a choice, so all must be permissive.
    permissive = bool(said) and all(is_permissive(licence) for licence in said)
    assert permissive != (name in REVIEWED), f"{name} says {said}: " + (
        "it needs no review, remove it from REVIEWED" if permissive else "look at it"
    )


def test_nothing_was_looked_at_in_vain() -> None:
    assert set(REVIEWED) | set(ELSEWHERE) <= set(pins("dev"))
    assert [name for name in ELSEWHERE if pins("dev")[name].marker is None] == []


def test_a_review_excuses_no_licence_but_mpl_and_lgpl() -> None:
    weak = re.compile(r"MPL|Mozilla Public|LGPL|Lesser General Public")
    said = {name: licences(package) for name in REVIEWED if (package := found(name))}
    assert {name: lines for name, lines in said.items() if not all(map(weak.search, lines))} == {}


@pytest.mark.parametrize(
    ("licence", "permissive"),
    [
        ("MIT", True),
        ("MIT AND (BSD-3-Clause AND Zlib)", True),
        ("GPL-3.0-or-later OR MIT", True),
        ("MIT AND MPL-2.0", False),
        ("GNU Affero General Public License v3", False),
        ("", False),
    ],
)
def test_expressions_are_understood(licence: str, permissive: bool) -> None:  # noqa: FBT001
    assert is_permissive(licence) is permissive
