"""No student code runs, whichever way a class is graded: a watched run of every command over a hostile hand-in."""

import json
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from autograder.class_folder.classroom import Classroom
from autograder.cli import app
from tests.autograder.classes import ASSIGNMENT
from tests.autograder.commands import nbgrader
from tests.autograder.grades import scores
from tests.autograder.safety.hostile import HONEST, STUDENT, class_of_two, code, hand_in, honest
from tests.autograder.safety.watching import PROGRAMS, Seen, Trap, run, trap, watched
from tests.autograder.safety.watching import seen as what
from tests.browser.server import start_jupyter

pytestmark = pytest.mark.nbgrader

API = """
from autograder.class_folder.config_file import load_config
from nbgrader.apps import NbGraderAPI
from pathlib import Path
api = NbGraderAPI(config=load_config(Path.cwd()))
assert api.autograde("mini", "anna")["success"] and api.autograde("mini", "eve")["success"]
assert api.generate_feedback("mini", force=True)["success"]
"""
# Each as an instructor types it in the class folder.
WAYS: dict[str, list[list[str | Path]]] = {
    "autograder": [
        [PROGRAMS / "autograder", "grade", ASSIGNMENT],
        [PROGRAMS / "autograder", "grade", ASSIGNMENT, "--jobs", "1", "--force"],
        [PROGRAMS / "autograder", "grade", ASSIGNMENT, "--preview"],
        [PROGRAMS / "autograder", "explain", STUDENT, ASSIGNMENT],
        [PROGRAMS / "autograder", "copied", ASSIGNMENT, "--to", "copied.html"],
        [PROGRAMS / "autograder", "report"],
        [PROGRAMS / "autograder", "export", "--to", "csv"],
    ],
    "nbgrader": [
        [PROGRAMS / "nbgrader", "autograde", ASSIGNMENT],
        [PROGRAMS / "nbgrader", "generate_feedback", ASSIGNMENT],
        [PROGRAMS / "nbgrader", "export"],
    ],
    "NbGraderAPI": [[PROGRAMS / "python", "-c", API]],
}
GAIN = ("gain", ASSIGNMENT, ASSIGNMENT)
# Commands that read nothing that anybody handed in.
ELSEWHERE = {"new-class", "add-assignment", "roster", "demo"}
# The grade book asks alembic for the newest version of its tables, matplotlib the system for its fonts, and jupytext,
# with which notebooks are built, which pandoc there is.
HELPERS = frozenset({"alembic", "fc-list", "pandoc"})
# What a Jupyter server looks for on the machine when it starts; a kernel would be a Python.
SERVERS = frozenset({"git", "node", "npm", "uname"})
# A worker offers itself to the system as the first to go when memory runs out.
OURS = Path("/proc/self/oom_score_adj")
# All that worker processes send each other: plain data, which unpickling can only fill in.
CARRIED = {
    ("autograder.grading.worker", "Task"),
    ("autograder.grading.worker", "Result"),
    ("autograder.grading.worker", "Rows"),
    ("autograder.marking.notes", "Note"),
    ("autograder.marking.notes", "Kind"),
    ("autograder.grading.ledger", "Entry"),
    ("course.locale", "Text"),
    ("datetime", "datetime"),
}


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class folder with its release, before anybody handed in."""
    classroom = class_of_two(tmp_path_factory.mktemp("hostile") / "class")
    shutil.rmtree(classroom.root / "release")
    nbgrader(classroom.root, "generate_assignment", ASSIGNMENT)
    return classroom.root


@pytest.fixture
def laid(tmp_path: Path) -> Iterator[Trap]:
    with trap(tmp_path / "trap") as found:
        yield found
        assert found.caught() == []


@pytest.fixture
def classroom(school: Path, tmp_path: Path, laid: Trap) -> Classroom:
    found = Classroom.open(Path(shutil.copytree(school, tmp_path / "class")))
    honest(found)
    hand_in(found, laid.folder, laid.port)
    return found


def unchanged(root: Path) -> dict[str, str]:
    """Everything that no way of grading may change."""
    ours = ("source", "release", "keys", f"submitted/{HONEST}", "class.yaml", "nbgrader_config.py")
    files = (file for name in ours for file in (root / name, *(root / name).rglob("*")) if file.is_file())
    return {str(file.relative_to(root)): sha256(file.read_bytes()).hexdigest() for file in files}


def expect_no_code(seen: Seen, *places: Path, helpers: frozenset[str] = HELPERS) -> None:
    """Nothing of the hand-in was compiled or run, no program but ours was started, and nothing written elsewhere."""
    assert seen.of("compile", "exec") == []
    started = seen.of("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn")
    assert {Path(about[0]).name for about in started} <= helpers
    assert seen.of("os.kill", "os.killpg") == []
    assert seen.outside(*places, OURS) == set()


def expect_nothing_ran(seen: Seen, *places: Path) -> None:
    """As :func:`expect_no_code`; and nothing was said to anybody."""
    expect_no_code(seen, *places)
    assert seen.of("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request", "webbrowser.open") == []
    # urllib3 looks once whether there is IPv6 here.
    assert [about[1] for about in seen.of("socket.bind")] in ([], [["::1", 0]])
    assert seen.of("builtins.input") == []
    assert {tuple(about) for about in seen.of("pickle.find_class")} <= CARRIED


@pytest.mark.parametrize("way", WAYS)
def test_a_hostile_hand_in_leaves_no_trace_and_gets_what_its_answers_are_worth(
    classroom: Classroom, way: str, tmp_path: Path
) -> None:
    root = classroom.root
    before = unchanged(root)
    for command in WAYS[way]:
        seen = run(command, root, tmp_path / "class/submitted")
        assert seen.status == 0, seen.written
        expect_nothing_ran(seen, root)
        assert not set("\x1b\x07\x9b") & set(seen.written)
    assert unchanged(root) == before
    expect_fair(root)


def expect_fair(root: Path) -> None:
    """The hostile hand-in gets what its answers are worth, as the honest one does, and no cell more."""
    found = scores(root)
    assert found[HONEST]["q-choice"] == 4.0
    for name in ("q-choice", "q-number"):
        assert found[STUDENT][name] == found[HONEST][name]
    assert set(found[STUDENT]) == set(found[HONEST])


def test_a_grader_who_stands_in_the_folder_of_the_hand_in_runs_nothing_of_it(classroom: Classroom) -> None:
    """Python finds modules beside the program and not where somebody stands; settings are those of ``--dir``."""
    root = classroom.root
    folder = classroom.step("submitted", ASSIGNMENT, STUDENT)
    seen = run([PROGRAMS / "autograder", "grade", ASSIGNMENT, "--dir", root], folder, root / "submitted")
    assert seen.status == 0, seen.written
    expect_nothing_ran(seen, root)
    expect_fair(root)


def test_a_hand_in_that_looks_like_a_class_folder_is_none(classroom: Classroom) -> None:
    folder = classroom.step("submitted", ASSIGNMENT, STUDENT)
    for command in ("report", "grade"):
        arguments = [ASSIGNMENT] if command == "grade" else []
        seen = run([PROGRAMS / "autograder", command, *arguments, "--dir", folder], classroom.root, folder)
        assert seen.status == 1
        assert str(classroom.root) in seen.written
        expect_nothing_ran(seen)


@pytest.mark.parametrize("step", ["submitted", "autograded"])
def test_validating_in_a_class_folder_starts_no_kernel(classroom: Classroom, step: str) -> None:
    root = classroom.root
    if step == "autograded":
        nbgrader(root, "autograde", ASSIGNMENT)
    file = classroom.step(step, ASSIGNMENT, STUDENT) / f"{ASSIGNMENT}.ipynb"
    seen = run([PROGRAMS / "nbgrader", "validate", file], root, root / "submitted")
    expect_nothing_ran(seen, root)
    assert "Success" not in seen.written


def test_the_buttons_of_the_formgrader_and_of_the_notebook_run_nothing(classroom: Classroom, tmp_path: Path) -> None:
    root = classroom.root
    with start_jupyter(root, tmp_path / "home", environ=watched(tmp_path / "home", root / "submitted")) as server:
        for path, body in (
            ("assignments/validate", {"path": f"submitted/{STUDENT}/{ASSIGNMENT}/{ASSIGNMENT}.ipynb"}),
            (f"formgrader/api/submission/{ASSIGNMENT}/{HONEST}/autograde", {}),
            (f"formgrader/api/submission/{ASSIGNMENT}/{STUDENT}/autograde", {}),
            (f"formgrader/api/assignment/{ASSIGNMENT}/{STUDENT}/generate_feedback", {}),
        ):
            head = {"Authorization": f"token {server.token}", "Content-Type": "application/json"}
            call = Request(f"{server.url}/{path}", json.dumps(body).encode(), head)  # noqa: S310 - our own server
            answer = json.load(urlopen(call))  # noqa: S310 - as above
            assert answer["success"] is ("validate" not in path), answer
        seen = what(tmp_path / "home")
    expect_no_code(seen, root, helpers=HELPERS | SERVERS)
    assert seen.of("socket.connect", "urllib.Request", "webbrowser.open") == []
    expect_fair(root)


def test_comparing_two_tests_runs_nothing_either(classroom: Classroom, tmp_path: Path) -> None:
    """These assignments are no two tests: it says so, whatever the hand-ins hold."""
    seen = run([PROGRAMS / "autograder", *GAIN], classroom.root, tmp_path / "class/submitted")
    assert seen.status == 1
    expect_nothing_ran(seen, classroom.root)


def test_every_command_is_watched() -> None:
    known = {each.name or each.callback.__name__ for each in app.registered_commands if each.callback is not None}
    assert known == ELSEWHERE | {GAIN[0]} | {str(command[1]) for command in WAYS["autograder"]}


TRICKS = ("write", "socket", "shell", "process", "at import")


@pytest.mark.parametrize("trick", TRICKS)
def test_whoever_watches_does_see_it_when_code_runs(tmp_path: Path, trick: str) -> None:
    with trap(tmp_path / "trap") as found:
        seen = run(
            [PROGRAMS / "python", "-c", f"exec(compile({code(found.folder, found.port)[trick]!r}, 'x', 'exec'))"],
            tmp_path,
            tmp_path / "none",
        )
        assert found.caught() != []
    with pytest.raises(AssertionError):
        expect_nothing_ran(seen, tmp_path)


def test_whoever_watches_does_see_a_module_from_a_hand_in(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text("answer = 42")
    seen = run([PROGRAMS / "python", "-c", "import own"], tmp_path, tmp_path)
    assert seen.of("exec") == [str(tmp_path / "own.py")]
