"""The invariants of theory 3.7, on random cases (11 belongs to the private channel)."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from course.negotiation import constituency, counterpart, rounds, score
from course.negotiation.acts import ActKind
from course.negotiation.game import Game
from course.negotiation.ledger import at_table
from course.negotiation.mandate import freedom, locks, propose_mandate, useful_freedom, within
from course.negotiation.perform import perform
from course.negotiation.ratification import hold_vote
from course.negotiation.setup import Body, Faction, Setup
from course.negotiation.state import State
from course.negotiation.turn import Turn
from tests.negotiation.random_cases import acts, setups, standings
from tests.negotiation.steps import about, done, magnitudes, on

K = ActKind
quick = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def win(game: Game, state: State) -> set[object]:
    """The win-set."""
    return set(constituency.win_set(game, state))


# 1


@pytest.mark.parametrize("kind", [K.LISTEN, K.INFORM, K.PERSPECTIVE, K.REPORT])
@quick
@given(data=st.data())
def test_1_good_work_at_home_never_shrinks_the_win_set(kind: ActKind, data: st.DataObject) -> None:
    game, state = data.draw(standings())
    faction = data.draw(st.sampled_from(sorted(game.factions)))
    assert win(game, state) <= win(game, done(game, state, on(kind, faction)))


@quick
@given(data=st.data())
def test_1_neither_do_facts_shown_to_the_calm(data: st.DataObject) -> None:
    game, state = data.draw(standings())
    faction = data.draw(st.sampled_from(sorted(game.factions)))
    assume(state.factions[faction].emotion <= 0.6)
    assert win(game, state) <= win(game, done(game, state, on(K.SHOW, faction, evidence="strong")))


# 2


@quick
@given(standings())
def test_2_refusing_and_converting_never_enlarge_it(standing: tuple[Game, State]) -> None:
    game, state = standing
    state = replace(state, demands={**state.demands, "lock": "open"})
    for kind in (K.REFUSE, K.CONVERT):
        assert win(game, done(game, state, about(kind, "lock"))) <= win(game, state)


# 3


@quick
@given(standings())
def test_3_taking_a_lock_along_never_enlarges_the_mandate(standing: tuple[Game, State]) -> None:
    game, state = standing
    before = set(within(game, state, {}, None))
    after = set(within(game, done(game, state, about(K.ACCEPT_LOCK, "lock")), {}, None))
    assert after <= before
    assert useful_freedom(game, frozenset(after)) <= useful_freedom(game, frozenset(before))


# 4


@quick
@given(standings(), st.floats(0, 100))
def test_4_at_equal_aspiration_their_offer_is_no_worse_for_us_when_they_know_our_interests(
    standing: tuple[Game, State], level: float
) -> None:
    game, state = standing
    knowing = replace(state, given=at_table(game.interests))
    offers = [counterpart.best_offer(game, s, level) for s in (state, knowing)]
    reachable = [x for x in game.space if game.theirs[x] >= level - counterpart.EPSILON]
    assert not reachable or game.ours[offers[1]] >= game.ours[offers[0]] - 1e-6


# 5


@quick
@given(standings())
def test_5_a_higher_floor_never_brings_a_better_best_offer(standing: tuple[Game, State]) -> None:
    game, state = standing
    limit = replace(state, given=at_table(("ours-reservation",)))
    assert counterpart.floor(game, limit) >= counterpart.floor(game, state)
    table = game.setup.clock.table

    def best(s: State) -> float:
        # The estimate is theirs, so "better" is what they believe to be better for us.
        guess = game.estimate(0)
        levels = [counterpart.aspiration(game, s, t) for t in range(table + 1)]
        reached = [x for level in levels for x in game.space if game.theirs[x] >= level - 1e-9]
        return max((guess[x] for x in reached), default=0.0)

    assert best(limit) <= best(state) + 1e-9


@quick
@given(standings())
def test_5_they_never_ask_more_as_time_goes_on_and_never_less_than_their_floor(standing: tuple[Game, State]) -> None:
    game, state = standing
    levels = [counterpart.aspiration(game, state, t / 2) for t in range(2 * game.setup.clock.table + 3)]
    assert all(later <= sooner + 1e-9 for sooner, later in pairwise(levels))
    assert min(levels) >= counterpart.floor(game, state) - 1e-9


# 6


@quick
@given(data=st.data())
def test_6_every_magnitude_and_every_share_stays_between_0_and_1(data: st.DataObject) -> None:
    game, state = data.draw(standings())
    turn = Turn(game, state)
    for act in data.draw(st.lists(acts(game), max_size=12)):
        perform(turn, act)
    propose_mandate(turn, {}, None)
    rounds.open_table(turn)
    for package in data.draw(st.lists(st.sampled_from(game.space), max_size=4)):
        if turn.state.deal is None:
            rounds.propose(turn, package)
    if turn.state.deal is None:
        rounds.sign(turn, data.draw(st.sampled_from(game.space)))
    vote = hold_vote(turn)
    state = turn.state
    for of in state.factions.values():
        assert all(0 <= size <= 1 for size in magnitudes(of).values())
    assert 0 <= state.relation <= 1
    assert 0 <= state.escalation <= 9
    shares = [*vote.yes.values(), *vote.support.values(), constituency.mandate_support(game, state, game.space)]
    mandate = state.mandate.packages if state.mandate else frozenset()
    shares += [freedom(game, mandate), useful_freedom(game, mandate)]
    shares += [part.share for part in score.parts(game, state).values()]
    shares += game.worth.values()
    assert all(-1e-9 <= share <= 1 + 1e-9 for share in shares)
    assert -1 <= counterpart.information_balance(game, state) <= 1
    assert sum(game.setup.score.values()) == 100


@quick
@given(standings())
def test_6_utilities_run_from_0_to_100(standing: tuple[Game, State]) -> None:
    game, state = standing
    for table in (game.ours, game.theirs, *game.utility.values()):
        assert all(0 <= worth <= 100 + 1e-6 for worth in table.values())
    for f in game.factions:
        assert 0 <= constituency.acceptance_threshold(game, f, state.factions[f]) <= 130


# 7


@quick
@given(standings(), st.integers(0, 100), st.integers(0, 100))
def test_7_a_higher_quota_never_enlarges_the_win_set(standing: tuple[Game, State], one: int, two: int) -> None:
    game, state = standing
    low, high = sorted((one, two))
    wins = []
    for quota in (low, high):
        own = replace(game.setup.own, bodies=(Body("meeting", quota / 100),))
        wins.append(win(Game(replace(game.setup, own=own)), state))
    assert wins[1] <= wins[0]


# 8


@quick
@given(data=st.data())
def test_8_the_same_acts_give_the_same_state_and_the_same_changes(data: st.DataObject) -> None:
    game, state = data.draw(standings())
    chosen = data.draw(st.lists(acts(game), max_size=10))
    turns = [Turn(game, state), Turn(Game(game.setup), state)]
    for turn in turns:
        for act in chosen:
            perform(turn, act)
    assert turns[0].state == turns[1].state
    assert turns[0].changes == turns[1].changes


# 9


def scaled(faction: Faction, factor: float) -> Faction:
    """A faction that values everything by a constant factor."""
    return replace(faction, values=tuple(tuple(factor * v for v in row) for row in faction.values))


@quick
@given(setups(), st.sampled_from([0.25, 0.5, 2.0]), st.sampled_from([0.0, 5.0, 16.0]))
def test_9_scale_and_origin_of_utility_do_not_matter(setup: Setup, factor: float, shift: float) -> None:
    game = Game(setup)
    own = replace(setup.own, factions=tuple(scaled(f, factor) for f in setup.own.factions))
    other = replace(
        setup.other,
        values=tuple(tuple(v + shift for v in row) for row in setup.other.values),
        reservation=setup.other.reservation + shift,
    )
    twin = Game(replace(setup, own=own, other=other))
    # Sums of floating-point products may fall either way where two packages are worth exactly the same.
    ranks = [round(u, 6) for u in (*game.ours.values(), game.reservation)]
    assume(all(a == b or abs(a - b) > 1e-4 for a in ranks for b in ranks))
    assume(all(abs(u - game.their_reservation) > 1e-6 or u == game.their_reservation for u in game.theirs.values()))
    assume(_same_order(game, twin))
    assert twin.frontier == game.frontier
    assert twin.zone == game.zone
    assert _gain(game, twin.nash) == pytest.approx(_gain(game, game.nash), abs=1e-5)
    assert (twin.kalai_smorodinsky is None) is (game.kalai_smorodinsky is None)
    assert _smaller(game, twin.kalai_smorodinsky) == pytest.approx(_smaller(game, game.kalai_smorodinsky), abs=1e-6)


def _same_order(game: Game, twin: Game) -> bool:
    """Whether rounding left ties where they were (a tie that rounding breaks is no statement about scale)."""
    first, *others = (
        [[(a > b) - (a < b) for b in values] for a in values]
        for values in (
            [*game.theirs.values(), game.their_reservation],
            [*twin.theirs.values(), twin.their_reservation],
        )
    )
    mine, theirs = (
        [[(a > b) - (a < b) for b in values] for a in values]
        for values in ([*game.ours.values(), game.reservation], [*twin.ours.values(), twin.reservation])
    )
    return others == [first] and mine == theirs


def _gain(game: Game, package: tuple[object, ...] | None) -> float:
    if package is None:
        return -1.0
    return (game.ours[package] - game.reservation) * (game.theirs[package] - game.their_reservation)  # type: ignore[index]


def _smaller(game: Game, package: tuple[object, ...] | None) -> float:
    if package is None:
        return -1.0
    room = max(game.ours[x] for x in game.zone) - game.reservation
    theirs = max(game.theirs[x] for x in game.zone) - game.their_reservation
    a = (game.ours[package] - game.reservation) / room if room else 1.0  # type: ignore[index]
    b = (game.theirs[package] - game.their_reservation) / theirs if theirs else 1.0  # type: ignore[index]
    return min(a, b)


@quick
@given(setups())
def test_9_the_frontier_is_what_nobody_beats(setup: Setup) -> None:
    game = Game(setup)

    def beaten(x: tuple[object, ...]) -> bool:
        a, b = game.ours[x], game.theirs[x]  # type: ignore[index]
        return any(
            game.ours[y] >= a and game.theirs[y] >= b and (game.ours[y] > a or game.theirs[y] > b) for y in game.space
        )

    assert set(game.frontier) == {x for x in game.space if not beaten(x)}


# 10


@quick
@given(data=st.data())
def test_10_with_no_zone_only_walking_away_earns_substance(data: st.DataObject) -> None:
    setup = data.draw(setups())
    game = Game(replace(setup, other=replace(setup.other, reservation=101.0)))
    assert game.zone == ()
    turn = Turn(game, game.opening())
    rounds.open_table(turn)
    for act in data.draw(st.lists(acts(game), max_size=6)):
        perform(turn, act)
    walked, signed = Turn(game, turn.state), Turn(game, turn.state)
    rounds.leave_table(walked)
    assert score.substance(game, walked.state).share == 1.0
    rounds.sign(signed, data.draw(st.sampled_from(game.space)))
    hold_vote(signed)
    assert score.substance(game, signed.state).share == 0.0


@quick
@given(data=st.data())
def test_10_signing_outside_the_mandate_is_always_a_breach(data: st.DataObject) -> None:
    game, state = data.draw(standings())
    allowed = {
        issue.id: data.draw(st.lists(st.sampled_from(issue.options), min_size=1, unique=True))
        for issue in game.setup.issues
    }
    turn = Turn(game, state)
    agreed = propose_mandate(turn, allowed, None)
    rounds.open_table(turn)
    package = data.draw(st.sampled_from(game.space))
    tied = locks(game, turn.state)
    inside = all(
        option in allowed[i] and option in tied.get(i, {option})
        for i, option in zip(game.issue_ids, package, strict=True)
    )
    rounds.sign(turn, package)
    assert turn.state.breach is not (agreed and inside)
    if turn.state.breach:
        assert score.mandate(game, turn.state).share <= 0.5
