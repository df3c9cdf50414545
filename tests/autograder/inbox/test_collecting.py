"""Downloads of learning platforms become hand-ins, and nothing in a zip leaves its folder."""

import io
import stat
import time
import zipfile
from pathlib import Path

import pytest

from autograder.class_folder.class_list import ClassList, Listed
from autograder.inbox.collecting import HandInCollector, SafeExtractor
from autograder.inbox.platforms import time_of

MOODLE = "extracted/all/Anna Jansen_778_assignsubmission_file_/"
BRIGHTSPACE = "extracted/all/98765-4321 - Anna Jansen - November 21, 2026 1015 AM/"


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
            "extracted/all/jansenanna_55012_7788_purchasing-1.ipynb",
            {"student_id": "55012", "file_id": "purchasing.ipynb"},
        ),
        (
            "extracted/all/jansenanna_LATE_55012_7788_answers-2.jsonl",
            {"student_id": "55012", "file_id": "answers.jsonl"},
        ),
        ("extracted/anna.jansen/purchasing (1).ipynb", {"student_id": "anna.jansen", "file_id": "purchasing.ipynb"}),
        ("extracted/all/anna/answers.jsonl", {"student_id": "anna", "file_id": "answers.jsonl"}),
        (f"{MOODLE}notes.docx", None),
        ("extracted/An na/purchasing.ipynb", None),
    ],
)
def test_student_file_and_time_are_read_from_the_names(tmp_path: Path, file: str, info: dict[str, str] | None) -> None:
    assert collected(tmp_path, file) == [info]


def collected(root: Path, *files: str) -> list[dict[str, str] | None]:
    """What the collector says about each of these files."""
    for file in files:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).touch()
    collector = HandInCollector()
    return [collector.collect(str(root / file)) for file in files]


def test_a_pattern_of_the_instructor_goes_first() -> None:
    collector = HandInCollector(named_regexp=r".*/(?P<student_id>\w+)--(?P<file_id>.*)")
    assert collector.collect("extracted/anna--purchasing.ipynb") == {
        "student_id": "anna",
        "file_id": "purchasing.ipynb",
    }


def test_two_files_of_one_name_do_not_stop_the_class(tmp_path: Path) -> None:
    folder = "extracted/anna"
    found = collected(
        tmp_path, f"{folder}/purchasing (1).ipynb", f"{folder}/purchasing.ipynb", f"{folder}/deeper/purchasing.ipynb"
    )
    names = [(info or {})["file_id"] for info in found]
    assert names[1] == "purchasing.ipynb"
    assert len(set(names)) == 3


def zipped(entries: dict[str, bytes], link: str = "", *, packed: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as file:
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
    evil = zipped({"../../evil.ipynb": b"x", "/abs.ipynb": b"x", "ok.ipynb": b"x"}, link="link.ipynb")
    found = extract(tmp_path, {"evil.zip": evil, "torn.zip": evil[:60], "no.zip": b"no zip"})
    assert "evil/ok.ipynb" in found
    assert not any("link" in name for name in found)
    assert not list(tmp_path.rglob("evil.ipynb"))


# -- who is who

ROSTER = ClassList(
    [
        Listed("s1", "Noor", "de Vries"),
        Listed("s2", "Zoë", "Özdemir"),
        Listed("s3", 'Kees "de Kop"', "Bakker, MSc", "55012"),
        Listed("s4", "Jan", "Smit"),
        Listed("s5", "Jan", "Smit"),
        Listed("anna", "Anna", "Jansen"),
        Listed("4711"),
    ]
)


@pytest.mark.parametrize(
    ("number", "name", "student"),
    [
        ("881201", "Noor de Vries", "s1"),
        ("1", "devriesnoor", "s1"),
        ("1", "Vries Noor de", "s1"),
        ("1", "NOOR DE VRIES", "s1"),
        ("1", "Zoe\u0308 O\u0308zdemir", "s2"),
        ("1", "bakkermsckeesdekop", "s3"),
        ("55012", "somebody else", "s3"),
        ("4711", "somebody else", "4711"),
        ("1", "Jan Smit", None),
        ("1", "", None),
    ],
)
def test_the_class_list_knows_the_student(number: str, name: str, student: str | None) -> None:
    assert ROSTER.find(number, name) == student


def collected_by(known: ClassList, root: Path, *files: str) -> list[dict[str, str]]:
    """What a collector that knows the class says about each of these files."""
    for file in files:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).touch()
    made = HandInCollector()
    made._class = known
    return [made.collect(str(root / file)) or {} for file in files]


@pytest.mark.parametrize(
    ("file", "student"),
    [
        (f"{MOODLE}purchasing.ipynb", "anna"),
        ("extracted/all/Zoë Özdemir_77_assignsubmission_file_purchasing.ipynb", "s2"),
        (f"{BRIGHTSPACE}purchasing.ipynb", "anna"),
        ("extracted/all/devriesnoor_1_2_purchasing.ipynb", "s1"),
        ("extracted/all/Noor de Vries/purchasing.ipynb", "s1"),
        ("extracted/anna/purchasing/purchasing.ipynb", "anna"),
        ("extracted/all/nobody_90_2_purchasing.ipynb", "90"),
        ("extracted/all/devriesnoor_1_2_mine/Anna Jansen_5_assignsubmission_file_/purchasing.ipynb", "s1"),
    ],
)
def test_a_download_ends_up_with_the_student_of_the_class_list(tmp_path: Path, file: str, student: str) -> None:
    # Somebody else's hand-in beside it, so that each looks like the download of a class.
    beside = "extracted/bo/purchasing.ipynb" if file.startswith("extracted/anna") else None
    assert collected_by(ROSTER, tmp_path, file, *([beside] if beside else []))[0]["student_id"] == student


def test_somebody_who_is_not_in_the_class_list_is_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = "extracted/all/Piet Paal_90_assignsubmission_file_"
    collected_by(ROSTER, tmp_path, f"{folder}/purchasing.ipynb", f"{folder}/answers.jsonl")
    assert [record.message for record in caplog.records] == [
        "Not in the class list: 'Piet Paal'; collected as student 90. Add the student, or the number as lms_user_id"
    ]


def test_without_a_class_list_one_line_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    found = collected_by(ClassList(), tmp_path, *(f"extracted/all/a_{n}_2_purchasing.ipynb" for n in (5, 6)))
    assert [info["student_id"] for info in found] == ["5", "6"]
    assert [record.message for record in caplog.records] == [
        "There is no class list, so students get the platform's numbers. First run: autograder roster"
    ]


def test_of_two_uploads_in_canvas_the_later_counts(tmp_path: Path) -> None:
    files = [f"extracted/all/jansenanna_5_{n}_purchasing{copy}.ipynb" for n, copy in ((100, "-1"), (99, ""))]
    later, earlier = collected_by(ROSTER, tmp_path, *files)
    assert (later["student_id"], later["file_id"]) == ("anna", "purchasing.ipynb")
    assert earlier["file_id"] != "purchasing.ipynb"


def test_of_two_hand_ins_in_brightspace_nbgrader_sees_both_with_their_times(tmp_path: Path) -> None:
    times = ("Nov 9, 2026 1015 AM", "Nov 10, 2026 915 PM")
    found = collected_by(ROSTER, tmp_path, *(f"extracted/a/9-4 - Anna Jansen - {t}/purchasing.ipynb" for t in times))
    assert [info["file_id"] for info in found] == ["purchasing.ipynb", "purchasing.ipynb"]
    assert [info["timestamp"] for info in found] == ["2026-11-09 10:15:00", "2026-11-10 21:15:00"]


@pytest.mark.parametrize(
    ("when", "timestamp"),
    [
        ("21 mei 2026 1015", "2026-05-21 08:15:00"),
        ("oktober 3, 2026 915 PM", "2026-10-03 19:15:00"),
        ("Nov 21, 2026 1015 AM", "2026-11-21 09:15:00"),
        ("ooit in 2026 of zo", None),
    ],
)
def test_times_are_local_and_may_be_dutch(when: str, timestamp: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Amsterdam")
        time.tzset()
        found = time_of(when)
    time.tzset()
    assert found == timestamp


def test_a_time_that_nobody_can_read_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (info,) = collected_by(ROSTER, tmp_path, "extracted/a/9-4 - Anna Jansen - ooit in 2026 of zo/purchasing.ipynb")
    assert info == {"student_id": "anna", "file_id": "purchasing.ipynb"}
    assert "without a time" in caplog.text


@pytest.mark.parametrize("file", ["__MACOSX/._purchasing.ipynb", "._purchasing.ipynb", "__MACOSX/purchasing.ipynb"])
def test_the_twins_that_a_mac_adds_are_left_out(tmp_path: Path, file: str) -> None:
    assert collected(tmp_path, f"{MOODLE}{file}") == [None]
