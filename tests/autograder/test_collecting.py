"""Downloads of learning platforms become hand-ins, and nothing in a zip leaves its folder."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from autograder.collecting import HandInCollector, SafeExtractor

MOODLE = "/x/extracted/all/Anna Jansen_778_assignsubmission_file_/"
BRIGHTSPACE = "/x/extracted/all/98765-4321 - Anna Jansen - November 21, 2026 1015 AM/"


@pytest.mark.parametrize(
    ("file", "info"),
    [
        (f"{MOODLE}purchasing.ipynb", {"student_id": "778", "file_id": "purchasing.ipynb"}),
        (f"{MOODLE}answers.jsonl", {"student_id": "778", "file_id": "answers.jsonl"}),
        (
            f"{BRIGHTSPACE}purchasing.ipynb",
            {"student_id": "98765", "file_id": "purchasing.ipynb", "timestamp": "2026-11-21 10:15:00"},
        ),
        (
            "/x/extracted/all/jansenanna_55012_7788_purchasing-1.ipynb",
            {"student_id": "55012", "file_id": "purchasing.ipynb"},
        ),
        (
            "/x/extracted/all/jansenanna_LATE_55012_7788_answers-2.jsonl",
            {"student_id": "55012", "file_id": "answers.jsonl"},
        ),
        ("/x/extracted/anna.jansen/purchasing (1).ipynb", {"student_id": "anna.jansen", "file_id": "purchasing.ipynb"}),
        ("/x/extracted/all/anna/answers.jsonl", {"student_id": "anna", "file_id": "answers.jsonl"}),
        (f"{MOODLE}notes.docx", None),
        ("/x/extracted/An na/purchasing.ipynb", None),
    ],
)
def test_student_file_and_time_are_read_from_the_names(file: str, info: dict[str, str] | None) -> None:
    assert HandInCollector().collect(file) == info


def test_a_pattern_of_the_instructor_goes_first() -> None:
    collector = HandInCollector(named_regexp=r".*/(?P<student_id>\w+)--(?P<file_id>.*)")
    assert collector.collect("/x/extracted/anna--purchasing.ipynb") == {
        "student_id": "anna",
        "file_id": "purchasing.ipynb",
    }


def test_two_files_of_one_name_do_not_stop_the_class(tmp_path: Path) -> None:
    folder = tmp_path / "extracted" / "anna"
    folder.mkdir(parents=True)
    files = [
        folder / "purchasing (1).ipynb",
        folder / "purchasing.ipynb",
        tmp_path / "extracted/all/anna/purchasing.ipynb",
    ]
    files[0].touch()
    files[1].touch()
    collector = HandInCollector()
    names = [(collector.collect(str(file)) or {})["file_id"] for file in files]
    assert names[1] == "purchasing.ipynb"
    assert len(set(names)) == 3


def zipped(entries: dict[str, bytes], link: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in entries.items():
            file.writestr(name, content)
        if link:
            entry = zipfile.ZipInfo(link)
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            file.writestr(entry, "/etc/passwd")
    return out.getvalue()


def extract(tmp_path: Path, files: dict[str, bytes]) -> set[str]:
    archive, target = tmp_path / "archive", tmp_path / "extracted"
    for name, content in files.items():
        (archive / name).parent.mkdir(parents=True, exist_ok=True)
        (archive / name).write_bytes(content)
    target.mkdir()
    SafeExtractor().extract(str(archive), str(target))
    return {str(p.relative_to(target)) for p in target.rglob("*") if p.is_file()}


def test_zips_within_a_zip_and_plain_files_come_out(tmp_path: Path) -> None:
    inner = zipped({"purchasing.ipynb": b"{}", "answers.jsonl": b""})
    found = extract(tmp_path, {"anna.zip": inner, "all.zip": zipped({"bo.zip": inner}), "cas/purchasing.ipynb": b"{}"})
    assert found == {
        "anna/purchasing.ipynb",
        "anna/answers.jsonl",
        "all/bo/purchasing.ipynb",
        "all/bo/answers.jsonl",
        "cas/purchasing.ipynb",
    }


def test_nothing_leaves_the_folder_and_one_bad_zip_stops_nothing(tmp_path: Path) -> None:
    evil = zipped({"../../evil.txt": b"x", "/abs.txt": b"x", "ok.txt": b"x"}, link="link.txt")
    found = extract(tmp_path, {"evil.zip": evil, "torn.zip": evil[:60], "no.zip": b"no zip"})
    assert "evil/ok.txt" in found
    assert not any("link" in name for name in found)
    assert not list(tmp_path.rglob("evil.txt"))
