"""What is set aside can only be read, and what is in a zip stays in its folder."""

import stat
from pathlib import Path

import pytest

from autograder.inbox.leftovers import set_aside
from tests.autograder.inbox.test_collecting import extract, zipped


@pytest.mark.parametrize(
    "name",
    [
        "nbgrader_config.py",
        "x.pth",
        "run.sh",
        "page.html",
        "page.XHTML",
        "pic.svg",
        "jupyter_server_config.json",
        "a.desktop",
        "a.py",
    ],
)
def test_what_is_set_aside_can_only_be_read(tmp_path: Path, name: str) -> None:
    for place in (tmp_path / name, tmp_path / "folder/deep" / name):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("x")
        place.chmod(0o755)
    assert set_aside(tmp_path / name, tmp_path / "aside").name == f"{name}.txt"
    kept = set_aside(tmp_path / "folder", tmp_path / "aside") / "deep" / f"{name}.txt"
    assert kept.read_text() == "x"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o644


@pytest.mark.parametrize(
    "name", ["essay.docx", "mini.ipynb", "answers.jsonl", "notes.txt", "data.json", "pyramid", "happy"]
)
def test_other_files_keep_their_names(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    assert set_aside(tmp_path / name, tmp_path / "aside").name == name


def test_a_name_as_long_as_names_can_be_is_set_aside_too(tmp_path: Path) -> None:
    long = "é" * 120 + ".py"
    (tmp_path / long).write_text("x")
    assert set_aside(tmp_path / long, tmp_path / "aside").suffix == ".txt"


# -- zip files

ESCAPES = [
    "../x.ipynb",
    "/x.ipynb",
    "a/../../x.ipynb",
    "....//x.ipynb",
    "./../x.ipynb",
    "//x.ipynb",
    "a/./../../x.ipynb",
]
ODD = [
    "C:\\x.ipynb",
    "C:/x.ipynb",
    "..\\..\\x.ipynb",
    "\\\\server\\x.ipynb",
    "~/x.ipynb",
    "a\x00/../../x.ipynb",
    "x" * 400 + "/x.ipynb",
]


@pytest.mark.parametrize("name", [*ESCAPES, *ODD])
@pytest.mark.parametrize("nested", [False, True])
def test_nothing_in_a_zip_leaves_its_folder(tmp_path: Path, name: str, *, nested: bool) -> None:
    inner = zipped({name: b"forged", "ok/mini.ipynb": b"good"})
    extract(tmp_path, {"eve.zip": zipped({"in.zip": inner}) if nested else inner})
    own = tmp_path / "extracted/eve"
    forged = [path for path in tmp_path.rglob("*") if path.is_file() and path.read_bytes() == b"forged"]
    assert all(path.is_relative_to(own) for path in forged)
    assert not any(path.is_symlink() for path in tmp_path.rglob("*"))
    assert [path.name for path in own.rglob("mini.ipynb")] == ["mini.ipynb"]
