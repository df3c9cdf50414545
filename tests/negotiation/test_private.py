"""Private talks (theory 3.4, 3.5): proposing, telling in confidence, checking, leaking; one row each."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.negotiation import checks, constituency, counterpart, private, rounds
from course.negotiation.acts import Act, ActKind
from course.negotiation.calibration import Calibration
from course.negotiation.confidence import Form, Label, PrivateTalk
from course.negotiation.game import Game
from course.negotiation.ledger import Line, at_table
from course.negotiation.setup import Clock, Fact, FactKind, OtherSide, OwnSide, Secret, Setup
from course.negotiation.state import State
from course.negotiation.turn import Turn
from tests.negotiation import r1
from tests.negotiation.random_cases import standings
from tests.negotiation.steps import done, internal_round, on

K = ActKind
DUET = Game(
    Setup(
        "coffee",
        (),
        OwnSide(
            facts=(
                Fact("why", FactKind.INTEREST),
                Fact("rule", FactKind.CONSTRAINT),
                Fact("other-offer", FactKind.ALTERNATIVE),
                Fact("limit", FactKind.RESERVATION),
                Fact("bluff", FactKind.ALTERNATIVE, false=True, checkable=True),
            )
        ),
        OtherSide(
            openness=0.3,
            facts=(
                Fact("target", FactKind.INTEREST),
                Fact("stock", FactKind.CONSTRAINT, checkable=True),
                Fact("rival", FactKind.ALTERNATIVE, false=True, checkable=True),
                Fact("bottom", FactKind.RESERVATION),
            ),
        ),
        Clock(private=8),
    )
)
START = DUET.opening()


def seated(label: Label = Label.BETWEEN_US, **values: object) -> State:
    """In a private talk of eight turns."""
    talk = PrivateTalk(Form.PLANNED, label, 8)
    return replace(START, **{"private": talk, "round": 1, **values})  # type: ignore[arg-type]  # names of a state


def exposure(state: State) -> float:
    return round(state.exposure, 6)


# ---------------------------------------------------------------------- acts


@dataclass(frozen=True)
class Row:
    """One act on one state of the duet, and what it changes."""

    name: str
    before: State
    act: Act
    after: Mapping[str, object] = field(default_factory=dict)


HEARD = replace(seated(), gained=(Line("stock", "between-us", 1, 0.7), Line("rival", "between-us", 1, 0.7)))
TALK = PrivateTalk(Form.PLANNED, Label.BETWEEN_US, 8)

ROWS = [
    Row(  # exposed is the weight of an interest, what is not kept between us, what the relation lacks
        "telling an interest between us",
        seated(),
        Act(K.DISCLOSE, fact="why"),
        {"given": (Line("why", "between-us", 1),), "exposure": 0.07, "private": replace(TALK, told=1)},
    ),
    Row(
        "the stronger the agreement, the less is exposed",
        seated(Label.NDA),
        Act(K.DISCLOSE, fact="rule"),
        {
            "given": (Line("rule", "nda", 1),),
            "exposure": 0.025,
            "private": replace(TALK, label=Label.NDA, told=1),
        },
    ),
    Row(
        "with a warm relation nothing gets out",
        seated(relation=1.0),
        Act(K.DISCLOSE, fact="limit"),
        {"given": (Line("limit", "between-us", 1),), "private": replace(TALK, told=1)},
    ),
    Row("keeping silent in private costs nothing", seated(), Act(K.WITHHOLD)),
    Row(
        "a light question",
        seated(),
        Act(K.ASK, fact="target"),
        {"gained": (Line("target", "between-us", 1),), "private": replace(TALK, answered=1)},
    ),
    Row("a heavy question without telling first", seated(), Act(K.ASK, fact="rival")),
    Row(
        "after telling something they answer more, and it may be untrue",
        seated(private=replace(TALK, told=1)),
        Act(K.ASK, fact="rival"),
        {"gained": (Line("rival", "between-us", 1, 0.7),), "private": replace(TALK, told=1, answered=1)},
    ),
    Row("one answer for one fact", seated(private=replace(TALK, told=1, answered=1)), Act(K.ASK, fact="rival")),
    Row(
        "checking what is true",
        HEARD,
        Act(K.VERIFY, fact="stock"),
        {"gained": (Line("stock", "between-us", 1, 1.0), Line("rival", "between-us", 1, 0.7))},
    ),
    Row(
        "checking what is not",
        HEARD,
        Act(K.VERIFY, fact="rival"),
        {"gained": (Line("stock", "between-us", 1, 0.7), Line("rival", "between-us", 1, 0.0))},
    ),
    Row("what was not said cannot be checked", seated(), Act(K.VERIFY, fact="stock")),
    Row(
        "asking what stands behind a limit shows a bluff",
        HEARD,
        Act(K.TEST_HARDNESS, fact="rival"),
        {"relation": 0.52, "gained": (Line("stock", "between-us", 1, 0.7), Line("rival", "between-us", 1, 0.0))},
    ),
    Row(
        "agreeing a label in the talk",
        seated(),
        Act(K.PROPOSE_PRIVATE, form="planned", label="nda"),
        {"private": replace(TALK, label=Label.NDA)},
    ),
    Row("making a plan", START, Act(K.PLAN, facts=("why",)), {"plan": ("why",)}),
    Row("a plan to tell nothing is a plan", START, Act(K.PLAN), {"plan": ()}),
    Row("announcing to a home that there is not", START, Act(K.ANNOUNCE_PRIVATE)),
]
FIELDS = ("given", "gained", "exposure", "private", "relation", "escalation", "plan", "openness", "leaked")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_act(row: Row) -> None:
    after = done(DUET, row.before, row.act)
    changed = {n: getattr(after, n) for n in FIELDS if getattr(after, n) != getattr(row.before, n)}
    assert changed.keys() == row.after.keys()
    for name, value in row.after.items():
        assert changed[name] == (pytest.approx(value) if isinstance(value, float) else value), name


def test_whoever_told_more_than_they_heard_may_name_it() -> None:
    behind = done(DUET, seated(), Act(K.DISCLOSE, fact="rule"))
    named = done(DUET, behind, Act(K.NAME_CLOSEDNESS))
    assert (named.openness, round(named.relation, 2)) == (0.2, 0.48)
    assert not counterpart.answers(DUET, replace(behind, private=TALK), "rival")
    assert counterpart.answers(DUET, replace(named, private=replace(TALK, told=1)), "rival")


def test_telling_on_while_little_comes_back_is_marked() -> None:
    once = done(DUET, seated(), Act(K.DISCLOSE, fact="rule"))
    assert "told_while_behind" not in once.marks
    assert "told_while_behind" in done(DUET, once, Act(K.DISCLOSE, fact="why")).marks


# ---------------------------------------------------------------------- proposing


@pytest.mark.parametrize(
    ("escalation", "relation", "come"), [(1, 0.5, True), (3.9, 0.3, True), (4, 0.9, False), (1, 0.29, False)]
)
def test_they_come_along_unless_there_is_a_fight_or_no_relation(
    escalation: float, relation: float, *, come: bool
) -> None:
    turn = Turn(DUET, replace(START, escalation=escalation, relation=relation))
    assert private.welcome(turn) is come
    after = done(DUET, turn.state, Act(K.PROPOSE_PRIVATE, form="planned", label="off-the-record"))
    assert (after.private is not None) is come
    assert (after.relation, after.escalation) == (relation, escalation), "they are free to say no (O24)"


@pytest.mark.parametrize(
    ("form", "label", "agreed", "turns"),
    [
        (Form.PLANNED, Label.NDA, Label.NDA, 8),
        (Form.PLANNED, None, Label.BETWEEN_US, 8),
        (Form.IN_PASSING, Label.NDA, Label.BETWEEN_US, 2),
    ],
)
def test_what_is_agreed_and_for_how_long(form: Form, label: Label | None, agreed: Label, turns: int) -> None:
    turn = Turn(DUET, START)
    private.begin(turn, form, label)
    talk = turn.state.private
    assert talk is not None
    assert (talk.label, talk.turns, talk.turn) == (agreed, turns, 1)


def test_the_stronger_the_agreement_the_more_confidence_is_kept() -> None:
    kept = [Calibration().confidence(label) for label in Label]
    assert kept == sorted(kept) == [0.3, 0.6, 0.7, 0.8, 0.8, 0.9]


# ---------------------------------------------------------------------- untruths of ours


def test_an_untruth_that_can_be_checked_comes_out_once() -> None:
    turn = Turn(DUET, done(DUET, seated(), Act(K.DISCLOSE, fact="bluff")))
    before = turn.state.relation
    private.find_lies(turn)
    private.find_lies(turn)
    assert turn.state.relation == pytest.approx(before - 0.3)
    assert turn.state.escalation == START.escalation + 1


def test_an_untruth_tells_them_nothing_and_is_no_limit() -> None:
    state = done(DUET, seated(), Act(K.DISCLOSE, fact="bluff"))
    assert counterpart.information_balance(DUET, state) == 0
    assert "limit_told" not in state.marks


# ---------------------------------------------------------------------- leaks: the worked example (3.8)


GAME = r1.game()
SPILLED = 1.8 * 0.7 * 0.5
"""Limit and way out (1.0 + .8), between us (confidence .3), at a relation of .5: .63, over the limit of .6."""


def spilled(state: State) -> Turn:
    """Limit and way out told in passing."""
    turn = Turn(GAME, replace(state, relation=0.5, private=PrivateTalk(Form.IN_PASSING, Label.BETWEEN_US, 2)))
    for fact in GAME.facts.values():
        if fact.kind in (FactKind.ALTERNATIVE, FactKind.RESERVATION):
            private.told_in_private(turn, fact.id)
    return turn


def test_the_exposure_of_the_worked_example() -> None:
    assert exposure(spilled(GAME.opening()).state) == pytest.approx(0.63)


@pytest.mark.parametrize(("announced", "support"), [(False, 0.561), (True, 0.658)])
def test_the_leak_of_the_worked_example(*, announced: bool, support: float) -> None:
    state = internal_round(GAME)
    if announced:
        state = done(GAME, state, on(K.ANNOUNCE_PRIVATE, *r1.ALL))
    turn = spilled(state)
    private.part(turn)
    assert turn.state.leaked
    assert turn.state.escalation == state.escalation + 1
    assert round(constituency.support(GAME, turn.state, r1.NASH), 3) == support
    assert constituency.passes(GAME, turn.state, r1.NASH) is announced


def test_it_leaks_once() -> None:
    turn = spilled(internal_round(GAME))
    private.part(turn)
    first = turn.state
    turn.put(private=PrivateTalk(Form.IN_PASSING, Label.BETWEEN_US, 2))
    private.part(turn)
    assert (turn.state.factions, turn.state.escalation) == (first.factions, first.escalation)


@pytest.mark.parametrize(("more", "out"), [(0.59, False), (0.6, True)])
def test_below_the_limit_nothing_happens(more: float, *, out: bool) -> None:
    turn = Turn(GAME, GAME.opening())
    private.expose(turn, more)
    private.leak(turn)
    assert turn.state.leaked is out
    assert (turn.state.factions != GAME.opening().factions) is out


@given(standings(), st.floats(0.6, 9))
def test_11_a_leak_hurts_no_faction_more_for_having_been_told(standing: tuple[Game, State], more: float) -> None:
    game, state = standing
    ends = []
    for told in (False, True):
        factions = {f: replace(of, channel_told=told) for f, of in state.factions.items()}
        turn = Turn(game, replace(state, factions=factions))
        private.expose(turn, more)
        private.leak(turn)
        ends.append(turn.state)
    unannounced, announced = ends
    for f in game.factions:
        assert announced.factions[f].trust >= unannounced.factions[f].trust - 1e-9
        assert announced.factions[f].negative_image <= unannounced.factions[f].negative_image + 1e-9
        for x in game.space:
            yes = [constituency.yes_share(game, s, f, x) for s in (announced, unannounced)]
            assert yes[0] >= yes[1] - 1e-9


# ---------------------------------------------------------------------- secrets and the back table


def test_a_secret_passed_on_costs_once() -> None:
    setup = replace(
        GAME.setup,
        own=replace(
            GAME.setup.own,
            facts=(*GAME.setup.own.facts, Fact("figures", FactKind.CONSTRAINT, secret=Secret("home", 4))),
        ),
    )
    game = Game(setup)
    act = Act(K.TELL, factions=("production", "sales"), fact="figures")
    after = done(game, game.opening(), act, act)
    assert (after.relation, after.escalation) == (0.3, 2.0)
    assert "secret_told" in after.marks
    assert "secret_told" not in done(game, replace(game.opening(), round=4), act).marks


def test_their_own_people_vote_too_and_help_counts() -> None:
    other = GAME.setup.other
    theirs = [
        replace(f, id=f"their-{f.id}", weights=other.weights, values=other.values) for f in GAME.setup.own.factions
    ]
    fallback = {f.id: 60.0 for f in theirs}
    game = Game(replace(GAME.setup, other=replace(other, factions=tuple(theirs), fallback=fallback)))
    opening = game.opening()
    assert counterpart.their_support(GAME, opening, r1.NASH) is None
    before = counterpart.their_support(game, opening, r1.NASH)
    helped = done(game, opening, Act(K.HELP_THEIR_BACK_TABLE))
    after = counterpart.their_support(game, helped, r1.NASH)
    assert before == pytest.approx(0.5 + (62 - 60) / 20)
    assert after == pytest.approx(0.5 + (62 - 60 + 4) / 20)


# ---------------------------------------------------------------------- turns and checks


def test_a_talk_has_as_many_turns_as_the_agenda_says() -> None:
    turn = Turn(DUET, START)
    rounds.open_private(turn)
    turns = 1
    while private.next_turn(turn):
        turns += 1
    assert turns == 8


def test_what_was_told_openly_is_exposed_to_nobody_else() -> None:
    state = replace(START, given=at_table(("limit",)))
    assert state.told == ("limit",)
    assert not state.exposure


CHECKED = {c.name: c for c in checks.CHECKS}
BOTH = (Act(K.DISCLOSE, fact="why"), Act(K.ASK, fact="target"))


@pytest.mark.parametrize(
    ("check", "acts", "met"),
    [
        ("balance_kept", (), False),
        ("balance_kept", BOTH, True),
        ("balance_kept", (*BOTH, Act(K.DISCLOSE, fact="rule")), False),
        ("reticent", (), False),
        ("reticent", BOTH, True),
        ("reticent", (Act(K.DISCLOSE, fact="rule"), Act(K.DISCLOSE, fact="why")), False),
        ("source_checked", BOTH, False),
        ("source_checked", (Act(K.DISCLOSE, fact="why"), Act(K.ASK, fact="rival")), False),
        (
            "source_checked",
            (Act(K.DISCLOSE, fact="why"), Act(K.ASK, fact="rival"), Act(K.VERIFY, fact="rival")),
            True,
        ),
        ("closedness_named", (Act(K.NAME_CLOSEDNESS),), False),
        ("closedness_named", (Act(K.DISCLOSE, fact="rule"), Act(K.NAME_CLOSEDNESS)), True),
        ("plan_kept", BOTH, False),
        ("plan_kept", (Act(K.PLAN, facts=("why",)), *BOTH), True),
        ("plan_kept", (Act(K.PLAN, facts=("rule",)), *BOTH), False),
        ("plan_kept", (Act(K.PLAN, facts=("why", "limit")), *BOTH), False),
        ("asked_back", BOTH, True),
        ("asked_back", BOTH[::-1], False),
    ],
)
def test_check(check: str, acts: tuple[Act, ...], *, met: bool) -> None:
    assert CHECKED[check].met(DUET, done(DUET, seated(), *acts)) is met


def test_these_checks_count_only_where_a_case_chooses_them() -> None:
    assert not set(checks.results(GAME, GAME.opening())) & {c for c in checks.CHECKS if not c.usual}
    assert {c.name for c in checks.results(DUET, START, ("O19", "plan_kept"))} == {"balance_kept", "plan_kept"}
