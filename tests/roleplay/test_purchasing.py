"""The purchasing scenario as a game: everything in it can be reached, said and earned."""

from functools import cache

import pytest

from course.negotiation.acts import ActKind
from course.negotiation.changes import Rule
from course.roleplay.plans import follow, parse
from course.roleplay.play import Play
from course.roleplay.players import player, run
from course.roleplay.players.runs import MAX_DECISIONS
from course.roleplay.scenario import Place
from course.roleplay.score import total
from tests.roleplay.lab import ALL, purchasing
from tests.roleplay.random_games import LONGEST, steps

CASE = purchasing()


@cache
def random_games() -> tuple[Play, ...]:
    """Two hundred random games, ended."""
    return tuple(steps(CASE, seed)[-1] for seed in range(200))


@cache
def skilled_games() -> tuple[Play, ...]:
    """Games of players of all kinds, who get further than chance does."""
    names = ("expert", "careful", "average", "egged-on", "pleaser", "blabber", "hard-liner")
    return tuple(run(CASE, player(name), seed) for name in names for seed in range(20))


def test_every_random_game_ends_in_time() -> None:
    assert all(play.ended for play in random_games())
    assert max(len(play.log) for play in random_games()) < LONGEST < MAX_DECISIONS


def test_every_scene_and_every_move_is_met() -> None:
    said = {pair for play in (*random_games(), *skilled_games()) for pair in play.played.items()}
    missing = {(scene.id, move.id) for scene, move in CASE.moves()} - said
    scenes = set(CASE.scenes) - {scene for scene, _ in said}
    assert not scenes
    assert len(missing) <= 0.05 * sum(1 for _ in CASE.moves()), sorted(missing)


def test_every_kind_of_ending_is_met() -> None:
    ends = set()
    for play in (*random_games(), *skilled_games()):
        ratified = [vote.ratified for vote in play.state.votes]
        ends.add((tuple(ratified), "they_left" in play.state.marks, play.state.deal is not None))
    assert ((True,), False, True) in ends, "ratified at once"
    assert ((False, False), False, True) in ends, "rejected twice"
    assert ((), False, False) in ends, "walked away"
    assert ((), True, False) in ends, "they left"
    assert ((False,), False, False) in ends, "rejected, then walked away"


def test_random_talk_earns_little() -> None:
    scores = [total(play) for play in random_games()]
    assert sum(scores) / len(scores) < 20
    assert sorted(scores)[int(0.95 * len(scores))] < 35


@pytest.mark.parametrize(
    "kind", [ActKind.LISTEN, ActKind.SHOW, ActKind.CONVERT, ActKind.ACCEPT_LOCK, ActKind.FEED_HOPE]
)
def test_home_offers_every_kind_of_answer(kind: ActKind) -> None:
    home = [move for scene, move in CASE.moves() if scene.place is Place.HOME]
    assert any(act.kind is kind for move in home for act in move.acts)


def test_each_faction_can_be_heard_informed_and_shown_the_facts() -> None:
    for faction in CASE.game.factions:
        for kind in (ActKind.LISTEN, ActKind.INFORM, ActKind.SHOW, ActKind.REPORT):
            found = [
                (scene.id, move.id)
                for scene, move in CASE.moves()
                for act in move.acts
                if act.kind is kind and faction in act.factions
            ]
            assert found, (faction, kind)


def test_every_demand_can_be_taken_along_and_left_out() -> None:
    for demand in CASE.game.demands:
        kinds = {act.kind for _, move in CASE.moves() for act in move.acts if demand in act.demands}
        assert kinds & {ActKind.CONVERT, ActKind.REFUSE}
        assert kinds & {ActKind.ACCEPT_LOCK, ActKind.ACCEPT_ERRAND}


def test_every_process_check_can_be_met() -> None:
    assert total(run(CASE, player("expert"))) > 85


# ---------------------------------------------------------------------- at the coffee machine

PLANS = CASE.source.parent / "plans" / "purchasing"


def planned(name: str, *, until: str | None = None, **other_words: str) -> Play:
    """A play plan, as far as a line, with some sentences replaced: ``on_the_sheet="it-may-happen"``."""
    text = (PLANS / f"{name}.txt").read_text(encoding="utf-8")
    if until is not None:
        assert until in text
        text = text.partition(until)[0]
    for said, instead in other_words.items():
        old = f"say {said.replace('_', '-')}\n"
        assert old in text
        text = text.replace(old, f"say {instead}\n")
    plan, found = parse(text, name)
    assert found == []
    return follow(plan, CASE)


def after_the_coffee(**other_words: str) -> Play:
    """As far as the end of the talk in which everything was told."""
    return planned("coffee-spilled", until="propose 92 4 90", **other_words)


def test_a_good_game_needs_no_talk_in_private() -> None:
    without, with_one = planned("well"), planned("coffee-well")
    assert (without.state.private_talks, with_one.state.private_talks) == (0, 1)
    assert without.state.deal == with_one.state.deal
    for play in (without, with_one):
        assert play.state.votes[-1].ratified
        assert total(play) > 95


def test_the_machine_hears_what_the_table_does_not() -> None:
    """He says nothing of the bench at the table; told a constraint in private, he answers with one."""
    play = planned("coffee-well")
    asked = [e for e in play.log if e.decision.move in ("how-is-it-given", "two-hooks", "this-one-i-tell")]
    answered = [any(event.kind == "answer" for event in entry.events) for entry in asked]
    assert answered == [False, True, True]
    in_private = {line.fact for line in play.state.gained if line.channel == "off-the-record"}
    assert in_private == {"test-bench", "other-buyer"}


def test_limit_and_way_out_in_passing_cost_room_trust_and_the_vote() -> None:
    play = planned("coffee-spilled")
    assert play.state.leaked
    assert not play.state.votes[0].ratified
    assert "joris-a-hundred" in play.played, "what was said at the machine stands on the sheet"
    assert "joris-director" not in play.played, "nobody asks for what he has been told"
    assert total(play) < 35


@pytest.mark.parametrize("words", ["nice-boat", "about-a-mast", "my-turn"])
def test_the_way_out_alone_does_not_get_out(words: str) -> None:
    assert after_the_coffee().state.leaked
    assert not after_the_coffee(a_hundred_too=words).state.leaked


def trust_lost(play: Play) -> dict[str, float]:
    """What the leak cost, by faction."""
    lost = [c for c in play.log[-1].changes if c.rule is Rule.LEAKED and c.what == "trust"]
    return {c.subject: float(str(c.before)) - float(str(c.after)) for c in lost}


@pytest.mark.parametrize("words", ["it-may-happen", "three-fingers"])
def test_told_beforehand_the_leak_hurts_half(words: str) -> None:
    silent, known = trust_lost(after_the_coffee()), trust_lost(after_the_coffee(on_the_sheet=words))
    assert silent == pytest.approx(dict.fromkeys(ALL, 0.30))
    assert known == pytest.approx(dict.fromkeys(ALL, 0.15))


def test_every_scene_at_the_machine_can_be_left_without_telling_anything() -> None:
    """Nobody has to talk (O24): in each of them a sentence gives nothing away and presses nobody."""
    loud = {ActKind.DISCLOSE, ActKind.PRESSURE}
    for scene in CASE.scenes.values():
        if scene.place is Place.PRIVATE:
            assert any(not loud & {a.kind for a in m.acts} and m.when is None for m in scene.moves.values()), scene.id
