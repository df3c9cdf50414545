"""Every act of theory 3.3 and 3.4, one row each: where things stood, what was done, what changed; nothing else may."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest

from course.negotiation import constituency, counterpart, rounds
from course.negotiation.acts import Act, ActKind
from course.negotiation.home import settle_promises, silence
from course.negotiation.ledger import at_table
from course.negotiation.mandate import propose_mandate
from course.negotiation.perform import perform
from course.negotiation.state import State
from course.negotiation.turn import Turn
from tests.negotiation import r1, test_private
from tests.negotiation.steps import about, done, internal_round, magnitudes, on, opened, standing

K = ActKind
GAME = r1.game()
START = GAME.opening()
HEARD = standing(START, "production", listened=True)
CALM = standing(START, "production", emotion=0.3)
OPEN = opened(START, "two-weeks", "price-88", "the-queue")
CARRIED = replace(START, demands={**START.demands, "the-queue": "accepted"})
LIMIT_TOLD = replace(START, given=at_table(("our-limit",)), told_now=True)
VOICED = standing(START, "sales", voice=0.5)
PREPARED = replace(internal_round(GAME), offer=(100, 8, 30))
BLUFF = replace(internal_round(GAME), offer=(96, 4, 60))


@dataclass(frozen=True)
class Row:
    """One act on one state. ``after`` holds what changes, as ``production.trust`` or ``relation``."""

    name: str
    before: State
    act: Act
    after: Mapping[str, object] = field(default_factory=dict)


ROWS = [
    # at home; Production starts at knowledge .2, image .6, emotion .7, trust .5; Finance at .5, .3, .2, .6
    Row(
        "listening calms, and wins trust and voice",
        START,
        on(K.LISTEN, "production"),
        {"production.emotion": 0.42, "production.trust": 0.55, "production.voice": 0.25},
    ),
    Row(
        "facts land with the calm",
        START,
        on(K.SHOW, "finance", evidence="trade-list"),
        {"finance.market_knowledge": 0.692},
    ),
    Row(
        "weak facts land less",
        START,
        on(K.SHOW, "finance", evidence="night-sheet"),
        {"finance.market_knowledge": 0.596},
    ),
    Row(
        "facts on a hot head come back",
        START,
        on(K.SHOW, "production", evidence="trade-list"),
        {"production.trust": 0.45},
    ),
    Row(
        "informing",
        START,
        on(K.INFORM, "production"),
        {"production.negative_image": 0.45, "production.voice": 0.15, "production.market_knowledge": 0.28},
    ),
    Row("the other side's view", START, on(K.PERSPECTIVE, "production"), {"production.negative_image": 0.51}),
    Row("refusing", OPEN, about(K.REFUSE, "two-weeks"), {"production.trust": 0.38, "demand.two-weeks": "refused"}),
    Row(
        "converting costs the same",
        OPEN,
        about(K.CONVERT, "two-weeks"),
        {"production.trust": 0.38, "demand.two-weeks": "converted"},
    ),
    Row(
        "refusing after listening costs half",
        opened(HEARD, "two-weeks"),
        about(K.REFUSE, "two-weeks"),
        {"production.trust": 0.44, "demand.two-weeks": "refused"},
    ),
    Row("what nobody put cannot be refused", START, about(K.REFUSE, "two-weeks")),
    Row(
        "taking a lock along",
        OPEN,
        about(K.ACCEPT_LOCK, "two-weeks"),
        {"production.trust": 0.55, "demand.two-weeks": "accepted"},
    ),
    Row(
        "home that trusts little lets go of nothing",
        replace(START, demands={**START.demands, "two-weeks": "accepted"}),
        about(K.LOOSEN_MANDATE, "two-weeks"),
        {"finance.trust": 0.58, "production.trust": 0.48, "sales.trust": 0.58},
    ),
    Row(
        "taking an errand along",
        OPEN,
        about(K.ACCEPT_ERRAND, "the-queue"),
        {"production.trust": 0.55, "production.negative_image": 0.7, "escalation": 2.0, "demand.the-queue": "accepted"},
    ),
    Row(
        "feeding the image",
        START,
        on(K.FEED_IMAGE, "production"),
        {"production.negative_image": 0.7, "production.trust": 0.53},
    ),
    Row(
        "feeding hope",
        START,
        on(K.FEED_HOPE, "production"),
        {"production.market_knowledge": 0.16, "production.trust": 0.53},
    ),
    Row("putting it off", START, on(K.WAIT, *r1.ALL)),
    Row("reporting", START, on(K.REPORT, "production"), {"production.voice": 0.2}),
    Row(
        "taking somebody along",
        START,
        on(K.INVITE, "production"),
        {
            "production.market_knowledge": 0.44,
            "production.voice": 0.3,
            "production.negative_image": 0.48,
            "observed": True,
        },
    ),
    Row("a coalition leaves the third out", VOICED, on(K.COALITION, "finance", "production"), {"sales.voice": 0.4}),
    Row("judged on the way", START, on(K.AGREE_PROCESS, "production"), {"production.on_process": True}),
    Row(
        "telling home",
        START,
        Act(K.TELL, factions=("production",), fact="night-shift"),
        {"production.voice": 0.1},
    ),
    # at the table; the relation starts at .5, escalation at 1
    Row("telling them an interest", START, Act(K.DISCLOSE, fact="weeks-first"), {"told": ("weeks-first",)}),
    Row("telling them a limit", START, Act(K.DISCLOSE, fact="our-limit"), {"told": ("our-limit",)}),
    Row("a light question is answered", START, Act(K.ASK, fact="price-first"), {"heard": ("price-first",)}),
    Row("a heavy one is not", START, Act(K.ASK, fact="test-bench")),
    Row(
        "unless something was told first",
        replace(START, told_now=True),
        Act(K.ASK, fact="test-bench"),
        {"heard": ("test-bench",)},
    ),
    Row("a limit is not told for that", LIMIT_TOLD, Act(K.ASK, fact="their-limit")),
    Row("at stage 4 they answer nothing", replace(START, escalation=4.0), Act(K.ASK, fact="price-first")),
    Row("keeping silent", START, Act(K.WITHHOLD), {"relation": 0.47}),
    Row("pressure", START, Act(K.PRESSURE), {"relation": 0.35, "escalation": 2.0, "pressure": 3.0}),
    Row(
        "pressure again takes nothing more off",
        replace(START, pressure=3.0),
        Act(K.PRESSURE),
        {"relation": 0.35, "escalation": 2.0},
    ),
    Row(
        "bringing the errand",
        CARRIED,
        Act(K.RAISE_ERRAND),
        {"relation": 0.3, "escalation": 2.0, "demand.the-queue": "raised"},
    ),
    Row(
        "without an errand the words do something else",
        START,
        Act(K.RAISE_ERRAND, otherwise=Act(K.WITHHOLD)),
        {"relation": 0.47},
    ),
    Row("tied hands without a way out", START, Act(K.TIE_HANDS), {"escalation": 2.0}),
    Row("tied hands, true", PREPARED, Act(K.TIE_HANDS), {"tied": True}),
    Row("tied hands, a bluff", BLUFF, Act(K.TIE_HANDS), {"relation": 0.3, "escalation": 2.0}),
    Row("testing how hard it is", START, Act(K.TEST_HARDNESS), {"relation": 0.52}),
    Row("helping them at home", START, Act(K.HELP_THEIR_BACK_TABLE), {"relation": 0.55}),
    Row("reserving the approval of home", START, Act(K.RESERVE), {"reserved": True}),
    Row("naming closedness without reason", START, Act(K.NAME_CLOSEDNESS), {"relation": 0.42}),
    Row("naming closedness with reason", LIMIT_TOLD, Act(K.NAME_CLOSEDNESS), {"relation": 0.48, "openness": 0.2}),
]


def snapshot(state: State) -> dict[str, object]:
    """Everything of a state that an act can change, by name."""
    found: dict[str, object] = {
        f"{f}.{name}": value for f, of in state.factions.items() for name, value in magnitudes(of).items()
    }
    found |= {f"{f}.on_process": of.on_process for f, of in state.factions.items()}
    found |= {f"demand.{d}": status for d, status in state.demands.items()}
    names = (
        "relation",
        "escalation",
        "told",
        "heard",
        "pressure",
        "openness",
        "tied",
        "reserved",
        "observed",
        "offer",
        "deal",
    )
    return found | {name: getattr(state, name) for name in names}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_act(row: Row) -> None:
    before = snapshot(row.before)
    turn = Turn(GAME, row.before)
    perform(turn, row.act)
    after = snapshot(turn.state)
    changed = {name: value for name, value in after.items() if value != before[name]}
    assert set(changed) == set(row.after)
    for name, value in row.after.items():
        assert changed[name] == (pytest.approx(value, abs=1e-9) if isinstance(value, float) else value), name
    assert snapshot(row.before) == before, "the state before is another value and stays as it was"


def test_every_act_has_a_row() -> None:
    assert {r.act.kind for r in ROWS} | {r.act.kind for r in test_private.ROWS} == set(ActKind)


def test_a_coalition_lowers_what_its_members_ask_of_a_package_that_serves_both() -> None:
    state = internal_round(GAME)
    together = done(GAME, state, on(K.COALITION, "production", "sales"))
    for package, easier in (((96, 4, 60), 0.2), ((96, 6, 90), 0.0)):
        for f in ("production", "sales"):
            before, after = (constituency.yes_share(GAME, s, f, package) for s in (state, together))
            assert min(1.0, before + easier) == pytest.approx(after, abs=1e-9) or before == after == 0.0


def test_judged_on_the_way_they_posture_half_as_much() -> None:
    game = type(GAME)(GAME.setup, GAME.calibration.changed(posturing=10.0))
    watched = replace(START, observed=True, effective_time=4.0)
    agreed = done(game, watched, on(K.AGREE_PROCESS, *r1.ALL))
    unwatched = counterpart.aspiration(game, replace(watched, observed=False))
    assert counterpart.aspiration(game, watched) - unwatched == pytest.approx(5.0)
    assert counterpart.aspiration(game, agreed) - unwatched == pytest.approx(2.5)


# ---------------------------------------------------------------------- what is no sentence


def test_a_better_package_warms_the_relation() -> None:
    turn = Turn(GAME, replace(START, round=1, last_round=8, offer=(100, 8, 30), best_given=30.0))
    rounds.propose(turn, (92, 4, 60))
    assert turn.state.relation == pytest.approx(0.53)


def test_an_extreme_package_insults() -> None:
    turn = Turn(GAME, replace(START, round=1, last_round=8, offer=(100, 8, 30)))
    rounds.propose(turn, (88, 2, 90))
    assert turn.state.relation == pytest.approx(0.4)
    assert turn.state.escalation == 2.0


def test_the_first_recess_cools_the_table_and_the_second_does_not() -> None:
    turn = Turn(GAME, replace(START, escalation=3.0, round=1, last_round=8, offer=(100, 8, 30)))
    rounds.recess(turn)
    assert turn.state.escalation == 2.0
    rounds.recess(turn)
    assert turn.state.escalation == 2.0


def test_silence_costs_voice_and_feeds_the_image() -> None:
    state = START
    for f in r1.ALL:
        state = standing(state, f, voice=0.5, silent_rounds=3)
    turn = Turn(GAME, state)
    silence(turn)
    of = turn.state.factions["production"]
    assert of.voice == pytest.approx(0.45)
    assert of.negative_image == pytest.approx(0.62)


def test_a_broken_promise_and_a_kept_back_errand_cost_trust() -> None:
    demands = {**START.demands, "price-88": "accepted", "the-queue": "accepted"}
    turn = Turn(GAME, replace(START, demands=demands, deal=r1.NASH))
    settle_promises(turn)
    assert turn.state.factions["finance"].trust == pytest.approx(0.3)
    assert turn.state.factions["production"].trust == pytest.approx(0.2)
    assert turn.state.demands["price-88"] == turn.state.demands["the-queue"] == "broken"


def test_a_promise_that_the_deal_keeps_costs_nothing() -> None:
    turn = Turn(GAME, replace(START, demands={**START.demands, "price-88": "accepted"}, deal=(88, 8, 30)))
    settle_promises(turn)
    assert turn.state.factions == START.factions
    assert turn.state.demands["price-88"] == "accepted"


def test_a_refused_mandate_costs_trust_of_everybody() -> None:
    turn = Turn(GAME, START)
    assert not propose_mandate(turn, {}, None)
    assert {f: of.trust for f, of in turn.state.factions.items()} == pytest.approx(
        {"finance": 0.58, "production": 0.48, "sales": 0.58}
    )
