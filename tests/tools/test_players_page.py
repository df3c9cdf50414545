"""The page of simulated players knows every role-play, every variant and every player."""

from course.roleplay.load import library, load
from course.roleplay.players.cast import PLAYERS
from tools.players_page import PAGE


def test_every_role_play_and_every_variant_has_a_table() -> None:
    headings = {line[3:] for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("## ")}
    cases = {name: load(file) for name, file in library().items()}
    wanted = {f"{name}, {variant}" for name, case in cases.items() for variant in case.variants} | set(cases)
    assert headings - {"Scores of 100"} == wanted, "run: python -m tools.players_page"


def test_every_player_is_in_the_table_of_all() -> None:
    first = PAGE.read_text(encoding="utf-8").split("## ")[1].splitlines()
    assert len([line for line in first if line.startswith("| ")]) == 2 + len(PLAYERS)
