"""What somebody tries who wants points without work, or harm to the class or to the instructor's machine."""

from pathlib import Path

import pytest

from autograder import collecting
from tests.autograder.test_collecting import collected, extract, zipped

DOWNLOAD = "downloaded/mini/extracted/all"
EVE, BOB = f"{DOWNLOAD}/Eve_5_assignsubmission_file_", f"{DOWNLOAD}/Bob_999_assignsubmission_file_"


# -- handing in for somebody else


@pytest.mark.parametrize(
    ("place", "student"),
    [
        (f"{EVE}/x/Bob_999_assignsubmission_file_/mini.ipynb", "5"),
        (f"{EVE}/extracted/bob/mini.ipynb", "5"),
        (f"{EVE}/downloaded/mini/extracted/all/Bob_999_assignsubmission_file_/mini.ipynb", "5"),
        (f"{DOWNLOAD}/5-1 - Eve - November 21, 2026 1015 AM/x/999-1 - Bob - May 1, 2026 1015 AM/mini.ipynb", "5"),
        (f"{DOWNLOAD}/eve_5_77_hand-in/bob_999_1_mini.ipynb", "5"),
        (f"{DOWNLOAD}/eve_5_77_hand-in/mini.ipynb", "5"),
        ("extracted/eve/bob/mini.ipynb", "eve"),
        ("extracted/eve/Bob_999_assignsubmission_file_/mini.ipynb", "eve"),
        ("extracted/eve/1-1 - Bob - Foo 99, 2026 9999 AM/mini.ipynb", "eve"),
    ],
)
def test_a_folder_in_a_zip_of_ones_own_is_no_hand_in_of_somebody_else(tmp_path: Path, place: str, student: str) -> None:
    platform = [f"{BOB}/mini.ipynb", f"{DOWNLOAD}/cas_7_1_mini.ipynb"]
    found = collected(tmp_path, place, *(platform if DOWNLOAD in place else ["extracted/bob/mini.ipynb"]))[0]
    assert found is not None
    assert found["student_id"] == student
    assert "timestamp" not in found or "11-21" in found["timestamp"]


@pytest.mark.parametrize("name", ["...zip", "..zip", "x/...zip", "....ZIP"])
def test_a_zip_with_a_name_of_dots_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    forged = zipped({name: zipped({"bob/mini.ipynb": b"forged", "mini.ipynb": b"forged"})})
    extract(tmp_path, {"bob.zip": zipped({"mini.ipynb": b"real"}), "eve.zip": forged})
    assert (tmp_path / "extracted/bob/mini.ipynb").read_bytes() == b"real"
    assert all(p.is_relative_to(tmp_path / "extracted/eve") for p in tmp_path.rglob("*") if _bytes(p) == b"forged")


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


# -- a download that stops the class


def _torn_inside() -> bytes:
    out = bytearray(zipped({"mini.ipynb": b"abc" * 1000}, packed=True))
    out[45] ^= 0xFF
    out[50] ^= 0xFF
    return bytes(out)


@pytest.mark.parametrize(
    "entries",
    [
        {"eve.zip": _torn_inside()},
        {f"eve/{'a' * 300}.ipynb": b""},
        {"eve.ipynb": b"", "eve.ipynb/x.ipynb": b""},
        {"eve/\n-rf \x1b[31m.ipynb": b"", "eve/CON": b"", "eve/a\x00b.ipynb": b""},
        {f"eve/{n}.ipynb": b"" for n in range(collecting.MOST_FILES + 10)},
    ],
    ids=["torn", "long", "file-and-folder", "odd", "many"],
)
def test_what_is_in_one_hand_in_never_leaves_out_another(tmp_path: Path, entries: dict[str, bytes]) -> None:
    found = extract(tmp_path, {"all.zip": zipped({**entries, "zoe/mini.ipynb": b"x"}), "torn.zip": _torn_inside()})
    assert "all/zoe/mini.ipynb" in found
    assert len(found) <= collecting.MOST_FILES + 1


def test_a_zip_never_fills_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "LARGEST_HAND_IN", 3_000)
    bomb = zipped({f"{n}.ipynb": bytes(1_000) for n in range(50)}, packed=True)
    inside = {f"eve/{n}.ipynb": bytes(1_000) for n in range(50)}
    extract(tmp_path, {"all.zip": zipped({"nested.zip": bomb, **inside, "zoe/mini.ipynb": b"x"}, packed=True)})
    for name in ("nested", "eve"):
        assert sum(len(_bytes(p)) for p in (tmp_path / "extracted/all" / name).rglob("*")) <= 3_000
    assert (tmp_path / "extracted/all/zoe/mini.ipynb").is_file()


def test_no_two_collected_files_of_a_student_have_one_name(tmp_path: Path) -> None:
    """nbgrader stops at the second, and the system at a name that became too long."""
    folders = [f"extracted/eve/{n:03}" for n in range(30)]
    names = [f"{folders[0]}/mini ({n})-1.ipynb" for n in range(40)]
    long = [f"{folder}/{'a' * 249}.ipynb" for folder in folders[:3]]
    # Beside another hand-in; alone, a folder of folders would be a folder of students.
    files = ["extracted/bob/mini.ipynb", *names, *(f"{f}/mini.ipynb" for f in folders), *long]
    found = [(i or {})["file_id"] for i in collected(tmp_path, *files)[1:]]
    assert len(set(found)) == len(found)
    assert max(map(len, found)) < 200
