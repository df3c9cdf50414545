"""What may not stand in the repository, whoever wrote it."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
TEXT = {
    ".css",
    ".html",
    ".in",
    ".j2",
    ".js",
    ".json",
    ".md",
    ".py",
    ".sh",
    ".svg",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
    "",
}

# Written so that a rule does not find itself.
FORBIDDEN = {
    "the address of a package index": re.compile(
        r"\b(?:pypi|test[.]pypi)[.]org|pythonhosted[.]org|registry[.](?:npmjs|yarnpkg)|deb[.]debian[.]org"
        r"|conda[.]anaconda[.]org|--(?:extra-)?index-url|--find-link[s]|--trusted-hos[t]"
    ),
    "a path of somebody's machine": re.compile(
        r"(?<![\w.~}>-])/(?:work|root|farm|home/\w+|Users/\w+|opt/\w+|tmp/\w+)/|\b[A-Z]:\\\\?Users\b"
    ),
}


def files() -> list[Path]:
    """Every file that is in git or would go into it; those being deleted are not."""
    if shutil.which("git") is None or not (REPOSITORY / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := REPOSITORY / name).is_file()]


def forbidden(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        yield from ((number, what) for what, pattern in FORBIDDEN.items() if pattern.search(line))


def test_no_file_names_an_index_or_a_machine() -> None:
    found = [
        f"{path.relative_to(REPOSITORY)}:{number}: {what}"
        for path in files()
        if path.suffix in TEXT
        for number, what in forbidden(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("--index-" + "url https://example.org/simple", True),
        ("https://pypi" + ".org/project/x", True),
        ("/" + "root/.venv/bin/python", True),
        ("cd /" + "home/anna/course", True),
        ("/" + "Users/anna/course", True),
        ("C:\\" + "Users\\anna", True),
        ("https://example.org/" + "work/1", False),
        ("build/" + "work/x", False),
        ("python3.12 -m pip install --requirement requirements/course.txt", False),
    ],
)
def test_what_is_forbidden_is_seen(line: str, seen: bool) -> None:  # noqa: FBT001
    assert bool(list(forbidden(line))) is seen


def test_no_notebook_and_no_persons_answers_are_in_git() -> None:
    assert [str(path.relative_to(REPOSITORY)) for path in files() if path.suffix in {".ipynb", ".db"}] == []


def test_no_file_is_large() -> None:
    assert [str(path.relative_to(REPOSITORY)) for path in files() if path.stat().st_size > 400_000] == []
