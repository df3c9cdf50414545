"""The pages that people read first: what they tell to type works, and what they link to exists."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from course.answers import Journal
from course.roleplay.load import library, load
from course.roleplay.players import journal_values, player

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
IDS = [str(page.relative_to(ROOT)) for page in PAGES]


def blocks(page: Path, heading: str = "") -> list[str]:
    """The shell blocks of a page, or of one part of it."""
    text = page.read_text(encoding="utf-8")
    if heading:
        text = re.split(r"^## ", text.split(f"## {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_picture_has_words(page: Path) -> None:
    assert [alt for alt in re.findall(r"!\[([^\]]*)\]", page.read_text(encoding="utf-8")) if len(alt) < 20] == []


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_make_targets_exist(page: Path) -> None:
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"(?:^|`)make ([a-z-]+)", text, flags=re.MULTILINE)) <= known


def test_contributing_names_the_folders_that_there_are() -> None:
    """The tree in CONTRIBUTING is the tree on disk, in both directions."""
    tree = (
        (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Where things live")[1].split("Imports run")[0]
    )
    named: set[str] = set()
    above: list[str] = []
    for line in re.findall(r"^ {4}( *)([a-z]+)/", tree, flags=re.MULTILINE):
        depth = len(line[0]) // 2
        above = [*above[:depth], line[1]]
        named.add("/".join(above))
    there = {
        p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith(".") and p.name not in {"build", "dist"}
    }
    there |= {f"course/{p.name}" for p in (ROOT / "course").iterdir() if p.is_dir() and p.name != "__pycache__"}
    assert {n for n in named if not (ROOT / n).is_dir()} == set()
    assert {t for t in there if t.count("/") < 2} - {n for n in named if n.count("/") < 2} == set()


@pytest.mark.nbgrader
def test_what_the_readme_tells_instructors_works(tmp_path: Path) -> None:
    """The commands of the part for instructors, in their order, with one hand-in between releasing and grading."""
    release, pack, grade, gain, look = blocks(ROOT / "README.md", "For instructors")
    assert "--pack" in pack
    run(release, tmp_path)
    folder = tmp_path / "my-class"
    handed_in = folder / "submitted" / "noor" / "purchasing"
    handed_in.mkdir(parents=True)
    shutil.copy(folder / "release" / "purchasing" / "purchasing.ipynb", handed_in)
    journal = Journal(handed_in / "answers.jsonl")
    for value in journal_values(load(library()["purchasing"]), player("expert")):
        journal.append("purchasing", 1, value)
    run(grade, folder)
    assert (folder / "report.html").is_file()
    assert "noor" in (folder / "grades.csv").read_text(encoding="utf-8")
    run(look.replace("STUDENT", "noor"), folder)
    run(f"{gain.strip()} --help", folder)  # with two tests handed in it runs in tests/autograder/gain


def run(script: str, folder: Path) -> None:
    """Type a block in a shell, with the programs of this Python."""
    programs = Path(sys.executable).parent
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
