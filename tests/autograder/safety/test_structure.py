"""Nothing that grades has a way to run what stands in a hand-in: the modules use no such thing, or say here why."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[3]
PACKAGES = (
    "autograder",
    "course/answers",
    "course/locale",
    "course/negotiation",
    "course/roleplay",
    "course/scoring",
)
BESIDE = ("__init__.py", "findings.py", "validator.py")

# What runs text, loads objects, starts programs or kernels, or speaks with other machines.
BUILTINS = {"exec", "eval", "compile", "__import__", "breakpoint", "input"}
MODULES = {
    *("pickle", "_pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "copyreg"),
    *("subprocess", "runpy", "code", "codeop", "ctypes", "cffi", "imp", "importlib", "pkgutil", "pty", "pdb", "timeit"),
    *("nbclient", "jupyter_client", "jupyter_core", "ipykernel", "IPython", "papermill", "jupytext"),
    *("socket", "socketserver", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "httpx", "aiohttp"),
    *(
        "webbrowser",
        "xmlrpc",
        "xml",
        "lxml",
        "tarfile",
        "multiprocessing",
        "concurrent",
        "asyncio",
        "distributed",
        "dask",
    ),
}
# Harmless parts of these.
PARTS = {"importlib.resources", "importlib.metadata", "urllib.parse"}
ATTRIBUTES = re.compile(
    r"os\.(system|popen|exec\w*|spawn\w*|posix_spawn\w*|fork\w*|startfile|kill\w*|putenv)"
    r"|sys\.(path|meta_path|path_hooks|modules|settrace|setprofile)"
    r"|yaml\.(load|load_all|unsafe_load\w*|full_load\w*|Loader|FullLoader|UnsafeLoader)"
    r"|.*\.(from_string|overlay|add_extension|run_cell|run_code|eval|exec_module|__globals__|__subclasses__|__builtins__)"
)
# Names that nbgrader and nbconvert use for running a notebook.
RUNNERS = {"Execute", "ExecutePreprocessor", "InstantiateTests", "Validator", "start_new_kernel"}

REASONS = {
    (
        "autograder.grading.crew",
        "multiprocessing",
    ): "our own workers; what they send each other is plain data (CARRIED in test_no_code_runs)",
    ("autograder.grading.crew", "multiprocessing.connection"): "as above",
    ("autograder.grading.cluster", "distributed"): "an extra: workers that the grader has started elsewhere",
    ("autograder.grading.lock", "socket"): "the name of this machine, for who finds the lock taken",
    ("autograder.grading.lock", "os.kill"): "signal 0: is the process still there? It never ends one",
    ("course.validator", "sys.modules"): "leaves out a slow part of jsonschema, before anything is read",
    ("course.locale", "yaml.load"): "our own texts, with the safe loader",
    ("course.roleplay.picture.svg", "xml.etree.ElementTree"): "writes pictures of role-plays; reads nothing",
    ("course.roleplay.terminal", "input"): "a person at a terminal plays; the text is taken as text",
    ("autograder.reports.show_grades", "input"): "asks the grader whether to go on",
    ("autograder.config", "Execute"): "the setting that takes the kernel away",
}


def modules() -> list[Path]:
    inside = [file for package in PACKAGES for file in (REPOSITORY / package).rglob("*.py")]
    return sorted([*inside, *(REPOSITORY / "course" / name for name in BESIDE)])


def name_of(file: Path) -> str:
    return ".".join(file.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def imported(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Module and name of everything that a statement imports."""
    if isinstance(node, ast.Import):
        yield from ((alias.name, "") for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and not node.level:
        yield from ((node.module or "", alias.name) for alias in node.names)


def powers(source: str) -> Iterator[str]:
    """Everything in a source that could run something."""
    for node in ast.walk(ast.parse(source)):
        for module, name in imported(node):
            whole = f"{module}.{name}".rstrip(".")
            if module.split(".")[0] in MODULES and not {module, whole} & PARTS:
                yield module
            if name in RUNNERS or ATTRIBUTES.fullmatch(whole):
                yield name if name in RUNNERS else whole
        if isinstance(node, ast.Name) and node.id in BUILTINS:
            yield node.id
        if isinstance(node, ast.Attribute) and node.attr in RUNNERS:
            yield node.attr
        if isinstance(node, ast.Attribute) and ATTRIBUTES.fullmatch(dotted(node)):
            yield dotted(node)


@pytest.mark.parametrize("file", modules(), ids=name_of)
def test_no_module_that_grades_has_a_way_to_run_something(file: Path) -> None:
    found = {(name_of(file), power) for power in powers(file.read_text())}
    assert found <= set(REASONS), found - set(REASONS)


def test_every_reason_is_still_needed() -> None:
    found = {(name_of(file), power) for file in modules() for power in powers(file.read_text())}
    assert set(REASONS) <= found


@pytest.mark.parametrize(
    ("source", "power"),
    [
        ("exec(x)", "exec"),
        ("f = eval", "eval"),
        ("import pickle", "pickle"),
        ("from pickle import loads", "pickle"),
        ("def f():\n    import subprocess as s", "subprocess"),
        ("import importlib", "importlib"),
        ("from importlib import import_module", "importlib"),
        ("from os import system", "os.system"),
        ("os.execv(a, b)", "os.execv"),
        ("from nbgrader.preprocessors import Execute", "Execute"),
        ("import nbconvert.preprocessors as p\np.ExecutePreprocessor()", "ExecutePreprocessor"),
        ("yaml.load(x, Loader)", "yaml.load"),
        ("environment.from_string(text)", "environment.from_string"),
        ("sys.path.insert(0, folder)", "sys.path"),
    ],
)
def test_the_search_finds_what_it_looks_for(source: str, power: str) -> None:
    assert power in set(powers(source))


@pytest.mark.parametrize("source", ["re.compile(x)", "from importlib import resources", "self.exec", "import json"])
def test_the_search_finds_nothing_else(source: str) -> None:
    assert list(powers(source)) == []
