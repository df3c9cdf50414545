"""Rules that play: what they find in spoilt role-plays, that they always find the same, and that ours are clean."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from course.findings import Finding
from course.locale import Text, both
from course.roleplay.checks import RULES as STATIC
from course.roleplay.checks import play, played
from course.roleplay.checks.played import games as shelf
from course.roleplay.checks.played import looks, order, paths
from course.roleplay.checks.played.base import DRAFT, trap
from course.roleplay.checks.played.games import Apart, Games, Sample, games
from course.roleplay.checks.played.worth import played_on
from course.roleplay.load import library, load, parse
from course.roleplay.players.table import rows
from course.roleplay.scenario import Scenario
from course.roleplay.score import score_sheet
from course.roleplay.wording import beside, number
from tests.roleplay.lab import purchasing
from tests.roleplay.players.duet import duet
from tests.roleplay.small import SMALL, code_of
from tests.roleplay.spoilings import purchasing as spoilings
from tests.roleplay.spoilings.row import PLAYED, Spoiling

ROWS = [row for row in spoilings.ROWS if row.code.startswith(PLAYED)]
RULE = {code_of(rule): rule for rule in played.RULES}


def found(row: Spoiling) -> list[Finding]:
    scenario, findings = parse(row.text().encode(), Path(f"{row.scenario}.yaml"))
    assert scenario is not None, [each.describe("en") for each in findings]
    return list(RULE[row.code](scenario))


@pytest.fixture(autouse=True)
def _forget_spoilt_games() -> Iterator[None]:
    yield
    while len(shelf._SHELF) > 4:
        shelf._SHELF.popitem()


@pytest.mark.parametrize("row", ROWS, ids=[row.what for row in ROWS])
def test_caught(row: Spoiling) -> None:
    findings = found(row)
    assert {each.code for each in findings} == {row.code}
    for each in findings:
        assert each.line >= 1
        assert each.text.en != each.text.nl
        assert "{" not in each.text.en + each.text.nl


def test_codes_follow_each_other_and_all_but_one_have_a_spoiling() -> None:
    assert list(RULE) == sorted(RULE) == [f"R3{n:02}" for n in range(1, 15)]
    assert not set(RULE) & {code_of(rule) for rule in STATIC}
    assert set(RULE) - {row.code for row in ROWS} == {"R302"}


def test_more_skill_and_fewer_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """R302, on invented scores: at 65% the score falls."""
    scores = {"skill:0": 10.0, "skill:0.35": 40.0, "average": 30.0, "careful": 60.0, "expert": 90.0}
    monkeypatch.setattr(Games, "apart", lambda _, better, worse, __: Apart(scores[better] - scores[worse], 16))
    (finding,) = order.rises_with_skill(duet())
    assert (finding.values["low"], finding.values["high"], finding.values["points"]) == (35, 65, Text("10", "10"))


def test_a_beginning_of_a_role_play_is_not_played() -> None:
    small = load(SMALL)
    assert len(small.scenes) < DRAFT
    assert play(small) == []


def test_findings_do_not_depend_on_which_rule_asks_first() -> None:
    def ask(rules: list[str]) -> dict[str, list[str]]:
        shelf._SHELF.clear()
        return {code: [each.describe("en") for each in RULE[code](duet("closed"))] for code in rules}

    forward, backward = ask(sorted(RULE)), ask(sorted(RULE, reverse=True))
    assert forward == backward
    assert any(forward.values())


def test_a_variant_says_that_it_is_one() -> None:
    findings = play(duet("closed"))
    assert findings
    assert all(each.text.en.startswith("In the variant 'closed': ") for each in findings)
    assert not any(each.text.en.startswith("In the variant") for each in play(duet()))


def test_games_are_played_once_for_all_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = games(duet("open")), games(duet("open"))
    assert first is second
    assert first is not games(duet())
    first.sample("careful", 12)
    monkeypatch.setattr("course.roleplay.checks.played.games.run", None)
    assert first.sample("careful", 12) == second.sample("careful", 12)


def test_a_comparison_goes_on_until_it_is_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def sample(self: Games, name: str, count: int, language: str = "en") -> Sample:
        asked.append(count)
        return Sample(tuple([50.0, 70.0] * (count // 2)) if name == "near" else (50.0,) * count)

    monkeypatch.setattr(Games, "sample", sample)
    assert Games(duet()).apart("near", "far", -50.0) == Apart(10.0, 16)
    assert max(asked) == 16, "far from the limit the first games are enough"
    assert Games(duet()).apart("near", "far", 10.0) == Apart(10.0, 96)
    assert max(asked) == 96, "on the limit all are played"


def test_the_points_apart_are_those_of_the_table_of_players(monkeypatch: pytest.MonkeyPatch) -> None:
    """R301 says over how many games; `course players` with as many shows the same means."""
    monkeypatch.setattr(order, "GAP", 99.0)
    monkeypatch.setattr(order, "_vices", lambda _: [])
    finding = list(order.in_order(duet()))[-1]
    means = {row.player: row.mean for row in rows(duet(), int(str(finding.values["games"])))}
    assert finding.values["points"] == beside(means["careful"] - means["average"], 99.0)[0]
    assert f"players --games {finding.values['games']} " in finding.text.en


def test_rounding_does_not_hide_that_points_are_too_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Games, "apart", lambda *_, **__: Apart(9.96, 96))
    assert all("lie 9.96 points; there should be 10 or more" in each.text.en for each in order.in_order(duet()))
    assert all("zit 9,96 punten verschil" in each.text.nl for each in order.in_order(duet()))
    monkeypatch.setattr(Games, "sample", lambda *_: Sample((89.7,)))
    monkeypatch.setattr(paths, "best_game", lambda *_: 89.7)
    (finding,) = paths.full_score(duet())
    assert "scores 89.7 points; 90 should be possible" in finding.text.en


def test_a_look_that_pays_is_told_with_its_looker_and_its_scenes(monkeypatch: pytest.MonkeyPatch) -> None:
    def apart(_: Games, better: str, *__: object, **___: object) -> Apart:
        return Apart(12.0 if better == "look:longest" else 0.0, 16)

    monkeypatch.setattr(Games, "apart", apart)
    case = duet()
    for finding in (found := list(looks.looking_does_not_pay(case))):
        named = [
            scene
            for scene in case.scenes
            if f"{scene} (line {case.lines.of(*case.scenes[scene].path).line})" in finding.text.en
        ]
        assert 1 <= len(named) <= 3, finding.text.en
        assert finding.text.en.startswith(
            "Who does the rest well, but in the scenes only looks and always takes the longest"
        )
    assert [finding.values["language"] for finding in found] == ["en", "nl"]


def test_scenes_in_which_a_look_loses_are_not_named() -> None:
    case = duet()
    first, second, *_ = case.scenes
    assert looks._most_in(case, {first: -0.5, second: 0.0}).en == ""
    assert looks._most_in(case, {first: -0.5, second: 0.5}).en.startswith(f" Most of all in: {second} (line ")


def test_a_mistake_says_on_what_most_is_lost() -> None:
    case = purchasing()
    visit = max(games(case).weighed["henk-floor"], key=lambda each: each.best)
    worst = min(visit.worth, key=lambda name: visit.worth[name])
    lost = paths._most_lost(visit, case.scenes["henk-floor"].moves[worst])
    best = max(visit.worth, key=lambda name: visit.worth[name])
    sheets = [score_sheet(played_on(visit.visit, name)) for name in (best, worst)]
    most = max(sheets[0].parts, key=lambda part: part.points - sheets[1].part(part.id).points)
    assert lost["part"] == both(f"players.column_part_{most.id}")
    assert lost["instead"] == number(most.points, 1)


TRAPS = [
    ("purchasing", "henk-floor", "write-it-down", "accept_lock"),
    ("purchasing", "henk-errand", "find-a-moment", "accept_errand"),
    ("purchasing", "samira-promise", "of-course", "feed_hope"),
    ("purchasing", "joris-director", "since-you-ask", "disclose"),
    ("purchasing", "henk-floor", "which-night", None),
    ("purchasing", "joris-opens", "weeks-and-you", None),
]


@pytest.mark.parametrize(("name", "scene", "move", "kind"), TRAPS)
def test_what_is_a_trap(name: str, scene: str, move: str, kind: str | None) -> None:
    case = load(library()[name])
    assert trap(case, case.scenes[scene].moves[move]) == kind


def test_chance_is_no_pattern() -> None:
    even = [({"a": 1.0, "b": -1.0}, "a"), ({"a": 1.0, "b": -1.0}, "b")] * 5
    assert looks._against_chance(even) == (0.0, 0.0)
    always = [({"a": 1.0, "b": -1.0}, "a")] * 10
    surprise, gain = looks._against_chance(always)
    assert surprise > looks.RARE
    assert gain == 1.0


def test_a_sentence_that_does_not_stand_out_is_not_picked() -> None:
    moves = list(purchasing().scenes["henk-floor"].moves.values())
    longest = looks._outstanding(len, "en")
    assert longest(moves) is max(moves, key=lambda move: len(move.say.en))
    assert longest([moves[0], moves[0]]) is None


def test_the_gravest_may_cost_the_game() -> None:
    case: Scenario = purchasing()
    assert paths._is_gravest(case, case.scenes["joris-director"].moves["since-you-ask"])
    assert not paths._is_gravest(case, case.scenes["joris-opens"].moves["kalkman-first"])
