"""The role-play that an author begins with: right in every respect, in both languages the same, and worth playing."""

import re
from importlib import resources
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course.cli import app
from course.locale import LANGUAGES, Language
from course.roleplay import strict_yaml
from course.roleplay.checks import lint
from course.roleplay.load import load
from course.roleplay.plans import check, parse
from course.roleplay.starter import KINDS, starter

each_kind = pytest.mark.parametrize("kind", KINDS)
each_language = pytest.mark.parametrize("language", LANGUAGES)

WELL = {
    "table": """
        talk corridor
          say which-saturday
          say a-door-that-shuts
        talk canteen
          say what-did-it-cost
        talk board-room
          say where-we-stand
        leave
        mandate rooms 5 6
          say girls-and-you
        propose 6 may 20
          say what-is-behind-it
        propose 5 may 20
          say this-is-how-it-stands
        propose 5 may 40
        talk round-the-table
          say the-worst-first
        leave
          say somebody-elses-line
        => ratified 5 may 40
        => score >= 85
    """,
    "private": """
        talk with-sanne
          say two-things
        leave
          say what-is-that
          say summer-and-you
          say march-and-the-rule
          say look-it-up
          say one-direction
        ask the-roof
        hold
          say your-director
        leave
        => score >= 80
        => not leaked
        => met source_checked
        => not told could-live-with-it
    """,
}
BADLY = {
    "table": """
        talk corridor
          say you-have-my-word
        talk canteen
          say never-any-good
        leave
        mandate
          say third-time
        propose 6 january 20
          say the-press
        walk
        => no-deal
        => score <= 25
    """,
    "private": """
        talk with-sanne
          say see-how-it-goes
        leave
          say of-course
          say if-they-stay
          say who-then
          say finish-your-bun
        leave
        => score <= 25
        => leaked
        => told could-live-with-it
    """,
}


def new(folder: Path, kind: str, language: Language = "en") -> Path:
    file = folder / "my-case.yaml"
    file.write_text(starter("my-case", kind, language, folder), encoding="utf-8")
    return file


@each_kind
@each_language
def test_there_is_nothing_to_mend(tmp_path: Path, kind: str, language: Language) -> None:
    assert [found.describe("en") for found in lint([new(tmp_path, kind, language)])] == []


@each_kind
def test_players_find_nothing_to_mend_either(tmp_path: Path, kind: str) -> None:
    """In one language: both differ in remarks only."""
    assert [found.describe("en") for found in lint([new(tmp_path, kind)], played=True)] == []


@each_kind
def test_both_languages_differ_in_remarks_only(tmp_path: Path, kind: str) -> None:
    texts = [starter("my-case", kind, language, tmp_path) for language in LANGUAGES]
    values = [strict_yaml.load(text.encode())[0] for text in texts]
    assert values[0] == values[1]
    lines = [text.splitlines() for text in texts]
    assert len(lines[0]) == len(lines[1])
    for english, dutch in zip(*lines, strict=True):
        is_remark = english.lstrip().startswith("# ") and "$schema" not in english
        assert (english != dutch) is is_remark, english


@each_kind
def test_every_remark_stands_in_both_languages_and_fits_the_line(kind: str) -> None:
    pattern = (resources.files("course.roleplay.starter") / f"{kind}.yaml").read_text(encoding="utf-8")
    found = re.findall(r"^( *)#(en|nl) \S.*$", pattern, flags=re.MULTILINE)
    assert [language for _, language in found] == ["en", "nl"] * (len(found) // 2)
    assert all(a == b for (a, _), (b, _) in zip(found[::2], found[1::2], strict=True))
    assert max(map(len, pattern.splitlines())) <= 130
    assert not re.search(r"^ *#(?!en |nl )", pattern, flags=re.MULTILINE)


@each_kind
@each_language
def test_the_first_line_leads_an_editor_to_the_schema(tmp_path: Path, kind: str, language: Language) -> None:
    first = starter("my-case", kind, language, tmp_path).splitlines()[0]
    schema = first.removeprefix("# yaml-language-server: $schema=")
    assert (tmp_path / schema).resolve().name == "scenario.schema.json"
    assert (tmp_path / schema).resolve().is_file()


@each_kind
@pytest.mark.parametrize("plans", [WELL, BADLY], ids=["well", "badly"])
def test_it_can_be_played_well_and_badly(tmp_path: Path, kind: str, plans: dict[str, str]) -> None:
    plan, found = parse(plans[kind], "plan.txt")
    found += check(plan, load(new(tmp_path, kind)))
    assert [each.describe("en") for each in found] == []


class TestCommand:
    def run(self, *arguments: object) -> tuple[int, str, str]:
        result = CliRunner().invoke(app, ["new-roleplay", *map(str, arguments)])
        return result.exit_code, result.stdout, result.stderr

    @each_kind
    @each_language
    def test_it_writes_the_file_and_says_what_to_do_next(self, tmp_path: Path, kind: str, language: Language) -> None:
        status, out, _ = self.run("my-case", "--to", tmp_path / "new", "--kind", kind, "--language", language)
        file = tmp_path / "new" / "my-case.yaml"
        assert status == 0
        assert f"course play {file}" in out
        assert f"course lint --quick {file}" in out
        assert file.read_text(encoding="utf-8") == starter("my-case", kind, language, tmp_path / "new")

    def test_without_a_folder_it_writes_here(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        assert self.run("my-case")[0] == 0
        assert load(tmp_path / "my-case.yaml").id == "my-case"

    def test_what_is_there_stays(self, tmp_path: Path) -> None:
        (tmp_path / "my-case.yaml").write_text("mine", encoding="utf-8")
        status, _, err = self.run("my-case", "--to", tmp_path)
        assert (status, "is there already" in err) == (2, True)
        assert (tmp_path / "my-case.yaml").read_text(encoding="utf-8") == "mine"

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["My case"], "'My case' is not an id"),
            (["-x"], "No such option"),
            (["a--b"], "is not an id"),
            (["../up"], "is not an id"),
            (["x" * 65], "64 at most"),
            (["purchasing"], "has a role-play 'purchasing' already"),
            (["my-case", "--kind", "duet"], "Choose from: table, private"),
            (["my-case", "--language", "de"], "nl and en"),
        ],
    )
    def test_a_wrong_call_writes_nothing(self, tmp_path: Path, arguments: list[str], says: str) -> None:
        status, _, err = self.run(*arguments, "--to", tmp_path / "new")
        assert status == 2
        assert says in err
        assert not (tmp_path / "new").exists()

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("", encoding="utf-8")
        status, _, err = self.run("my-case", "--to", tmp_path / "file" / "new")
        assert status == 2
        assert err.startswith("Cannot write to ")
        assert err.count("\n") == 1
