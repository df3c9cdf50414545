"""What `course players` prints and draws."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course import cli
from course.locale import LANGUAGES, say
from course.roleplay.players import PLAYERS, table
from tests.roleplay.players.duet import duet, text


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The duet as a file of its own."""
    found = tmp_path / "duet.yaml"
    found.write_text(text(), encoding="utf-8")
    return found


def typed(*words: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli.app, ["players", *map(str, words)])
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_a_player_the_best_first(file: Path, language: str) -> None:
    status, out, _ = typed(file, "--games", 3, "--language", language)
    assert status == 0
    head, _, columns, *lines = out.splitlines()
    assert head == say("players.heading", language, title="Duet", games=3)
    assert columns.split()[:2] == [say("players.column_player", language), say("players.column_score", language)]
    assert len(lines) == len(PLAYERS)
    assert lines[0].startswith(say("players.expert", language))
    assert ("," in lines[0]) is (language == "nl")


def test_as_data_with_the_parts_of_this_role_play(file: Path) -> None:
    data = json.loads(typed(file, "--games", 2, "--variant", "closed", "--format", "json")[1])
    assert (data["scenario"], data["variant"], data["games"]) == ("duet", "closed", 2)
    assert {row["player"] for row in data["players"]} == set(PLAYERS)
    first = data["players"][0]
    assert set(first["parts"]) == {"information", "relation", "process"}
    assert sum(first["parts"].values()) == pytest.approx(first["score"], abs=0.05)
    scores = [row["score"] for row in data["players"]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("ending", table.PLOTS)
def test_a_drawing(file: Path, tmp_path: Path, ending: str) -> None:
    to = tmp_path / "new" / f"players{ending}"
    status, _, err = typed(file, "--games", 2, "--plot", to, "-l", "nl")
    assert (status, err) == (0, f"Getekend: {to}\n")
    begin = b"\x89PNG" if ending == ".png" else b"<?xml"
    assert to.read_bytes().startswith(begin)


WRONG = [
    (("--plot", "players.pdf"), ".png or .svg"),
    (("--format", "xml"), "'xml'"),
    (("--variant", "clsed"), "Did you mean 'closed'?"),
]


@pytest.mark.parametrize(("words", "says"), WRONG)
def test_what_is_typed_wrong_is_told_in_one_line(file: Path, words: tuple[str, ...], says: str) -> None:
    status, out, err = typed(file, *words, "-l", "en")
    assert (status, out) == (cli.FAILED, "")
    assert says in err
    assert len(err.splitlines()) == 1


def test_means_and_parts_belong_together() -> None:
    row = table.rows(duet(), 4)[0]
    assert row.mean == pytest.approx(sum(points for _, points in row.parts))
    assert len(row.scores) == 4
