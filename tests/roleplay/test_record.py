"""Runs from a journal: round trips, and bad data of every kind becomes a problem in words, never an exception."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.locale import Text
from course.negotiation.acts import Act, ActKind
from course.negotiation.setup import Faction
from course.roleplay.decision import read_decision
from course.roleplay.players import journal_values, player
from course.roleplay.record import MAX_DECISIONS, Run, read_run, start_value, state_hash
from course.roleplay.scenario import Said, Scenario, Scene
from tests.roleplay.lab import purchasing

CASE = purchasing()
VALUES = journal_values(CASE, player("expert"))
CARELESS = journal_values(CASE, player("random"), 4)


def library(name: str, variant: str | None, hashes: Mapping[str, object]) -> Scenario | None:
    """Only purchasing."""
    return CASE if name == CASE.id and variant is None else None


def only(scenario: Scenario) -> Callable[[str, str | None, Mapping[str, object]], Scenario]:
    """A library in which purchasing reads otherwise."""
    return lambda *_: scenario


def assert_refused(run: Run, code: str, *words: str) -> None:
    """Refused for this reason, in a sentence of each language that holds these words."""
    assert run.code == code, run.problem
    assert run.problem is not None
    assert not run.finished
    for sentence in (run.problem.en, run.problem.nl):
        assert sentence
        assert "{" not in sentence.replace("{…", "")
        assert len(sentence) < 800
        assert all(word in sentence for word in words), sentence


# ---------------------------------------------------------------------- round trips


@pytest.mark.parametrize("values", [VALUES, CARELESS], ids=["expert", "random"])
def test_a_run_comes_back_from_json_as_it_was_played(values: list[dict[str, object]]) -> None:
    run = read_run(json.loads(json.dumps(values)), library)
    assert run.problem is None
    assert run.finished
    assert run.play is not None
    assert state_hash(run.play) == values[-1]["state"]
    assert [entry.decision for entry in run.play.log] == [read_decision(value) for value in values[1:]]


def test_every_beginning_of_a_run_is_a_run_that_is_not_finished() -> None:
    for length in range(1, len(VALUES)):
        run = read_run(VALUES[:length], library)
        assert run.problem is None
        assert run.decisions == length - 1
        assert not run.finished


# ---------------------------------------------------------------------- bad data


def spoiled(**changes: object) -> list[object]:
    """The expert's run with another first value."""
    return [{**VALUES[0], **changes}, *VALUES[1:]]


def with_value(number: int, value: object) -> list[object]:
    """The expert's run with another decision."""
    return [*VALUES[:number], value, *VALUES[number + 1 :]]


LAST = len(VALUES) - 1

BAD: list[tuple[str, list[object], str]] = [
    ("empty", [], "empty"),
    ("no start", list(VALUES[1:]), "no_start"),
    ("null", [None], "no_start"),
    ("numbers", [1, 2, 3], "no_start"),
    ("lists", [[[]]], "no_start"),
    ("the start is a word", ["start"], "no_start"),
    ("start without scenario", spoiled(scenario=None), "no_start"),
    ("scenario is a list", spoiled(scenario=["purchasing"]), "no_start"),
    ("scenario is endless", spoiled(scenario="x" * 10**6), "no_start"),
    ("variant is a number", spoiled(variant=3), "no_start"),
    ("hashes are a list", spoiled(hashes=["0123"]), "no_start"),
    ("no hashes", spoiled(hashes=None), "no_start"),
    ("unknown scenario", spoiled(scenario="chess"), "unknown_scenario"),
    ("unknown variant", spoiled(variant="night"), "unknown_scenario"),
    ("hashes empty", spoiled(hashes={}), "numbers_changed"),
    ("hashes of another type", spoiled(hashes=dict.fromkeys(start_value(CASE)["hashes"], 5)), "numbers_changed"),  # type: ignore[call-overload]
    ("a section too many", spoiled(hashes={**VALUES[0]["hashes"], "x" * 10**5: "1"}), "numbers_changed"),  # type: ignore[dict-item]
    ("sections that are no words", spoiled(hashes={5: 1, None: 2}), "numbers_changed"),
    ("too long", [VALUES[0], *[VALUES[1]] * (10**5)], "too_long"),
    ("one too many", [VALUES[0], *[VALUES[1]] * MAX_DECISIONS], "too_long"),
    ("a decision that is none", with_value(4, None), "impossible"),
    ("a decision of another kind", with_value(4, {"kind": "cheat"}), "impossible"),
    ("a decision with a list for a name", with_value(4, {"kind": "talk", "scene": ["henk-floor"]}), "impossible"),
    ("a decision that is not open", with_value(4, {"kind": "accept", "package": {}}), "impossible"),
    ("not a number", with_value(4, {"kind": "mandate", "allowed": {}, "floor": math.nan}), "impossible"),
    ("a start in the middle", with_value(4, VALUES[0]), "impossible"),
    ("a lost decision", [*VALUES[:5], *VALUES[6:]], "impossible"),
    ("a decision twice", [*VALUES[:5], VALUES[4], *VALUES[5:]], "impossible"),
    ("more after the end", [*VALUES, {"kind": "hold", "state": "0"}], "impossible"),
    ("another last hash", with_value(LAST, {**VALUES[LAST], "state": "0123456789ab"}), "came_out_otherwise"),
    ("no last hash", with_value(LAST, {k: v for k, v in VALUES[LAST].items() if k != "state"}), "came_out_otherwise"),
    ("a hash of another type", with_value(LAST, {**VALUES[LAST], "state": ["x"] * 10**5}), "came_out_otherwise"),
]


@pytest.mark.parametrize(("what", "values", "code"), BAD, ids=[what for what, _, _ in BAD])
def test_bad_data_is_a_problem_in_words(what: str, values: list[object], code: str) -> None:
    assert_refused(read_run(values, library), code)


def test_the_sentence_says_which_decision_was_not_possible_and_why() -> None:
    run = read_run(with_value(4, {"kind": "hold"}), library)
    assert_refused(run, "impossible", "4")
    assert run.play is not None, "as far as the run could be followed"
    assert len(run.play.log) == 3


def test_a_move_that_was_exchanged_is_seen_at_the_end() -> None:
    other = {**VALUES[2], "move": "come-back"}
    run = read_run([*VALUES[:2], other], library)
    assert_refused(run, "came_out_otherwise", "2")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=12), inner, max_size=5),
    max_leaves=15,
)
LINES = st.lists(JSON | st.sampled_from(VALUES), max_size=8)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, st.booleans(), st.data())
def test_any_json_gives_a_run(lines: list[object], begun: bool, data: st.DataObject) -> None:  # noqa: FBT001 - drawn
    values: list[object] = lines
    if begun:
        cut = data.draw(st.integers(1, len(VALUES)))
        values = [*VALUES[:cut], *lines]
    run = read_run(values, library)
    assert isinstance(run, Run)
    assert (run.problem is None) is (run.code == "")
    if run.problem is not None:
        assert run.problem.en
        assert run.problem.nl


# ---------------------------------------------------------------------- the role-play has changed since


def changed_scene(name: str, change: Callable[[Scene], Scene]) -> Scenario:
    """Purchasing with one scene changed."""
    return replace(CASE, scenes={**CASE.scenes, name: change(CASE.scenes[name])})


def first_scene() -> str:
    """The first scene on the expert's path."""
    return str(VALUES[1]["scene"])


def off_the_path() -> str:
    """A scene that the expert never came to."""
    seen = {value.get("scene") for value in VALUES}
    return next(name for name in CASE.scenes if name not in seen)


def other_words(scene: Scene) -> Scene:
    """All texts of a scene replaced."""
    word = Text("other", "anders")
    moves = {i: replace(m, say=word, reply=Said(word)) for i, m in scene.moves.items()}
    return replace(scene, situation=Said(word), label=word, moves=moves)


def test_other_texts_are_accepted() -> None:
    word = Text("other", "anders")
    scenes = {i: other_words(s) for i, s in CASE.scenes.items()}
    facts = {i: replace(f, text=word) for i, f in CASE.own.facts.items()}
    reworded = replace(CASE, title=word, briefing=word, scenes=scenes, own=replace(CASE.own, facts=facts))
    assert read_run(VALUES, only(reworded)).finished


def test_another_order_of_moves_is_accepted() -> None:
    def reversed_(scene: Scene) -> Scene:
        return replace(scene, moves=dict(reversed(list(scene.moves.items()))))

    turned = replace(CASE, scenes={i: reversed_(s) for i, s in CASE.scenes.items()})
    assert read_run(VALUES, only(turned)).finished


def harsher(scene: Scene) -> Scene:
    """Every sentence of a scene feeds the image."""
    act = Act(ActKind.FEED_IMAGE, factions=("finance",))
    return replace(scene, moves={i: replace(m, acts=(act,)) for i, m in scene.moves.items()})


def test_a_scene_changed_off_the_path_is_accepted() -> None:
    assert read_run(VALUES, only(changed_scene(off_the_path(), harsher))).finished


def test_a_new_scene_off_the_path_is_accepted() -> None:
    extra = replace(CASE.scenes[off_the_path()], id="brand-new")
    assert read_run(VALUES, only(replace(CASE, scenes={**CASE.scenes, "brand-new": extra}))).finished


def test_a_scene_changed_on_the_path_is_refused_naming_decision_and_scene() -> None:
    run = read_run(VALUES, only(changed_scene(first_scene(), harsher)))
    assert_refused(run, "came_out_otherwise", "2", f"scenes/{first_scene()}")


def test_a_move_renamed_is_refused_naming_decision_and_scene() -> None:
    def renamed(scene: Scene) -> Scene:
        moves = {f"new-{i}": replace(m, id=f"new-{i}") for i, m in scene.moves.items()}
        return replace(scene, moves=moves)

    run = read_run(VALUES, only(changed_scene(first_scene(), renamed)))
    assert_refused(run, "impossible", "2", f"scenes/{first_scene()}")


def test_a_tampered_hash_on_the_way_counts_when_the_role_play_has_changed() -> None:
    values = with_value(7, {**VALUES[7], "state": "0123456789ab"})
    run = read_run(values, only(changed_scene(off_the_path(), harsher)))
    assert_refused(run, "came_out_otherwise", "7")


def other_share(of: Faction) -> Faction:
    """A faction with another trust at the start."""
    return replace(of, start=replace(of.start, trust=0.9))


@pytest.mark.parametrize(
    ("section", "change"),
    [
        ("issues", {"issues": tuple(reversed(CASE.setup.issues))}),
        ("own", {"own": replace(CASE.setup.own, factions=tuple(map(other_share, CASE.setup.own.factions)))}),
        ("other", {"other": replace(CASE.setup.other, reservation=40.0)}),
        ("agenda", {"clock": replace(CASE.setup.clock, home=5)}),
        ("score", {"score": {**CASE.setup.score, "process": 16}}),
        ("rules", {"rules": {"pressure_points": 5.0}}),
    ],
)
def test_other_numbers_are_refused_naming_the_section(section: str, change: Mapping[str, object]) -> None:
    setup = replace(CASE.setup, **change)  # type: ignore[arg-type]  # fields of a setup
    run = read_run(VALUES, only(replace(CASE, setup=setup)))
    assert_refused(run, "numbers_changed", section)
    assert run.play is None
