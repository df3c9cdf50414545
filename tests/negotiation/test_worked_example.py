"""The worked example comes out to the printed digit, built by hand and loaded from the scenario; an oracle agrees."""

from dataclasses import replace

import pytest

from course.negotiation import constituency, counterpart, score
from course.negotiation.game import Game
from course.negotiation.ledger import at_table
from course.negotiation.mandate import freedom, propose_mandate, useful_freedom, within
from course.negotiation.ratification import hold_vote
from course.negotiation.setup import OtherSide, Package
from course.negotiation.state import State
from course.negotiation.turn import Turn
from course.roleplay.load import library, load
from tests.negotiation import oracle, r1
from tests.negotiation.steps import internal_round, standing


@pytest.fixture(params=["by hand", "from the scenario"], scope="module")
def game(request: pytest.FixtureRequest) -> Game:
    """R1 from either source."""
    return r1.game() if request.param == "by hand" else load(library()["purchasing"]).game


def test_both_sources_hold_the_same_numbers() -> None:
    loaded = load(library()["purchasing"]).setup
    by_hand = r1.setup()
    assert loaded.issues == by_hand.issues
    assert loaded.own.factions == by_hand.own.factions
    assert loaded.own.bodies == by_hand.own.bodies
    assert loaded.own.fallback == by_hand.own.fallback
    assert replace(loaded.other, facts=()) == replace(by_hand.other, facts=())


# ---------------------------------------------------------------------- the table


def test_forty_eight_packages_of_which_twenty_two_in_the_zone(game: Game) -> None:
    assert len(game.space) == 48
    assert len(game.zone) == 22


def test_the_pareto_list_in_the_zone(game: Game) -> None:
    found = [(x, round(game.ours[x] + 1e-9, 1), game.theirs[x]) for x in game.frontier_in_zone]
    assert found == [
        ((96, 4, 90), 68.6, 50),
        ((96, 4, 60), 60.1, 62),
        ((100, 4, 90), 52.9, 65),
        ((96, 4, 30), 47.3, 70),
        ((100, 4, 60), 44.4, 77),
        ((100, 4, 30), 31.6, 85),
    ]


def test_nash_and_kalai_smorodinsky(game: Game) -> None:
    assert game.nash == r1.NASH
    assert game.kalai_smorodinsky == r1.KALAI_SMORODINSKY


def test_what_no_deal_is_worth(game: Game) -> None:
    assert game.reservation == 31.5
    assert game.faction_reservation == {"finance": 26, "production": 36, "sales": 36}


def test_the_oracle_agrees_on_every_package(game: Game) -> None:
    start, worked, people = game.opening(), internal_round(r1.game()), oracle.internal_round()
    for deal in oracle.EVERY:
        for faction in r1.ALL:
            assert game.utility[faction][deal] == pytest.approx(oracle.likes(faction, deal), abs=1e-9)
            for state, them in ((start, oracle.start()), (worked, people)):
                assert constituency.yes_share(game, state, faction, deal) == pytest.approx(
                    oracle.yes(them, faction, deal), abs=1e-9
                )
        assert game.ours[deal] == pytest.approx(oracle.buyer(deal), abs=1e-9)
        assert game.theirs[deal] == pytest.approx(oracle.supplier(deal), abs=1e-9)
        assert constituency.support(game, worked, deal) == pytest.approx(oracle.votes(people, deal), abs=1e-9)
    assert set(game.space) == set(oracle.EVERY)
    assert set(game.zone) == set(oracle.agreeable())
    assert list(game.frontier_in_zone) == oracle.efficient()


# ---------------------------------------------------------------------- home


@pytest.mark.parametrize(
    ("faction", "hope", "fallback", "insistence", "threshold"),
    [
        ("finance", 67.3, 31.0, 0.62, 53.5),
        ("production", 93.7, 44.0, 0.72, 79.8),
        ("sales", 86.9, 39.5, 0.62, 68.9),
    ],
)
def test_what_each_faction_asks_at_the_start(
    game: Game, faction: str, hope: float, fallback: float, insistence: float, threshold: float
) -> None:
    of = game.opening().factions[faction]
    assert round(constituency.aspiration(game, faction, of), 1) == hope
    assert round(constituency.believed_fallback(game, faction, of), 1) == fallback
    assert round(constituency.insistence(game, of), 2) == insistence
    assert round(constituency.acceptance_threshold(game, faction, of), 1) == threshold


def test_what_each_faction_can_realistically_hope_for(game: Game) -> None:
    assert {f: round(a, 1) for f, a in game.realistic.items()} == {"finance": 34.7, "production": 68.3, "sales": 56.3}


def test_before_the_internal_round_nothing_in_the_zone_can_be_ratified(game: Game) -> None:
    state = game.opening()
    assert round(constituency.support(game, state, r1.NASH), 3) == 0.077
    assert round(constituency.support(game, state, (96, 4, 90)), 3) == 0.436
    assert constituency.win_set(game, state, game.zone) == ()


def test_after_the_internal_round(game: Game) -> None:
    state = internal_round(r1.game())
    thresholds = {f: round(constituency.acceptance_threshold(game, f, state.factions[f]), 1) for f in r1.ALL}
    assert thresholds == {"finance": 38.5, "production": 64.5, "sales": 53.1}
    shares = {f: round(constituency.yes_share(game, state, f, r1.NASH), 2) for f in r1.ALL}
    assert shares == {"finance": 0.91, "production": 0.69, "sales": 0.93}
    assert round(constituency.support(game, state, r1.NASH), 3) == 0.838
    assert round(constituency.support(game, state, r1.KALAI_SMORODINSKY), 3) == 0.478
    assert len(constituency.win_set(game, state, game.zone)) == 5


@pytest.mark.parametrize(("deal", "ratified"), [(r1.NASH, True), (r1.KALAI_SMORODINSKY, False)])
def test_the_vote_after_the_internal_round(game: Game, deal: Package, *, ratified: bool) -> None:
    turn = Turn(game, replace(internal_round(r1.game()), deal=deal))
    assert hold_vote(turn).ratified is ratified


# ---------------------------------------------------------------------- the mandate


@pytest.mark.parametrize(
    ("allowed", "floor", "size", "useful"),
    [
        ({"price": [88], "lead": [2]}, None, 3, 0.0),
        ({"lead": [4, 2]}, None, 24, 0.55),
        ({"price": [96, 92, 88], "lead": [4, 2]}, None, 18, 0.27),
        ({"lead": [4, 2]}, 45.0, 21, 0.41),
    ],
)
def test_what_a_mandate_leaves(
    game: Game, allowed: dict[str, list[object]], floor: float | None, size: int, useful: float
) -> None:
    chosen = within(game, game.opening(), allowed, floor)
    assert len(chosen) == size
    assert freedom(game, chosen) == size / 48
    assert round(useful_freedom(game, chosen), 2) == useful


def test_price_96_and_four_weeks_leaves_all_that_home_needs(game: Game) -> None:
    chosen = within(game, game.opening(), {"price": [96, 92, 88], "lead": [4, 2]}, None)
    assert {(96, 4, days) for days in (30, 60, 90)} <= set(chosen)


def test_both_locks_leave_three_packages_and_no_feasible_deal(game: Game) -> None:
    accepted = {d.id: "accepted" if d.requires else "unheard" for d in game.demands.values()}
    state = replace(game.opening(), demands=accepted)
    chosen = within(game, state, {}, None)
    assert len(chosen) == 3
    assert not set(chosen) & game.zone_set


def test_hawks_weigh_more_on_the_mandate_until_all_were_heard(game: Game) -> None:
    state = game.opening()
    shares = {f: game.factions[f].share for f in r1.ALL}
    hawks = {"finance": 0.40, "production": 0.70, "sales": 0.50}
    total = sum(shares[f] * (1 + hawks[f]) for f in r1.ALL)
    omega = {f: shares[f] * (1 + hawks[f]) / total for f in r1.ALL}
    assert {f: round(w, 2) for f, w in omega.items()} == {"finance": 0.41, "production": 0.39, "sales": 0.20}
    heard = state
    for f in r1.ALL:
        heard = standing(heard, f, listened=True)
    # A mandate of one package leaves nothing to distrust: a faction judges it as it judges the package.
    for package in ((92, 2, 90), (88, 4, 90), (96, 2, 90), (88, 2, 30)):
        says = {f: constituency.yes_share(game, state, f, package) for f in r1.ALL}
        for weights, stands in ((omega, state), (shares, heard)):
            expected = sum(weights[f] * says[f] for f in r1.ALL)
            assert constituency.mandate_support(game, stands, [package]) == pytest.approx(expected, abs=1e-9)


def test_the_mandate_meeting_after_the_internal_round(game: Game) -> None:
    turn = Turn(game, replace(internal_round(r1.game()), demands=game.opening().demands))
    assert propose_mandate(turn, {"price": [96, 92, 88], "lead": [4, 2]}, None)


# ---------------------------------------------------------------------- their offers


def bare(setup_state: State) -> State:
    """The state without the term of the relation, as the worked example counts."""
    return replace(setup_state, relation=0.0)


@pytest.mark.parametrize(
    ("told", "round_number", "expected"),
    [
        ((), 6, (100, 4, 90)),
        ((), 7, (100, 4, 90)),
        ((), 8, (96, 4, 90)),
        (("interests",), 6, (96, 4, 60)),
        (("limit",), 6, None),
        (("limit",), 7, None),
        (("limit",), 8, (100, 4, 90)),
    ],
)
def test_their_offers_by_round(game: Game, told: tuple[str, ...], round_number: int, expected: Package | None) -> None:
    facts = {
        "interests": game.interests,
        "limit": tuple(f for f, fact in game.facts.items() if fact.kind == "reservation"),
    }
    state = replace(bare(game.opening()), given=at_table(f for word in told for f in facts[word]))
    level = counterpart.aspiration(game, state, round_number)
    offer = counterpart.best_offer(game, state, level)
    low = 65.0 if "limit" in told else 45.0
    assert level == pytest.approx(low + (100 - low) * (1 - round_number / 8))
    assert offer == oracle.offer(round_number, knows="interests" in told, low=low)
    if expected is not None:
        assert offer == expected


def test_with_our_limit_known_their_best_offer_fails_at_home(game: Game) -> None:
    limit = tuple(f for f, fact in game.facts.items() if fact.kind == "reservation")
    state = replace(bare(internal_round(r1.game())), given=at_table(limit))
    assert counterpart.floor(game, state) == 65
    offers = {counterpart.best_offer(game, state, counterpart.aspiration(game, state, t)) for t in range(9)}
    assert not any(constituency.passes(game, state, x) for x in offers)


def test_with_hands_tied_and_home_prepared_they_offer_what_home_can_carry(game: Game) -> None:
    state = replace(bare(internal_round(r1.game())), tied=True)
    assert counterpart.best_offer(game, state, counterpart.aspiration(game, state, 4)) == r1.NASH


# ---------------------------------------------------------------------- the score of path C and its opposite


def test_the_nash_deal_earns_all_of_substance_and_ratification(game: Game) -> None:
    turn = Turn(game, replace(internal_round(r1.game()), deal=r1.NASH))
    hold_vote(turn)
    assert score.substance(game, turn.state).share == 1.0
    assert score.ratification(game, turn.state).share == 1.0


def test_a_deal_that_was_possible_makes_walking_away_wrong(game: Game) -> None:
    assert not constituency.refusal_is_right(game)
    assert score.substance(game, game.opening()).share == 0.0


def test_other_side_of_two_factions_reads_as_their_mean() -> None:
    single = r1.setup().other
    half = replace(r1.setup().own.factions[0], share=0.5, weights=single.weights, values=single.values)
    other = OtherSide(
        factions=(replace(half, id="plant"), replace(half, id="sales-desk")),
        fallback={"plant": 40.0, "sales-desk": 50.0},
    )
    game = Game(r1.setup(other=other))
    assert game.theirs == r1.game().theirs
    assert game.their_reservation == 45.0
