"""The command `course`: what it does, what it says, and with which exit status."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course import __version__
from course.cli import app, beside, default_language
from tests.notebooks.material import FIXTURE, change


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small course of one's own, in which the command runs."""
    root = Path(shutil.copytree(FIXTURE, tmp_path / "sources"))
    monkeypatch.chdir(root)
    return root


def course(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.usefixtures("sources")
class TestBuild:
    def test_a_folder_in_one_language(self, tmp_path: Path) -> None:
        status, out, _ = course("build", "--language", "nl", "--to", tmp_path / "built")
        assert (status, out) == (0, f"3 notebooks in {tmp_path / 'built'}. Open start.ipynb in JupyterLab.\n")
        assert "Kleine cursus" in (tmp_path / "built" / "start.ipynb").read_text(encoding="utf-8")

    def test_without_a_language_the_computers(self, tmp_path: Path) -> None:
        course("build", "--to", tmp_path / "built")
        assert "Small course" in (tmp_path / "built" / "start.ipynb").read_text(encoding="utf-8")

    def test_keys_only_when_asked_for(self, tmp_path: Path) -> None:
        for flags, there in (((), False), (("--with-keys",), True)):
            course("build", "--to", tmp_path / str(there), *flags)
            items = (tmp_path / str(there) / "exercises/talks/items.json").read_text(encoding="utf-8")
            assert ("SECRET-WHY" in items) is there

    def test_work_is_kept_and_told_of(self, sources: Path, tmp_path: Path) -> None:
        built = tmp_path / "built"
        course("build", "--to", built)
        (built / "start.ipynb").write_text("mine", encoding="utf-8")
        change(sources / "lessons/start.md", "# Small course", "# Smaller course")
        assert "Kept as it is" in course("build", "--to", built)[1]
        course("build", "--to", built, "--fresh")
        assert (built / "start-old-1.ipynb").read_text(encoding="utf-8") == "mine"

    def test_findings_stop_it(self, sources: Path, tmp_path: Path) -> None:
        change(sources / "lessons/ferry.md", 'ask("ferry-who")', 'ask("ferry-whom")')
        status, _, err = course("build", "--to", tmp_path / "built")
        assert status == 2
        assert "lessons/ferry.md:31:1 L024" in err
        assert "Did you mean 'ferry-who'?" in err

    def test_a_place_that_cannot_be_written_to(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("", encoding="utf-8")
        status, _, err = course("build", "--to", tmp_path / "file" / "built")
        assert status == 2
        assert err.startswith("Cannot write to ")
        assert err.count("\n") == 1

    def test_a_pack_needs_the_locked_requirements(self, tmp_path: Path) -> None:
        status, _, err = course("build", "--to", tmp_path / "built", "--pack")
        assert status == 2
        assert "course.txt" in err


@pytest.mark.usefixtures("sources")
class TestLint:
    def test_nothing_to_mend(self) -> None:
        assert course("lint", "lessons/ferry.md", "exercises/talks/talks.md")[:2] == (0, "Nothing to mend.\n")

    def test_findings_have_file_line_and_code(self, sources: Path) -> None:
        change(sources / "lessons/ferry.md", "€ 2,50", "€ 2,60")
        status, out, err = course("lint", "lessons/ferry.md")
        assert status == 1
        assert out.startswith(
            "lessons/ferry.md:24:1 L043 The numbers differ: only in English 2.50; only in Dutch 2.60."
        )
        assert err == "1 to mend.\nWhat a code means, with an example: course lint --explain L043\n"

    def test_in_dutch(self, sources: Path) -> None:
        change(sources / "lessons/ferry.md", "€ 2,50", "€ 2,60")
        assert "De getallen verschillen" in course("lint", "--quick", "--language", "nl")[1]

    def test_as_json(self, sources: Path) -> None:
        change(sources / "lessons/ferry.md", "€ 2,50", "€ 2,60")
        status, out, _ = course("lint", "--quick", "--format", "json")
        assert status == 1
        (finding,) = [each for each in json.loads(out) if each["code"].startswith("L")]
        assert (finding["code"], finding["line"]) == ("L043", 24)

    def test_a_file_that_is_no_page_says_where_pages_stand(self, sources: Path) -> None:
        (sources / "notes.md").write_text("# Notes\n", encoding="utf-8")
        assert "L063" in course("lint", "notes.md")[1]
        assert "L001" in course("lint", "lessons/none.md")[1]

    def test_questions_and_role_plays_are_looked_at_too(self, sources: Path) -> None:
        (sources / "broken.yaml").write_text("format: 1\nformat: 1\n", encoding="utf-8")
        assert "broken.yaml:2" in course("lint", "broken.yaml")[1]
        change(sources / "exercises/talks/items.yaml", "key: ask", "key: aks")
        assert "items.yaml" in course("lint", "exercises/talks/items.yaml")[1]


class TestUse:
    def test_the_version(self) -> None:
        assert course("version") == (0, f"achterban {__version__}\n", "")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("build", "--to", "x", "--language", "de"), "The course is in nl and en, not in 'de'.\n"),
            (("lint", "--format", "xml"), "Findings come as text or as json, not as 'xml'.\n"),
        ],
    )
    def test_a_wrong_value_gets_one_line(self, arguments: tuple[str, ...], message: str) -> None:
        status, _, err = course(*arguments)
        assert (status, err) == (2, message)

    def test_an_unknown_role_play_names_those_there_are(self) -> None:
        status, _, err = course("play", "purchase")
        assert status == 2
        assert "purchasing" in err

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (("play", "purchase"), "Er is geen rollenspel 'purchase'."),
            (("players", "purchase"), "Er is geen rollenspel 'purchase'."),
            (("play", "purchasing", "--variant", "tea"), "'tea'"),
            (("players", "purchasing", "--variant", "tea"), "Verbeter"),
            (("players", "purchasing", "--format", "xml"), "Bevindingen komen als text"),
            (("new-roleplay", "Lunch"), "'Lunch' is geen id."),
            (("new-roleplay", "purchasing"), "De cursus heeft al een rollenspel"),
            (("new-roleplay", "lunch", "--kind", "talk"), "De soort 'talk' bestaat niet."),
            (("lint", "--format", "xml"), "Bevindingen komen als text"),
            (("lint", "--graph", "x.png"), "Een tekening gaat naar een bestand"),
        ],
    )
    def test_what_goes_wrong_is_said_in_the_language_that_was_asked_for(
        self, arguments: tuple[str, ...], says: str
    ) -> None:
        status, _, err = course(*arguments, "--language", "nl")
        assert (status, says in err) == (2, True), err

    def test_a_role_play_can_be_left_at_once(self) -> None:
        result = CliRunner().invoke(app, ["play", "purchasing", "--language", "nl"], input="q\n")
        assert result.exit_code == 0
        assert "Tussen drie afdelingen" in result.stdout

    def test_without_sources_it_uses_its_own(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        assert course("build", "--to", tmp_path / "built")[0] == 0
        assert (tmp_path / "built/exercises/purchasing/purchasing.ipynb").is_file()

    def test_help_loads_nothing_heavy(self) -> None:
        code = (
            "import sys\nfrom typer.testing import CliRunner\nfrom course.cli import app\n"
            "assert 'build' in CliRunner().invoke(app, ['--help']).stdout\n"
            "print(*sorted({'jupytext', 'nbformat', 'nbgrader', 'pandas', 'matplotlib'} & set(sys.modules)))\n"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert ran.stdout == "\n"


def test_the_pack_stands_beside_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert beside(tmp_path / "course-nl") == tmp_path / "course-nl.zip"
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert beside(Path()) == tmp_path / "here.zip"


@pytest.mark.parametrize(
    ("environ", "system", "language"),
    [
        ({}, None, "en"),
        ({"LANG": "nl_NL.UTF-8"}, None, "nl"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "en_GB"}, None, "en"),
        ({"LANGUAGE": "fr:nl:en", "LANG": "en_GB"}, None, "nl"),
        ({"LANGUAGE": "nl"}, None, "nl"),
        ({"LANG": "fr_FR.UTF-8"}, None, "en"),
        ({}, "Dutch_Netherlands", "nl"),
        ({"LANG": "C.UTF-8"}, "nl_BE", "nl"),
    ],
)
def test_the_language_of_the_computer(environ: dict[str, str], system: str | None, language: str) -> None:
    assert default_language(environ, system or "C") == language
