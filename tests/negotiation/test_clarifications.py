"""The clarifications of theory 3.11, one test or more each; those that need a play stand in tests/roleplay."""

from dataclasses import replace

import pytest

from course.negotiation import checks, constituency, counterpart, rounds, score
from course.negotiation.acts import Act, ActKind
from course.negotiation.errors import IllegalDecisionError
from course.negotiation.game import Game
from course.negotiation.home import settle_promises, silence
from course.negotiation.ledger import at_table as openly
from course.negotiation.mandate import propose_mandate, within
from course.negotiation.ratification import hold_vote
from course.negotiation.setup import Package
from course.negotiation.state import Mandate, State, Vote
from course.negotiation.turn import Turn
from tests.negotiation import r1
from tests.negotiation.steps import about, done, internal_round, magnitudes, on, opened, standing

K = ActKind
GAME = r1.game()
START = GAME.opening()
HOPELESS = Game(r1.setup(other=replace(r1.setup().other, reservation=80.0)))
"""R1 with a supplier who can live without us: what it could sign, Finance and Sales would never carry."""


def at_table(**values: object) -> State:
    """The opening, at the table in round 1."""
    turn = Turn(GAME, START)
    rounds.open_table(turn)
    return replace(turn.state, **values)  # type: ignore[arg-type]  # fields of a state


# 2. Repetition


@pytest.mark.parametrize("kind", [K.LISTEN, K.INFORM, K.PERSPECTIVE, K.REPORT, K.INVITE])
def test_2_the_nth_act_of_a_kind_has_half_the_strength_of_the_one_before(kind: ActKind) -> None:
    def moved(before: State) -> float:
        after = done(GAME, replace(START, repeats=before.repeats), on(kind, "production"))
        return sum(abs(a - b) for a, b in zip(_sizes(after), _sizes(START), strict=True))

    once = done(GAME, START, on(kind, "production"))
    twice = done(GAME, once, on(kind, "production"))
    assert moved(once) == pytest.approx(moved(START) / 2)
    assert moved(twice) == pytest.approx(moved(START) / 4)
    other = done(GAME, replace(START, repeats=twice.repeats), on(kind, "sales"))
    assert other.factions["sales"] == done(GAME, START, on(kind, "sales")).factions["sales"], "counted per faction"


def _sizes(state: State) -> list[float]:
    return list(magnitudes(state.factions["production"]).values())


def test_2_evidence_works_once_a_faction_and_stays_unused_when_pushed_back() -> None:
    show = on(K.SHOW, "production", evidence="trade-list")
    pushed = done(GAME, START, show)
    assert pushed.evidence == frozenset()
    calm = done(GAME, standing(pushed, "production", emotion=0.4), show)
    assert calm.factions["production"].market_knowledge > 0.2
    assert done(GAME, calm, show).factions == calm.factions


# 3. Demands


def test_3_a_lock_still_open_at_the_mandate_meeting_counts_as_accepted() -> None:
    turn = Turn(GAME, opened(START, "two-weeks"))
    assert {x[1] for x in within(GAME, turn.state, {}, None)} == {2}
    propose_mandate(turn, {}, None)
    assert turn.state.demands["two-weeks"] == "accepted"
    assert turn.state.demands["price-88"] == "unheard"


def test_3_converting_costs_what_refusing_costs_and_keeps_the_room() -> None:
    state = opened(START, "two-weeks")
    converted, refused = (done(GAME, state, about(kind, "two-weeks")) for kind in (K.CONVERT, K.REFUSE))
    assert converted.factions == refused.factions
    assert len(within(GAME, converted, {}, None)) == 48


# 4. A promise is kept or costs


@pytest.mark.parametrize(("deal", "trust"), [((96, 2, 60), 0.5), ((96, 4, 60), 0.2)])
def test_4_a_lock_accepted_at_any_time_and_not_met_costs_trust_at_coming_home(deal: Package, trust: float) -> None:
    turn = Turn(GAME, at_table(demands={**START.demands, "two-weeks": "accepted"}))
    rounds.sign(turn, deal)
    assert turn.state.factions["production"].trust == pytest.approx(trust)


def test_4_an_errand_carried_and_not_raised_costs_the_same_also_without_a_deal() -> None:
    turn = Turn(GAME, at_table(demands={**START.demands, "the-queue": "accepted"}))
    rounds.leave_table(turn)
    assert turn.state.factions["production"].trust == pytest.approx(0.2)


def test_4_it_costs_once() -> None:
    turn = Turn(GAME, at_table(demands={**START.demands, "two-weeks": "accepted"}))
    rounds.sign(turn, (96, 4, 60))
    settle_promises(turn)
    assert turn.state.factions["production"].trust == pytest.approx(0.2)


# 5. Mandate vote


def test_5_a_faction_judges_a_mandate_by_mean_and_worst_weighed_by_trust() -> None:
    chosen = [(92, 4, 90), (96, 4, 60), (88, 4, 90)]
    expected = 0.0
    total = 0.0
    for f, faction in GAME.factions.items():
        of = START.factions[f]
        worth = [GAME.utility[f][x] for x in chosen]
        judged = of.trust * sum(worth) / 3 + (1 - of.trust) * min(worth)
        threshold = constituency.acceptance_threshold(GAME, f, of)
        says = constituency.clip(0.5 + (judged - 10 * of.negative_image - threshold) / 20)
        weight = faction.share * (1 + 0.5 * of.negative_image + 0.5 * (1 - of.market_knowledge))
        expected, total = expected + weight * says, total + weight
    assert constituency.mandate_support(GAME, START, chosen) == pytest.approx(expected / total, abs=1e-9)


def test_5_each_refusal_costs_trust_and_a_mandate_without_packages_is_a_refusal() -> None:
    turn = Turn(GAME, START)
    for n in (1, 2, 3):
        assert not propose_mandate(turn, {}, 101.0 if n == 2 else None)
        assert turn.state.refusals == n
        assert turn.state.factions["sales"].trust == pytest.approx(0.6 - 0.02 * n)
    assert turn.state.mandate is None


def test_5_without_a_mandate_any_signature_is_a_breach() -> None:
    turn = Turn(GAME, at_table())
    rounds.sign(turn, r1.NASH)
    assert turn.state.breach


def test_5_a_mandate_of_options_that_do_not_exist_is_refused_in_words() -> None:
    wrong: list[dict[str, list[object]]] = [
        {"price": [97]},
        {"price": []},
        {"colour": ["red"]},
        {"price": [96, "ninety"]},
    ]
    for allowed in wrong:
        with pytest.raises(IllegalDecisionError):
            within(GAME, START, allowed, None)


# 7. Pace


@pytest.mark.parametrize(
    ("what", "state", "pace"),
    [
        ("a first package", {}, 1.0),
        ("one better for them than any before", {"best_given": 40.0}, 1.0),
        ("a repeated package", {"best_given": 42.5}, 0.5),
        ("a repeated package and a fact", {"best_given": 42.5, "told_now": True}, 1.0),
    ],
)
def test_7_time_runs_when_the_round_gave_them_something(what: str, state: dict[str, object], pace: float) -> None:
    package = (92, 4, 60)
    assert GAME.theirs[package] == 44.5
    turn = Turn(GAME, at_table(**{**state, **({"best_given": 44.5} if pace == 0.5 or "told_now" in state else {})}))
    rounds.propose(turn, package)
    assert turn.state.effective_time == pace, what


@pytest.mark.parametrize(("told", "pace"), [(False, 0.0), (True, 1.0)])
def test_7_waiting_buys_nothing_unless_something_was_told(*, told: bool, pace: float) -> None:
    turn = Turn(GAME, at_table(told_now=told))
    rounds.hold(turn)
    assert (turn.state.effective_time, turn.state.round) == (pace, 2)


@pytest.mark.parametrize(("told", "pace"), [(False, 0.5), (True, 1.0)])
def test_7_a_recess_buys_half_a_round(*, told: bool, pace: float) -> None:
    turn = Turn(GAME, at_table(told_now=told))
    rounds.recess(turn)
    rounds.back(turn)
    assert (turn.state.effective_time, turn.state.round) == (pace, 2)


# 8. Floor


def test_8_they_never_sign_below_their_floor_whatever_relation_and_pressure() -> None:
    state = at_table(relation=1.0, pressure=50.0, effective_time=8.0)
    assert counterpart.aspiration(GAME, state) == 45.0
    below = max(x for x in GAME.space if 40 < GAME.theirs[x] < 45)
    turn = Turn(GAME, state)
    assert not rounds.propose(turn, below)


def test_8_a_package_is_judged_at_the_new_effective_time() -> None:
    # At time 5 they ask 65.6 less 2.5, at time 6 58.75 less 2.5: 62 is enough only after this round's step.
    early, late = at_table(effective_time=5.0), counterpart.aspiration(GAME, at_table(effective_time=6.0))
    assert counterpart.aspiration(GAME, early) > 62 > late
    assert rounds.propose(Turn(GAME, early), r1.NASH)


def test_8_ties_go_to_the_estimate_then_to_them_then_to_the_order_of_options() -> None:
    flat = Game(r1.setup(other=replace(r1.setup().other, values=((100.0,) * 4, (100.0,) * 4, (100.0,) * 3))))
    assert counterpart.best_offer(flat, START, 50) == (88, 2, 90)
    nothing = replace(r1.setup().own, factions=())
    unknown = Game(
        r1.setup(own=nothing, other=replace(r1.setup().other, values=((50.0,) * 4, (50.0,) * 4, (50.0,) * 3)))
    )
    assert counterpart.best_offer(unknown, replace(START, factions={}), 10) == (100, 8, 30)


# 9. Known priorities


@pytest.mark.parametrize(("told", "part"), [(0, 0.0), (1, 0.5), (2, 1.0)])
def test_9_each_interest_told_moves_their_picture_of_us_towards_the_truth(told: int, part: float) -> None:
    equal, true = GAME.estimate(0), GAME.ours
    for x, guess in GAME.estimate(told).items():
        assert guess == pytest.approx((1 - part) * equal[x] + part * true[x], abs=1e-8)
    state = replace(START, given=openly((*GAME.interests[:told], "night-shift")))
    assert counterpart.interests_told(GAME, state) == told


# 10. Recess


def test_10_at_most_two_recesses() -> None:
    turn = Turn(GAME, at_table())
    rounds.recess(turn)
    rounds.recess(turn)
    with pytest.raises(IllegalDecisionError, match="no_recess_left"):
        rounds.recess(turn)


# 11. Silence


def test_11_silence_counts_from_the_fourth_round() -> None:
    state = START
    for f in r1.ALL:
        state = standing(state, f, voice=0.5)
    turn = Turn(GAME, state)
    voices = []
    for _ in range(5):
        silence(turn)
        voices.append(turn.state.factions["sales"].voice)
    assert voices == pytest.approx([0.5, 0.5, 0.5, 0.45, 0.40])
    perform_report = done(GAME, turn.state, on(K.REPORT, "sales"))
    assert perform_report.factions["sales"].silent_rounds == 0


# 12. Breaking off


@pytest.mark.parametrize(("stage", "leaves"), [(5.9, False), (6.0, True), (9.0, True)])
def test_12_from_stage_six_they_break_off(stage: float, *, leaves: bool) -> None:
    assert rounds.they_leave(Turn(GAME, at_table(escalation=stage))) is leaves


# 13. "No" was right


def test_13_no_was_right_when_nothing_in_the_zone_could_ever_be_ratified() -> None:
    state = HOPELESS.opening()
    assert HOPELESS.zone
    assert constituency.refusal_is_right(HOPELESS)
    assert not constituency.refusal_is_right(GAME)
    assert score.substance(HOPELESS, state).share == 1.0
    voiced = standing(standing(state, "finance", voice=0.5), "sales", voice=1.0)
    assert score.ratification(HOPELESS, voiced).share == pytest.approx(0.6 + 0.4 * (0.45 * 0.5 + 0.20))


ASKS = Game(replace(HOPELESS.setup, rules={"untested_no": 0.0}))
"""The same case, where a no counts as far as home was heard and asked."""


@pytest.mark.parametrize(
    ("heard", "asked", "marks", "part"),
    [
        (("finance", "production", "sales"), ("finance", "production", "sales"), {"walked"}, 1.0),
        (("finance", "production", "sales"), ("finance", "sales"), {"walked"}, 0.65),
        (("finance",), ("finance", "production", "sales"), {"walked"}, 0.45),
        (("finance", "production", "sales"), (), {"walked"}, 0.0),
        ((), ("finance", "production", "sales"), {"walked"}, 0.0),
        (("finance", "production", "sales"), ("finance", "production", "sales"), {"walked", "they_left"}, 0.0),
    ],
    ids=["all heard and asked", "one not asked", "two not heard", "nobody asked", "nobody heard", "they broke off"],
)
def test_a_case_can_ask_that_a_right_no_was_tested(
    heard: tuple[str, ...], asked: tuple[str, ...], marks: set[str], part: float
) -> None:
    state = at_table(poll=dict.fromkeys(asked, "low"), marks=frozenset(marks))
    for f in heard:
        state = standing(state, f, listened=True)
    assert score.tested(ASKS, state) == pytest.approx(part)
    found = score.parts(ASKS, state)
    assert found["substance"].share == pytest.approx(part)
    assert found["ratification"].share == pytest.approx(0.6 * part)
    assert score.substance(HOPELESS, state).share == 1.0
    assert score.substance(Game(replace(GAME.setup, rules={"untested_no": 0.0})), state).share == 0.0


def test_a_vote_at_home_is_asking_everybody() -> None:
    state = at_table(votes=(Vote(r1.NASH, {}, {}, {}, ratified=False),))
    for f in r1.ALL:
        state = standing(state, f, listened=True)
    assert score.tested(ASKS, state) == pytest.approx(1.0)


def test_13_spoiling_home_does_not_make_no_right() -> None:
    angry = START
    for f in r1.ALL:
        angry = done(GAME, angry, *[on(K.FEED_IMAGE, f)] * 5)
    assert constituency.win_set(GAME, angry, GAME.zone) == ()
    assert score.substance(GAME, angry).share == 0.0


# 14. Rejected


def test_14_a_rejection_opens_the_table_once_for_two_rounds_and_a_stage_more() -> None:
    turn = Turn(GAME, at_table(round=5, deal=r1.KALAI_SMORODINSKY, breach=True))
    rounds.reopen_table(turn)
    state = turn.state
    assert state.reopened
    assert (state.round, state.last_round) == (9, 10)
    assert state.escalation == 2.0
    assert (state.deal, state.breach) == (None, False)


def test_14_a_second_vote_earns_seven_tenths_and_a_rejection_up_to_eight_points() -> None:
    prepared = internal_round(GAME)
    first, second, rejected = (Turn(GAME, replace(prepared, deal=d)) for d in (r1.NASH, r1.NASH, r1.KALAI_SMORODINSKY))
    for turn in (first, second, rejected):
        hold_vote(turn)
    assert score.ratification(GAME, first.state).share == 1.0
    assert score.ratification(GAME, replace(second.state, reopened=True)).share == pytest.approx(0.7)
    found = rejected.state.votes[-1].support["meeting"]
    assert 20 * score.ratification(GAME, rejected.state).share == pytest.approx(8 * found / 0.6)


def test_14_after_a_rejection_only_something_new_moves_them() -> None:
    turn = Turn(GAME, at_table(round=5, deal=r1.KALAI_SMORODINSKY, best_given=62.0, effective_time=4.5))
    rounds.reopen_table(turn)
    assert turn.state.best_given == 62.0, "what was offered before is no news"
    rounds.propose(turn, r1.NASH)
    assert turn.state.effective_time == 4.5
    rounds.propose(turn, (96, 4, 30))
    assert turn.state.deal == (96, 4, 30), "better for them than anything before"


# 15. Mandate part


ROOM = frozenset(x for x in GAME.space if x[0] in (96, 92, 88) and x[1] in (4, 2))


@pytest.mark.parametrize(
    ("what", "state", "share"),
    [
        ("no mandate", {"deal": r1.NASH, "breach": True}, 0.0),
        ("enough room, kept", {"mandate": Mandate({}, None, ROOM), "deal": r1.NASH}, 1.0),
        ("enough room, breached", {"mandate": Mandate({}, None, ROOM), "deal": (100, 8, 30), "breach": True}, 0.5),
        ("enough room, nothing signed", {"mandate": Mandate({}, None, ROOM)}, 0.5),
        ("no useful room, kept", {"mandate": Mandate({}, None, frozenset({(88, 2, 90)})), "deal": (88, 2, 90)}, 0.5),
    ],
)
def test_15_the_mandate_part(what: str, state: dict[str, object], share: float) -> None:
    assert score.mandate(GAME, replace(START, **state)).share == pytest.approx(share), what  # type: ignore[arg-type]


def test_15_a_right_no_keeps_the_mandate() -> None:
    assert score.mandate(HOPELESS, replace(START, mandate=Mandate({}, None, frozenset(GAME.space)))).share == 1.0


# 16. Process part


def test_16_the_denominator_is_what_the_case_offers_and_doing_nothing_meets_nothing() -> None:
    found = checks.results(GAME, START)
    assert len(found) == sum(c.usual for c in checks.CHECKS) == 9
    assert not any(found.values())
    bare = Game(r1.setup(own=replace(r1.setup().own, demands=(), facts=(), evidence=())))
    assert {c.name for c in checks.results(bare, START)} == {
        "spoken_first",
        "everyone_heard",
        "all_informed",
        "never_silent",
    }


def test_16_good_work_meets_every_check() -> None:
    state = done(GAME, internal_round(GAME), about(K.REFUSE, "the-queue"))
    state = replace(state, demands={**state.demands, "the-queue": "refused"})
    turn = Turn(GAME, state)
    rounds.open_table(turn)
    state = done(GAME, turn.state, Act(K.DISCLOSE, fact="weeks-first"), Act(K.ASK, fact="price-first"))
    turn = Turn(GAME, state)
    rounds.hold(turn)
    assert all(checks.results(GAME, turn.state).values())


# 17. Substance


def test_17_substance_is_half_nash_and_half_our_own_gain() -> None:
    best = max(GAME.zone, key=lambda x: GAME.worth.get(x, 0.0))
    assert best == r1.NASH
    for deal in GAME.zone:
        product = (GAME.ours[deal] - 31.5) * (GAME.theirs[deal] - 45)
        nash = product / ((GAME.ours[r1.NASH] - 31.5) * 17)
        own = (GAME.ours[deal] - 31.5) / (GAME.ours[(96, 4, 90)] - 31.5)
        assert GAME.worth.get(deal, 0.0) == pytest.approx(nash / 2 + own / 2, abs=1e-9)
    assert GAME.worth.get((88, 2, 90), 0.0) == 0.0
    assert 30 * GAME.worth.get((96, 4, 90), 0.0) / GAME.worth.get(best, 0.0) > 18, (
        "better for all of home: more than 11 of 30"
    )


# 18. Further acts stand in test_acts; 19. Straw poll


@pytest.mark.parametrize(("offer", "feeling"), [((100, 8, 30), "low"), ((96, 4, 60), "mid"), ((92, 4, 60), "high")])
def test_19_a_report_at_the_table_brings_back_a_feeling_about_the_standing_offer(offer: Package, feeling: str) -> None:
    state = replace(internal_round(GAME), round=3, offer=offer)
    state = standing(state, "production", trust=0.2)
    polled = done(GAME, state, on(K.REPORT, "production")).poll
    yes = constituency.yes_share(GAME, done(GAME, state, on(K.REPORT, "production")), "production", offer)
    assert polled == {"production": "low" if yes < 0.4 else "high" if yes > 0.6 else "mid"}
    assert polled["production"] == feeling


@pytest.mark.parametrize(
    ("when", "state"),
    [
        ("before the table", {}),
        ("after signing", {"deal": r1.NASH}),
        ("after leaving", {"marks": frozenset({"walked"})}),
    ],
)
def test_19_when_no_offer_stands_there_is_nothing_to_poll(when: str, state: dict[str, object]) -> None:
    standing_offer = START if when == "before the table" else at_table(**state)
    assert done(GAME, standing_offer, on(K.REPORT, *r1.ALL)).poll == {}
