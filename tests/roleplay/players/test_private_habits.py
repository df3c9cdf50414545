"""What a good negotiator does in a private talk, one row a habit."""

from dataclasses import replace
from random import Random

import pytest

from course.negotiation.acts import Act, ActKind
from course.negotiation.setup import Secret
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.play import decide, options, start
from course.roleplay.players import PLAYERS, run
from course.roleplay.players.balance import balance, behind
from course.roleplay.players.habits import good
from course.roleplay.players.memory import Memory
from course.roleplay.players.reading import act_value
from course.roleplay.players.sight import Private, Sight, sight
from tests.roleplay.players.duet import duet

K, A = DecisionKind, ActKind
ASIDE = Private("between-us", 2, 8, owed=False)


def seen(**values: object) -> Sight:
    """A moment in a free turn of the duet."""
    base = sight(start(duet()))
    facts = [Decision(K.DISCLOSURE, fact=fact) for fact in base.facts]
    questions = [Decision(K.QUESTION, fact=fact) for fact in base.their_facts]
    found = tuple(
        replace(base.options[0], decision=d, with_=(), acts=()) for d in (*facts, *questions, Decision(K.HOLD))
    )
    return replace(base, **{"phase": "private", "private": ASIDE, "options": found, **values})  # type: ignore[arg-type]


def decided(moment: Sight) -> str:
    decision = good(moment, Memory(Random(0)))
    return f"{decision.kind}:{decision.fact}" if decision.fact else decision.kind.value


ROWS = [
    ("an interest first", {}, "disclosure:uptime"),
    ("then a question", {"told": ("uptime",), "private": replace(ASIDE, owed=True)}, "question:year-target"),
    ("nothing more while behind", {"told": ("uptime", "training", "fiscal-year")}, "question:floor-price"),
    ("something back when ahead", {"heard": ("stock",), "sure": {"stock": 1.0}}, "disclosure:fiscal-year"),
    ("never outside the plan", {"plan": ()}, "question:year-target"),
]


@pytest.mark.parametrize(("what", "values", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_free_turn(what: str, values: dict[str, object], expected: str) -> None:
    assert decided(seen(**values)) == expected


def test_what_can_be_checked_is_checked() -> None:
    moment = seen(heard=("stock",), sure={"stock": 0.7})
    check = replace(moment.options[0], decision=Decision(K.VERIFY, fact="stock"))
    assert decided(replace(moment, options=(*moment.options, check))) == "verify:stock"


def test_balance_counts_weights_and_reliability() -> None:
    assert balance(seen()) == 0
    assert balance(seen(told=("uptime",))) == pytest.approx(-0.4)
    assert balance(seen(heard=("stock",), sure={"stock": 0.7})) == pytest.approx(0.7)
    assert behind(seen(told=("uptime",)))
    assert not behind(seen(told=("uptime",), heard=("year-target",), sure={"year-target": 1.0}))


BETTER = [
    ("a label that protects before none", Act(A.PROPOSE_PRIVATE, label="without-prejudice"), Act(A.WITHHOLD), {}),
    ("the stronger label", Act(A.PROPOSE_PRIVATE, label="nda"), Act(A.PROPOSE_PRIVATE, label="off-the-record"), {}),
    ("closedness named when behind", Act(A.NAME_CLOSEDNESS), Act(A.DISCLOSE, fact="training"), {"told": ("uptime",)}),
    ("and not without reason", Act(A.WITHHOLD), Act(A.NAME_CLOSEDNESS), {}),
    ("an interest before a limit", Act(A.DISCLOSE, fact="uptime"), Act(A.DISCLOSE, fact="budget"), {}),
    ("a plan of interests before one with a limit", Act(A.PLAN, facts=("uptime",)), Act(A.PLAN, facts=("budget",)), {}),
    ("some plan before an empty one", Act(A.PLAN, facts=("uptime",)), Act(A.PLAN), {}),
    ("a secret is kept from home", Act(A.WAIT), Act(A.TELL, fact="uptime", factions=("ward",)),
     {"secrets": {"uptime": Secret("home", 5)}}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "better", "worse", "values"), BETTER, ids=[row[0] for row in BETTER])
def test_words(what: str, better: Act, worse: Act, values: dict[str, object]) -> None:
    memory, moment = Memory(Random(0)), seen(**values)
    assert act_value(moment, memory, better) > act_value(moment, memory, worse)


def test_closedness_is_named_once() -> None:
    memory, moment = Memory(Random(0)), seen(told=("uptime",))
    before = act_value(moment, memory, Act(A.NAME_CLOSEDNESS))
    memory.done["name_closedness"] += 1
    assert before > 0 > act_value(moment, memory, Act(A.NAME_CLOSEDNESS))


@pytest.mark.parametrize("variant", [None, *duet().variants])
def test_an_expert_keeps_limits_stays_even_and_believes_no_untruth(variant: str | None) -> None:
    play = run(duet(variant), PLAYERS["expert"])
    assert not {"second-quote", "budget"} & set(play.state.told)
    assert abs(balance(sight(play))) <= 0.25
    assert all(not play.game.their_facts[line.fact].false for line in play.state.gained if line.reliability)
    assert play.state.plan == ("uptime", "training", "fiscal-year")


def test_the_talkative_and_the_silent() -> None:
    talked = run(duet(), PLAYERS["blabber"]).state.told
    assert set(talked[:2]) == {"budget", "second-quote"}
    assert not run(duet(), PLAYERS["silent"]).state.told
    assert run(duet(), PLAYERS["hard-liner"]).log
    assert len(run(duet(), PLAYERS["pleaser"]).state.told) >= 4


def test_an_aside_from_the_table_for_what_is_not_answered_there_and_only_when_home_knows() -> None:
    from course.roleplay.players.at_table import at_table  # noqa: PLC0415 - for this row only

    base = seen()
    planned = [Decision(K.PRIVATE, form="planned", label=label) for label in ("off-the-record", "without-prejudice")]
    found = tuple(replace(base.options[0], decision=d) for d in (*planned, Decision(K.PACKAGE), Decision(K.ACCEPT)))
    table = replace(base, phase="table", private=None, round=3, last_round=8, options=found, votes={"ward": 1.0},
                    space=((1,),), issues={"price": (1,)})  # fmt: skip
    known, in_vain = replace(table, announced=frozenset({"ward"})), frozenset({"stock"})
    assert at_table(known, Memory(Random(0), asked=in_vain)) == planned[1]
    assert at_table(known, Memory(Random(0))).kind is K.PACKAGE
    assert at_table(table, Memory(Random(0), asked=in_vain)).kind is K.PACKAGE


def test_decisions_of_the_duet_are_legal_from_the_first() -> None:
    play = start(duet())
    assert options(play)
    assert decide(play, good(sight(play), Memory(Random(0)))).log
