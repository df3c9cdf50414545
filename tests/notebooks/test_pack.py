"""The pack: what is in it, what is not, and how it says what went wrong."""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest
import yaml

import course
from course.figures import FIGURES
from course.locale import LANGUAGES, Language, area
from course.notebooks import Shelf, build, pack_start
from course.notebooks.pack import MissingPartError, write_pack
from course.notebooks.wheel import student_wheel, zipped

WHEEL = f"setup/achterban-{course.__version__}-py3-none-any.whl"


@pytest.fixture(scope="module")
def packs(real: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Mapping[Language, Path]:
    """The pack of each language."""
    folder = tmp_path_factory.mktemp("packs")
    return {language: write_pack(language, folder / f"{language}.zip", sources=real) for language in LANGUAGES}


@pytest.fixture
def unpacked(packs: Mapping[Language, Path], tmp_path: Path) -> Path:
    """The Dutch pack, as a student unpacks it; each test has one of its own."""
    with ZipFile(packs["nl"]) as archive:
        archive.extractall(tmp_path)
    return tmp_path / "achterban-nl"


def test_the_pack_holds_the_built_folder_and_the_way_in(unpacked: Path, real: Shelf, tmp_path: Path) -> None:
    build("nl", tmp_path / "built", sources=real)
    built = {path.relative_to(tmp_path / "built") for path in (tmp_path / "built").rglob("*") if path.is_file()}
    packed = {path.relative_to(unpacked) for path in unpacked.rglob("*") if path.is_file()}
    assert packed - built == {
        Path(name)
        for name in (
            "START.html",
            "start.py",
            "setup/start.json",
            "setup/requirements.txt",
            "setup/environment.yml",
            "setup/lab/overrides.json",
            "setup/lab/page_config.json",
            WHEEL,
        )
    }
    assert all((unpacked / path).read_bytes() == (tmp_path / "built" / path).read_bytes() for path in built)


def test_requirements_are_the_locked_ones(unpacked: Path, real: Shelf) -> None:
    locked = (real.root / "requirements/course.txt").read_bytes()
    assert (unpacked / "setup/requirements.txt").read_bytes() == locked


def test_the_conda_file_is_the_projects_with_our_wheel(unpacked: Path, real: Shelf) -> None:
    files = [folder / "environment.yml" for folder in (unpacked / "setup", real.root)]
    ours, projects = (yaml.safe_load(file.read_text(encoding="utf-8")) for file in files)
    *needs, by_pip = ours["dependencies"]
    assert by_pip == {"pip": [f"./{PurePosixPath(WHEEL).name}"]}
    assert sorted(needs) == sorted(each for each in projects["dependencies"] if isinstance(each, str))
    assert ours["channels"] == projects["channels"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_page_is_in_the_language_and_says_two_commands(
    packs: Mapping[Language, Path], language: Language
) -> None:
    with ZipFile(packs[language]) as archive:
        page = archive.read(f"achterban-{language}/START.html").decode("utf-8")
    assert f'<html lang="{language}">' in page
    assert f"<pre><code>cd achterban-{language}\npython start.py</code></pre>" in page
    assert "$" not in page


def test_a_pack_without_locked_requirements_says_which_file_is_missing(copied: Shelf, tmp_path: Path) -> None:
    with pytest.raises(MissingPartError) as error:
        write_pack("nl", tmp_path / "pack.zip", sources=copied)
    assert error.value.file == copied.root / "requirements/course.txt"
    assert not (tmp_path / "pack.zip").exists()


class TestWheel:
    def test_no_source_of_an_exercise_and_no_grader(self, real: Shelf) -> None:
        names = list(student_wheel().content)
        assert "course/scenarios/purchasing.yaml" in names
        assert "course/widgets/__init__.py" in names
        assert not [name for name in names if not name.startswith(("course/", f"achterban-{course.__version__}."))]
        assert not [name for name in names if name.startswith("course/rules/")]
        plans = {Path(name) for name in names if name.startswith("course/scenarios/plans/")}
        # Only the games that can be watched, which have notes, and those notes.
        watched = {plan for plan in plans if plan.suffix == ".txt"}
        assert Path("course/scenarios/plans/purchasing/well.txt") in watched
        assert {plan.with_suffix(".notes.yaml") for plan in watched} == plans - watched
        assert {f"course/figures/{figure}.yaml" for figure in FIGURES} <= set(names)
        assert not [name for name in names if "items.yaml" in name or name.endswith((".md", ".pyc"))]
        text = b"\n".join(student_wheel().content.values()).decode("utf-8", errors="replace")
        for page in real.pages:
            if page.graded and page.items is not None:
                explanations = [line.strip() for line in page.items.read_text(encoding="utf-8").splitlines()]
                assert not [line for line in explanations if len(line) > 40 and line in text]

    def test_the_record_is_right(self) -> None:
        wheel = student_wheel()
        record = wheel.content[f"achterban-{course.__version__}.dist-info/RECORD"].decode("utf-8")
        rows = [line.rsplit(",", 2) for line in record.splitlines()]
        assert [row[0] for row in rows] == list(wheel.content)
        for path, digest, size in rows[:-1]:
            data = wheel.content[path]
            assert int(size) == len(data)
            expected = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            assert digest == f"sha256={expected}"

    def test_it_is_the_same_each_time(self, tmp_path: Path) -> None:
        first, second = (zipped(student_wheel().content, tmp_path / name) for name in ("a.whl", "b.whl"))
        assert first.read_bytes() == second.read_bytes()

    def test_it_imports_from_where_it_is_installed(self, tmp_path: Path) -> None:
        wheel = student_wheel()
        with ZipFile(zipped(wheel.content, tmp_path / wheel.name)) as archive:
            archive.extractall(tmp_path / "site")
        code = "import course.widgets, course.roleplay.load as l; print(course.__file__, *l.library())"
        ran = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env={"PYTHONPATH": str(tmp_path / "site")},
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stdout.startswith(str(tmp_path / "site" / "course"))
        assert "purchasing" in ran.stdout


class TestStart:
    @pytest.fixture
    def ran(self, unpacked: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
        """Commands that start.py would run, which here all succeed; making the environment makes its Python."""
        commands: list[tuple[str, ...]] = []
        for name, value in {
            "HERE": unpacked,
            "SETUP": unpacked / "setup",
            "ENVIRONMENT": unpacked / ".venv",
            "STAMP": unpacked / ".venv" / "achterban.txt",
        }.items():
            monkeypatch.setattr(pack_start, name, value)

        def run(*command: str) -> int:
            commands.append(command)
            if "venv" in command:
                Path(pack_start.inside()).parent.mkdir(parents=True)
                Path(pack_start.inside()).touch()
            return 0

        monkeypatch.setattr(pack_start, "run", run)
        monkeypatch.setattr(pack_start, "stay", run)
        return commands

    def test_it_sets_up_once_and_opens_each_time(
        self, ran: list[tuple[str, ...]], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert pack_start.main("--no-browser") == 0
        assert [next(word for word in command if word in STEPS) for command in ran] == list(STEPS)
        assert "--require-hashes" in ran[1]
        assert ran[2][-1].endswith(".whl")
        assert ran[3][-1] == "--no-browser"
        assert any(option.startswith("--LabApp.default_url=/lab/tree/start.ipynb") for option in ran[3])
        del ran[:]
        assert pack_start.main() == 0
        assert [command[2] for command in ran] == ["jupyterlab"]
        assert "wordt in je browser geopend" in capsys.readouterr().out

    def test_a_newer_pack_in_the_same_folder_is_set_up_again(self, ran: list[tuple[str, ...]], unpacked: Path) -> None:
        pack_start.main("--set-up-only")
        (unpacked / WHEEL).write_bytes(b"newer")
        shutil.rmtree(unpacked / ".venv" / "bin", ignore_errors=True)
        del ran[:]
        pack_start.main("--set-up-only")
        assert len(ran) == 3

    @pytest.mark.parametrize(
        ("fails", "key"),
        [("venv", "no_environment"), ("--require-hashes", "not_installed"), ("--no-deps", "not_installed")],
    )
    @pytest.mark.usefixtures("ran")
    def test_what_fails_is_said_in_a_sentence(
        self, fails: str, key: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        good: Callable[..., int] = pack_start.run
        monkeypatch.setattr(pack_start, "run", lambda *command: 1 if fails in command else good(*command))
        assert pack_start.main() == 2
        assert capsys.readouterr().out.endswith(f"{text(key)}\n")
        assert not pack_start.installed()

    @pytest.mark.usefixtures("ran")
    def test_an_old_python_is_told_so(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(sys, "version_info", (3, 8, 10))
        monkeypatch.setattr(sys, "version", "3.8.10 (default)")
        assert pack_start.main() == 2
        assert capsys.readouterr().out == text("too_old").format(version="3.8.10") + "\n"

    def test_what_it_says_is_in_the_pack(self, unpacked: Path) -> None:
        said = json.loads((unpacked / "setup/start.json").read_text(encoding="utf-8"))["texts"]
        source = Path(pack_start.__file__).read_text(encoding="utf-8")
        assert {key for key in area("pack") if f'say("{key}"' in source} == set(said)


#: What tells the four commands of a first run apart.
STEPS = ("venv", "--require-hashes", "--no-deps", "jupyterlab")


def text(key: str) -> str:
    entry = area("pack")[key]
    assert isinstance(entry, dict)
    return str(entry["nl"])
