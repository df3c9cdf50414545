"""A game to watch in a cell: all of it or a part, in both languages; nothing is kept."""

import re
from pathlib import Path
from typing import Any

import pytest

from course.locale import LANGUAGES
from course.roleplay.load import library, load
from course.roleplay.plans import plans_of
from course.roleplay.plans.annotations import notes_file
from course.widgets import session, watch
from course.widgets.session import Session
from tests.widgets.notebooks import Shown

GAMES = [(name, plan.stem) for name, file in library().items() for plan in plans_of(load(file))]
ANNOTATED = [
    (name, plan.stem) for name, file in library().items() for plan in plans_of(load(file)) if notes_file(plan).is_file()
]


def watched(shown: Shown, *what: str, **part: str) -> dict[str, Any]:
    watch(*what, **part)
    game: dict[str, Any] = shown.widgets[-1].game
    return game


@pytest.mark.parametrize(("scenario", "plan"), GAMES)
def test_every_play_plan_can_be_watched(begun: Session, shown: Shown, scenario: str, plan: str) -> None:
    game = watched(shown, scenario, plan)
    assert len(game["frames"]) > 5
    assert game["end"]["story"]
    for frame in game["frames"]:
        assert frame["heading"]
        assert frame["outcome"], frame["number"]
        assert sum(each["chosen"] for each in frame["alternatives"]) == bool(frame["alternatives"])


@pytest.mark.parametrize(("scenario", "plan"), ANNOTATED)
def test_the_annotated_games_have_their_stops_in_both_languages(
    folder: Path, shown: Shown, scenario: str, plan: str
) -> None:
    whys = {}
    briefing = load(library()[scenario]).briefing
    for language in LANGUAGES:
        session.begin("try", language)
        game = watched(shown, scenario, plan)
        whys[language] = [f["behind"]["why"] for f in game["frames"] if f["behind"]]
        assert game["player"] in re.findall(r"\w+", briefing.of(language))
        assert shown.widgets[-1].texts["you"] == game["player"]
    assert 4 <= len(whys["en"]) == len(whys["nl"]) <= 16
    assert not set(whys["en"]) & set(whys["nl"])


def test_every_annotated_game_stands_on_the_page_of_games() -> None:
    page = (Path(__file__).parents[2] / "lessons" / "games.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r'^watch\("(.+?)", "(.+?)"\)$', page, re.MULTILINE)) == sorted(ANNOTATED)
    for words in (f"Here are {len(ANNOTATED)} whole ones", f"Hier staan er {len(ANNOTATED)} in hun geheel"):
        assert words in page


def test_a_part_stops_where_it_should(begun: Session, shown: Shown) -> None:
    home = watched(shown, "purchasing", "well", until="mandate")
    assert [frame["place"] for frame in home["frames"]][-1] == "mandate"
    assert (home["skipped"], home["end"]) == (0, None)
    rest = watched(shown, "purchasing", "well", start="table")
    assert rest["skipped"] == len(home["frames"])
    assert rest["frames"][0]["place"] == "table"
    assert rest["end"] is not None


def test_a_part_may_begin_and_end_with_a_decision(begun: Session, shown: Shown) -> None:
    game = watched(shown, "purchasing", "well", start="talk mirjam-budget", until="say some-of-both")
    assert len(game["frames"]) == 3
    assert {p["speaker"]["id"] for f in game["frames"] for p in f["situation"]} == {"mirjam"}


def test_the_private_part_of_a_table_is_a_part(begun: Session, shown: Shown) -> None:
    game = watched(shown, "purchasing", "coffee-well", start="private", until="private")
    assert {frame["place"] for frame in game["frames"]} == {"private"}


@pytest.mark.parametrize(
    ("call", "part", "says"),
    [
        (("purchasing", "good"), {}, "badly, coffee-spilled, coffee-well, sheet-badly, sheet-well, well"),
        (("purchasing",), {}, "There are: badly"),
        (("purchasing", "wel"), {}, "Did you mean 'well'?"),
        (("purchase", "well"), {}, "purchasing"),
        (("purchasing", "well"), {"until": "recessed"}, "home, mandate, table, report, vote"),
        (("purchasing", "well"), {"start": "say nothing"}, "A decision is written as in the play plan"),
    ],
)
def test_what_is_not_there_is_said(
    begun: Session, shown: Shown, call: tuple[str, ...], part: dict[str, str], says: str
) -> None:
    watch(*call, **part)
    assert shown.widgets == []
    assert says in shown.texts[-1]


def test_without_a_kernel_the_game_is_text(begun: Session, shown: Shown) -> None:
    watch("coffee-afterwards", "spilled")
    (output, _) = shown.outputs[-1]
    widget = shown.widgets[-1]
    for frame in widget.game["frames"]:
        for passage in frame["outcome"]:
            assert passage["text"] in output["text/plain"]
    assert "ab-still" in output["text/html"]
    assert output["text/plain"].startswith(repr(widget))
    assert "Ruben: You have my word on it." in output["text/plain"]


def test_nothing_is_kept(begun: Session, shown: Shown, folder: Path) -> None:
    watch("purchasing", "badly")
    assert not (folder / "answers.jsonl").exists()


def test_the_story_of_the_end_is_told_once(begun: Session, shown: Shown) -> None:
    game = watched(shown, "purchasing", "well")
    assert all(passage["text"] != game["end"]["story"] for f in game["frames"] for passage in f["outcome"])
