"""Every change says before, after, rule, seed point and source."""

import re
from collections.abc import Iterator

import pytest

from course.locale import area, both
from course.negotiation.changes import Change, Rule
from course.negotiation.state import State
from course.roleplay.load import library, load
from course.roleplay.play import Play, decide, start
from course.roleplay.players import player
from course.roleplay.players.runs import run
from tests.negotiation.steps import magnitudes

POINT = re.compile(r"[CO][1-9]\d?")
LAW = re.compile(r"\b(WOR|BW|Gemeentewet|art\.|article|Act)(?!\w)")
PLAYERS = ("random", "average", "expert", "egged-on", "hard-liner", "blabber", "pleaser", "silent")
SCENARIO = load(library()["purchasing"])


def explained(state: State) -> dict[tuple[str, str], object]:
    """Everything of a state whose changes must be explained, by what it is and of whom."""
    found: dict[tuple[str, str], object] = {
        (name, f): value for f, of in state.factions.items() for name, value in magnitudes(of).items()
    }
    found |= {("demand", d): status for d, status in state.demands.items()}
    found |= {("told", fact): True for fact in state.told}
    found |= {("heard", fact): True for fact in state.heard}
    found |= {("relation", ""): state.relation, ("escalation", ""): state.escalation, ("offer", ""): state.offer}
    found |= {("pressure", ""): state.pressure, ("openness", ""): state.openness, ("tied", ""): state.tied}
    found |= {("vote", body): len(state.votes) for body in (state.votes[-1].support if state.votes else ())}
    if state.mandate is not None:
        found["mandate", ""] = True
    return found


def games() -> Iterator[tuple[str, Play]]:
    """Some games of every kind of player, played once more step by step."""
    for name in PLAYERS:
        for seed in range(6):
            yield f"{name} {seed}", run(SCENARIO, player(name), seed)


@pytest.fixture(scope="module")
def steps() -> list[tuple[str, State, State, tuple[Change, ...]]]:
    """Every decision of those games: which, the state before and after, the changes."""
    found = []
    for name, game in games():
        play = start(SCENARIO)
        for n, entry in enumerate(game.log):
            after = decide(play, entry.decision)
            found.append((f"{name}, decision {n}: {entry.decision}", play.state, after.state, after.log[-1].changes))
            play = after
    return found


def test_every_difference_between_two_states_is_a_change(
    steps: list[tuple[str, State, State, tuple[Change, ...]]],
) -> None:
    for where, before, after, changes in steps:
        old, new = explained(before), explained(after)
        named = {(c.what, c.subject) for c in changes}
        different = {key for key in {*old, *new} if old.get(key) != new.get(key)}
        assert different <= named, where
        if before.deal != after.deal:
            assert named & {("deal", ""), ("reopened", "")}, where
        if after.refusals != before.refusals:
            assert ("mandate", "") in named, where


def test_changes_lead_from_the_value_before_to_the_value_after(
    steps: list[tuple[str, State, State, tuple[Change, ...]]],
) -> None:
    for where, before, after, changes in steps:
        first: dict[tuple[str, str], Change] = {}
        last: dict[tuple[str, str], Change] = {}
        for change in changes:
            key = (change.what, change.subject)
            assert change.before != change.after, where
            if key in last and change.what not in ("mandate", "vote", "answer"):
                assert last[key].after == change.before, where
            first.setdefault(key, change)
            last[key] = change
        old, new = explained(before), explained(after)
        for key in set(first) & set(old) - {("mandate", "")}:
            if key[0] != "vote":
                assert first[key].before == old[key], where
        for key in set(last) & set(new) - {("mandate", "")}:
            if key[0] != "vote":
                assert last[key].after == new[key], where


def test_the_games_meet_most_rules(steps: list[tuple[str, State, State, tuple[Change, ...]]]) -> None:
    """So that the two tests above look at something."""
    met = {change.rule for _, _, _, changes in steps for change in changes}
    assert len(met) >= 40, sorted(rule.name for rule in set(Rule) - met)


@pytest.mark.parametrize("rule", Rule, ids=lambda rule: rule.name)
def test_every_rule_has_a_seed_point_a_source_and_a_text(rule: Rule) -> None:
    assert POINT.fullmatch(rule.point)
    assert rule.source.strip("* ")
    text = both(f"rules.{rule.name.lower()}")
    assert text.en
    assert text.nl
    assert text.en != text.nl


@pytest.mark.parametrize("rule", Rule, ids=lambda rule: rule.name)
def test_no_rule_rests_on_a_law_that_holds_for_one_kind_of_organisation(rule: Rule) -> None:
    """A rule is the same in a works council, a town and a union; which law imposes a duty is said by the role-play."""
    assert not LAW.search(rule.source)


def test_no_text_without_a_rule_and_no_change_without_a_name(
    steps: list[tuple[str, State, State, tuple[Change, ...]]],
) -> None:
    assert set(area("rules")) == {rule.name.lower() for rule in Rule}
    assert {change.what for _, _, _, changes in steps for change in changes} <= set(area("changes"))
