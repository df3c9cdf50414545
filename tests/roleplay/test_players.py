"""Simulated players: they play every role-play of the course to its end, and what the course teaches is what pays."""

from functools import cache
from itertools import pairwise
from statistics import mean

import pytest

from course.locale import LANGUAGES
from course.roleplay.load import library, load
from course.roleplay.players import EXPLOITS, PLAYERS, VICES, Player, journal_values, player, run
from course.roleplay.players.looks import LOOKS, POLITE, by_looks, politeness
from course.roleplay.players.runs import EndlessGameError
from course.roleplay.record import state_hash
from course.roleplay.scenario import Scenario
from course.roleplay.score import total
from tests.roleplay.lab import purchasing
from tests.roleplay.players.duet import duet
from tests.roleplay.small import read_text

SEEDS = 40


@cache
def score(name: str) -> float:
    """The mean score of a player over many games."""
    return mean(total(run(purchasing(), player(name), seed)) for seed in range(SEEDS))


@pytest.mark.parametrize(("better", "worse"), [("expert", "careful"), ("careful", "average")])
def test_skill_pays_ten_points_a_step(better: str, worse: str) -> None:
    assert score(better) >= score(worse) + 10


EVERYBODY: dict[str, Player] = {**PLAYERS, **EXPLOITS}


@cache
def cases() -> dict[str, Scenario]:
    """Every role-play of the course, the duet, and each of their variants."""
    found = {"duet": duet(), **{f"duet/{name}": duet(name) for name in duet().variants}}
    for name, file in library().items():
        found[name] = load(file)
        found |= {f"{name}/{variant}": load(file, variant) for variant in found[name].variants}
    return found


@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_everybody_plays_every_role_play_to_its_end(name: str) -> None:
    for case in cases().values():
        play = run(case, EVERYBODY[name], 3)
        assert play.ended
        assert 0 <= total(play) <= 100


def test_a_talk_in_private_from_the_table_is_played_too() -> None:
    from tests.roleplay.small import TEXT  # noqa: PLC0415 - for this row only

    text = TEXT.replace("  - table: 3\n", "  - table: 3\n  - private: 3\n")
    case, findings = read_text(text)
    assert case is not None, findings
    plays = [run(case, player("random"), seed) for seed in range(30)]
    assert all(play.ended for play in plays)
    assert any(play.state.private_talks for play in plays)


def test_a_player_that_comes_to_no_end_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course.roleplay.players.runs.MAX_DECISIONS", 5)
    with pytest.raises(EndlessGameError):
        run(purchasing(), player("expert"))


@pytest.mark.parametrize("name", ["egged-on", "hard-liner", "silent", "random"])
def test_vices_stand_ten_points_or_more_below_the_average(name: str) -> None:
    assert score(name) <= score("average") - 10


@pytest.mark.parametrize("name", sorted(LOOKS))
def test_how_a_sentence_looks_says_nothing(name: str) -> None:
    assert score(name) <= score("random") + 10


@pytest.mark.parametrize("name", ["blabber", "pleaser"])
def test_telling_all_and_pleasing_all_do_not_pay(name: str) -> None:
    assert score(name) < score("average")


def test_the_expert_is_above_85_and_the_two_traps_below_40() -> None:
    assert score("expert") > 85
    assert score("egged-on") < 40
    assert score("hard-liner") < 40


def test_the_score_rises_with_skill() -> None:
    scores = [score(f"skill:{p}") for p in (0, 0.25, 0.5, 0.75, 1)]
    assert all(low < high for low, high in pairwise(scores)), scores


@pytest.mark.parametrize("name", sorted(PLAYERS))
def test_a_player_plays_the_same_game_for_the_same_seed(name: str) -> None:
    one, two = (run(purchasing(), player(name), 7) for _ in range(2))
    assert state_hash(one) == state_hash(two)


def test_different_seeds_give_different_games() -> None:
    assert len({state_hash(run(purchasing(), player("average"), seed)) for seed in range(10)}) > 5


def test_a_game_can_be_kept_as_a_journal() -> None:
    values = journal_values(purchasing(), player("careful"), 3)
    assert values[0]["kind"] == "start"
    assert values[-1]["state"] == state_hash(run(purchasing(), player("careful"), 3))


def test_an_unknown_player_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        player("oracle")


def test_those_with_a_vice_and_those_who_look_are_in_the_cast() -> None:
    assert set(VICES) == {"egged-on", "hard-liner", "blabber", "pleaser", "silent", "random"}
    assert set(PLAYERS) == {"expert", "careful", "average", *VICES, *LOOKS}


def test_looking_depends_on_the_language_and_nothing_else() -> None:
    longest = by_looks("longest")
    english, dutch = ([e.decision for e in run(purchasing(), longest, 1, language=spoken).log] for spoken in LANGUAGES)
    assert english != dutch


POLITENESS = [
    ("en", "Thank you, of course we can.", 2),
    ("en", "No.", 0),
    ("nl", "Dank je, natuurlijk kan dat, graag zelfs.", 3),
    ("nl", "Nee.", 0),
]


@pytest.mark.parametrize(("language", "text", "words"), POLITENESS)
def test_polite_words_are_counted_in_both_languages(language: str, text: str, words: int) -> None:
    assert politeness(text, "nl" if language == "nl" else "en") == words
    assert set(POLITE) == set(LANGUAGES)
