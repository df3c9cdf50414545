"""Imports run one way: what a package may import of ours stands in ALLOWED, everything else is an arrow backwards."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.house.locks import canonical, pins

REPOSITORY = Path(__file__).parents[2]

# The two of roleplay read and check YAML for whoever has YAML; they know nothing of role-plays.
SHARED = {
    "course.locale",
    "course.findings",
    "course.validator",
    "course.roleplay.schema",
    "course.roleplay.strict_yaml",
}
PLAY = {"course.negotiation", "course.roleplay"}
ANSWERS = {"course.answers", "course.scoring"}

ALLOWED: dict[str, set[str]] = {
    "course": set(),
    "course.negotiation": set(),
    "course.locale": set(),
    "course.findings": {"course.locale"},
    "course.validator": set(),
    "course.answers": SHARED,
    "course.roleplay": {"course.negotiation", *SHARED},
    "course.scoring": {"course.answers", *PLAY, *SHARED},
    "course.figures": {*PLAY, *SHARED},
    "course.widgets": {"course.figures", *ANSWERS, *PLAY, *SHARED},
    "course.notebooks": {*ANSWERS, *PLAY, *SHARED},
    "course.cli": {"course.notebooks", *ANSWERS, *PLAY, *SHARED},
    "autograder": {"course.notebooks", *ANSWERS, *PLAY, *SHARED},
}


def owner(module: str) -> str:
    """The package of ALLOWED that a module of ours belongs to: the longest that its name begins with."""
    parts = module.split(".")
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next(name for name in names if name in ALLOWED and (name != "course" or len(parts) == 1))


def sources() -> list[Path]:
    return sorted(path for top in ("course", "autograder") for path in (REPOSITORY / top).rglob("*.py"))


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")


def imports(source: str) -> Iterator[tuple[int, str]]:
    """Line and name of every module that a source imports, also within functions and for types only."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "course":
            names = (alias.name for alias in node.names)
            yield from ((node.lineno, "course" if name == "__version__" else f"course.{name}") for name in names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module


def all_imports() -> Iterator[tuple[str, str, str]]:
    """Where, the importing module and the imported one, for all our sources."""
    for path in sources():
        for line, imported in imports(path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(REPOSITORY)}:{line}", module_of(path), imported


def is_ours(module: str) -> bool:
    return module.partition(".")[0] in {"course", "autograder"}


def is_backward(module: str, imported: str) -> bool:
    mine = owner(module)
    if imported == "course":  # the package itself says its version and where it stands
        return mine == "course.negotiation"
    return is_ours(imported) and not any(
        imported == name or imported.startswith(f"{name}.") for name in {mine, *ALLOWED[mine]}
    )


def test_every_import_runs_along_an_arrow() -> None:
    backward = [
        f"{where}: {owner(module)} may not import {imported}"
        for where, module, imported in all_imports()
        if is_backward(module, imported)
    ]
    assert backward == []


def test_every_package_has_its_arrows() -> None:
    packages = {".".join(module_of(path).split(".")[:2]) for path in sources() if "course" in path.parts}
    assert packages - {"course.__main__"} <= set(ALLOWED)


@pytest.mark.parametrize(
    ("module", "statement", "broken"),
    [
        ("course.roleplay.play", "from course.negotiation.state import State", False),
        ("course.negotiation.state", "import course.roleplay", True),
        ("course.negotiation.state", "from course import roleplay", True),
        ("course.scoring.score", "def f():\n    from course.widgets import stage", True),
        ("course.widgets.stage", "import autograder", True),
        ("course.answers.items", "from course.roleplay.strict_yaml import read", False),
        ("course.answers.items", "from course.roleplay.play import Play", True),
    ],
)
def test_an_arrow_backwards_is_seen(module: str, statement: str, broken: bool) -> None:  # noqa: FBT001
    assert any(is_backward(module, imported) for _, imported in imports(statement)) is broken


def test_the_rules_of_negotiation_need_nothing_but_python() -> None:
    outside = [
        f"{where}: {imported}"
        for where, module, imported in all_imports()
        if module.startswith("course.negotiation")
        and imported.partition(".")[0] not in sys.stdlib_module_names
        and not imported.startswith("course.negotiation")
    ]
    assert outside == []


# Modules that need an extra, and say so to whoever has it not.
EXTRAS = {"autograder.grading.cluster": "distributed"}


def test_what_is_imported_is_locked_for_students_too() -> None:
    locked = set(pins("course"))
    distributions = packages_distributions()
    unlocked = [
        f"{where}: {imported} comes with no package of requirements/course.txt"
        for where, module, imported in all_imports()
        if not is_ours(imported)
        and imported != EXTRAS.get(module)
        and (top := imported.partition(".")[0]) not in sys.stdlib_module_names
        and locked.isdisjoint(map(canonical, distributions.get(top, [])))
    ]
    assert unlocked == []


@pytest.mark.parametrize("package", ["course", "course.negotiation", "course.roleplay", "course.scoring"])
def test_importing_stays_cheap(package: str) -> None:
    code = f"import sys, {package}; print(*{{'pandas', 'matplotlib', 'ipywidgets', 'nbgrader'}} & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY)
    assert loaded.stdout.split() == []
