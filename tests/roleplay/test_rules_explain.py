"""`course lint` says where a code is explained, and `--explain` explains it in the language that was asked for."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course.cli import app
from course.findings import meaning, page, pages
from tests.roleplay.small import TEXT


def course(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["lint", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A role-play with one thing to mend."""
    found = tmp_path / "small.yaml"
    found.write_text(TEXT.replace("id: small\n", "id: lunch\n"), encoding="utf-8")
    return str(found)


def test_after_the_findings_stands_how_to_read_on(file: str) -> None:
    status, out, err = course(file, "--language", "en")
    assert (status, out.count("\n")) == (1, 1)
    assert err == "1 to mend.\nWhat a code means, with an example: course lint --explain R126\n"


def test_a_file_that_is_well_says_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(TEXT, encoding="utf-8")
    assert course(str(tmp_path / "small.yaml"), "--language", "nl") == (0, "Niets te verbeteren.\n", "")


def test_programs_get_both_languages_and_the_page(file: str) -> None:
    status, out, err = course(file, "--format", "json", "--language", "nl")
    (row,) = json.loads(out)
    assert (status, err) == (1, "")
    assert set(row) == {"code", "file", "line", "column", "message", "messages", "page"}
    assert row["message"] == row["messages"]["nl"] != row["messages"]["en"]
    assert row["page"] == "course/rules/R126.md"
    assert (Path(__file__).parents[2] / row["page"]).is_file()


@pytest.mark.parametrize(
    ("language", "title", "label"),
    [
        ("en", "R126: id that is not the name of the file", "Mended:"),
        ("nl", "R126: id dat niet de naam van het bestand is", "Goed:"),
    ],
)
def test_a_page_in_one_language(language: str, title: str, label: str) -> None:
    status, out, _ = course("--explain", "r126 ", "--language", language)
    assert status == 0
    assert out.startswith(f"{title}\n\n{page('R126').body.of(language)}\n\n")
    assert f"{label}\n\n    format: 1\n    id: small\n" in out
    assert ("Exercises and answers" in out) is (language == "en")


def test_a_play_plan_has_pages_too(tmp_path: Path) -> None:
    plan = tmp_path / "plans" / "small" / "well.txt"
    plan.parent.mkdir(parents=True)
    plan.write_text("talk school-gate\nhum\n", encoding="utf-8")
    (row,) = json.loads(course(str(plan), "--format", "json")[1])
    assert (row["code"], row["line"], row["page"]) == ("P003", 2, "course/rules/P003.md")
    assert course(str(plan), "--language", "nl")[2].endswith("course lint --explain P003\n")
    status, out, _ = course("--explain", "P023", "--language", "nl")
    assert (status, out.startswith("P023: andere punten\n")) == (0, True)
    assert "Fout:\n\n    => substance 25\n" in out


@pytest.mark.parametrize("code", sorted(pages()))
def test_every_page_can_be_asked_for(code: str) -> None:
    for language in ("en", "nl"):
        assert course("--explain", code, "--language", language)[0] == 0


@pytest.mark.parametrize("code", sorted(pages()))
def test_an_example_does_not_show_of_which_file_our_tests_take_it(code: str) -> None:
    assert "# base:" not in course("--explain", code, "--language", "en")[1]


def test_a_code_without_a_page_says_what_its_findings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every code has a page now; one that is being written has none yet."""
    monkeypatch.setattr("course.findings.pages", dict)
    status, out, _ = course("--explain", "L043", "--language", "en")
    assert (status, out.startswith("L043: The numbers differ: only in English …; only in Dutch ….")) == (0, True)


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (
            "R1010",
            "No finding has the code 'R1010'. A code is a letter and three digits, as a finding shows it. Did you",
        ),
        ("there_is", "No finding has the code 'there_is'"),
        ("", "No finding has the code ''"),
        ("../R101", "No finding has the code '../R101'"),
        ("reachable", "No finding has the code 'reachable'"),
    ],
)
def test_a_code_that_is_none(wish: str, says: str) -> None:
    status, out, err = course("--explain", wish, "--language", "en")
    assert (status, out) == (2, "")
    assert err.startswith(says)
    assert err.count("\n") == 1


def test_what_a_code_means() -> None:
    found = meaning("R126")
    assert found is not None
    assert found.en == "The id is '…', but the file is called …. Call the file ….yaml, or change the id."
    assert meaning("did_you_mean") is None
