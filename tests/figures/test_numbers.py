"""The numbers of the figures: those of the worked example, and what the rules promise."""

import pytest

from course.figures import escalation, expectations, knowledge, locks, two_tables, win_set
from course.figures.cases import case
from course.figures.page import Choice
from course.figures.show import page
from tests.figures.states import states

FREE = {"price": "free", "lead": "free", "pay": "free", "floor": "free"}


def chosen(figure: str, **given: str | tuple[str, ...]) -> Choice:
    return {control.id: control.value for control in page(figure, given).controls}


# ---------------------------------------------------------------- two tables


@pytest.mark.parametrize(
    ("yes", "short", "contract"),
    [
        ((), 60, False),
        (("other",), 60, False),
        (("finance", "production"), -20, False),
        (("other", "production", "sales"), 5, False),
        (("other", "finance", "sales"), -5, True),
    ],
)
def test_a_contract_needs_both_tables(yes: tuple[str, ...], short: float, contract: bool) -> None:  # noqa: FBT001
    found = two_tables.compute(chosen("two-tables", yes=yes))
    assert found.contract is contract
    assert two_tables.measures(found)["short"] == pytest.approx(short)


def test_who_is_just_enough_at_home() -> None:
    assert two_tables.compute(chosen("two-tables")).enough == (("finance", "production"), ("finance", "sales"))


def test_where_two_meetings_vote_both_have_to_say_yes() -> None:
    found = two_tables.compute(chosen("two-tables", case="works-council", yes=("other", "west", "temps")))
    assert [meeting.agrees for meeting in found.meetings] == [False, False]
    assert not found.contract
    for group in found.enough:
        together = two_tables.compute(chosen("two-tables", case="works-council", yes=("other", *group)))
        assert together.contract
        for member in group:
            fewer = tuple(each for each in group if each != member)
            assert not two_tables.compute(chosen("two-tables", case="works-council", yes=("other", *fewer))).contract


# ---------------------------------------------------------------- locks


@pytest.mark.parametrize(
    ("ties", "left", "both", "share"),
    [
        ({}, 48, 22, 1.0),
        ({"lead": "4"}, 24, 12, 12 / 22),
        ({"price": "96", "lead": "4"}, 18, 6, 6 / 22),
        ({"price": "88", "lead": "2"}, 3, 0, 0.0),
        ({"lead": "4", "floor": "high"}, 21, 9, 9 / 22),
        ({"floor": "way-out"}, None, 22, 1.0),
    ],
)
def test_what_limits_leave_as_in_the_worked_example(
    ties: dict[str, str], left: int | None, both: int, share: float
) -> None:
    found = locks.compute({**FREE, **ties})
    assert left is None or len(found.mandate) == left
    assert len(found.both) == both
    assert found.share == pytest.approx(share)


def test_a_further_limit_never_gives_room() -> None:
    for given in states("locks", 40):
        steps = locks.compute(chosen("locks", **given)).steps
        assert [s.left for s in steps] == sorted((s.left for s in steps), reverse=True)
        assert [s.useful for s in steps] == sorted((s.useful for s in steps), reverse=True)


# ---------------------------------------------------------------- expectations


def stand(faction: str, done: str) -> expectations.Found:
    return expectations.compute({"faction": faction, "done": done, "package": "nash"})


def test_the_start_is_that_of_the_worked_example() -> None:
    of = stand("finance", "nothing").before
    assert of.hope == pytest.approx(67.3, abs=0.05)
    assert of.fallback == pytest.approx(31)
    assert of.insistence == pytest.approx(0.62)
    assert of.half == pytest.approx(53.5 + 10 * 0.3, abs=0.05)  # an image of .3 takes three points off


def test_facts_on_a_hot_head_cost_trust_and_teach_nothing() -> None:
    found = stand("production", "show")
    assert found.boomerang
    assert found.after.yes <= found.before.yes


def test_the_same_facts_work_on_a_calm_one_and_after_listening() -> None:
    assert not stand("finance", "show").boomerang
    assert stand("production", "listen-show").after.knowledge > stand("production", "show").after.knowledge
    for faction in case("purchasing").game.factions:
        shares = [stand(faction, done).after.yes for done in ("nothing", "listen", "listen-show", "all")]
        assert shares == sorted(shares)


# ---------------------------------------------------------------- image and escalation


def happens(errand: str, worse: tuple[str, ...] = (), helps: tuple[str, ...] = ()) -> escalation.Found:
    return escalation.compute({"errand": errand, "worse": worse, "helps": helps})


def test_an_errand_costs_both_ways_and_as_a_question_hardly() -> None:
    said, kept, asked = happens("raised"), happens("kept"), happens("question", helps=("listen",))
    assert said.last.relation < kept.last.relation == asked.last.relation
    assert kept.last.trust < 0.3 < asked.last.trust
    assert said.last.stage == 3
    assert asked.last.stage == 1


def test_it_climbs_to_where_they_answer_nothing() -> None:
    found = happens("raised", ("threat", "insult"))
    assert not found.answers
    assert not found.private
    assert found.stays


@pytest.mark.parametrize("help_", ["inform", "chair"])
def test_what_helps_softens_the_image_and_wins_votes(help_: str) -> None:
    before, after = happens("ignored").last, happens("ignored", helps=(help_,)).last
    assert after.image < before.image
    assert after.yes >= before.yes


def test_a_recess_takes_one_stage_off() -> None:
    assert happens("raised", helps=("recess",)).last.stage == happens("raised").last.stage - 1


# ---------------------------------------------------------------- win-set and quota


def counted(home: str, quota: str = "60", turnout: str = "all") -> win_set.Found:
    return win_set.compute({"home": home, "quota": quota, "turnout": turnout})


def test_before_any_work_at_home_nothing_passes_and_after_it_five_do() -> None:
    assert counted("start").passing == 0
    assert counted("worked").passing == 5
    totals = {row.package: row.total for row in counted("worked").rows}
    assert totals[96, 4, 60] == pytest.approx(0.838, abs=0.0005)
    assert totals[100, 4, 90] == pytest.approx(0.478, abs=0.0005)


def test_a_higher_quota_never_lets_more_pass() -> None:
    for home in ("start", "listened", "worked"):
        passing = [counted(home, quota).passing for quota in ("50", "60", "67", "75")]
        assert passing == sorted(passing, reverse=True)


def test_who_stays_away_loses_votes() -> None:
    seats = counted("worked", turnout="hawks").seats
    assert seats["production"] > 0.5
    assert sum(seats.values()) == pytest.approx(1)


# ---------------------------------------------------------------- knowledge balance


def talk(told: tuple[str, ...] = (), heard: tuple[str, ...] = (), **given: str | tuple[str, ...]) -> knowledge.Found:
    return knowledge.compute(chosen("knowledge", told=told, heard=heard, **given))


SPILLED = ("kalkman", "our-limit")


@pytest.mark.parametrize(("home", "votes"), [("unaware", 0.561), ("aware", 0.658)])
def test_a_leak_costs_votes_and_less_when_home_knew(home: str, votes: float) -> None:
    found = talk(SPILLED, home=home)
    assert found.leaked
    assert found.exposure == pytest.approx(0.63)
    assert found.before.deal_support == pytest.approx(0.838, abs=0.0005)
    assert found.now.deal_support == pytest.approx(votes, abs=0.0005)


def test_a_limit_told_raises_theirs_and_interests_do_not() -> None:
    assert talk(("our-limit",)).now.floor == pytest.approx(65)
    found = talk(("weeks-first", "cash-year-end"))
    assert found.now.floor == found.before.floor == pytest.approx(45)
    assert found.now.offer == (96, 4, 60)
    assert found.now.offer_support > found.before.offer_support


def test_a_better_agreement_keeps_more_in_the_room() -> None:
    exposed = [
        talk(SPILLED, agreed=label).exposure for label in ("between-us", "off-the-record", "chatham-house", "nda")
    ]
    assert exposed == sorted(exposed, reverse=True)
    assert not talk(SPILLED, agreed="off-the-record").leaked


def test_what_is_not_looked_up_weighs_less() -> None:
    loose, sure = talk(heard=("other-buyer",)), talk(heard=("other-buyer",), checked=("other-buyer",))
    assert loose.gained < sure.gained
    assert loose.heard[0].reliability < sure.heard[0].reliability == 1.0


def test_the_balance_runs_from_they_know_all_to_we_know_all() -> None:
    assert talk(SPILLED).balance == -1
    assert talk(heard=("test-bench",)).balance == 1
    assert talk(("night-shift",), ("test-bench",)).even
