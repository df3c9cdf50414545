"""Score parts of a role-play: the attempt that counts, and what cannot be replayed."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from course.answers import Collected, Line, read_call
from course.locale import LANGUAGES
from course.roleplay.load import library, load
from course.roleplay.players import journal_values, player
from course.roleplay.record import read_run
from course.roleplay.scenario import Scenario
from course.roleplay.score import score_sheet
from course.scoring import Book, CellScore, Policy, plays, score

PARTS = ("substance", "mandate", "ratification", "information", "relation", "process")
Values = list[dict[str, object]]


@cache
def scenario() -> Scenario:
    return load(library()["purchasing"])


def find(name: str, _variant: str | None, _hashes: Mapping[str, object]) -> Scenario | None:
    return scenario() if name == "purchasing" else None


BOOK = Book(scenarios=find)


@cache
def played(name: str, seed: int = 0) -> tuple[dict[str, object], ...]:
    return tuple(journal_values(scenario(), player(name), seed))


def answers(*attempts: Any, item: str = "purchasing") -> Collected:
    lines = [
        Line(item, number, value, "2026-11-21T10:15:02Z")
        for number, values in enumerate(attempts, start=1)
        for value in values
    ]
    return Collected(tuple(lines))


def graded(collected: Collected, part: str = "mandate", policy: Policy = "best", book: Book = BOOK) -> CellScore:
    return score(read_call(f'criterion("purchasing", "{part}")'), 15, collected, book, policy)


def total(collected: Collected, policy: Policy = "best") -> float:
    maxima = {part.id: part.maximum for part in sheet(played("expert")).parts}
    points = (
        score(read_call(f'criterion("purchasing", "{part}")'), maxima[part], collected, BOOK, policy).points
        for part in PARTS
    )
    return sum(point for point in points if point is not None)


def sheet(values: Any) -> Any:
    run = read_run(list(values), find)
    assert run.play is not None
    return score_sheet(run.play)


GOOD, BAD = played("expert"), played("silent")


@pytest.mark.parametrize("part", PARTS)
def test_a_part_gets_the_points_and_reasons_of_the_engine(part: str) -> None:
    engine = sheet(GOOD).part(part)
    result = graded(answers(GOOD), part)
    assert result.points == pytest.approx(engine.points / engine.maximum * 15, abs=1e-4)
    assert result.reasons == engine.reasons
    assert result.remarks == ()


def test_all_parts_together_are_the_engines_score() -> None:
    assert total(answers(GOOD)) == pytest.approx(sheet(GOOD).total, abs=0.001)
    assert sheet(GOOD).total > sheet(BAD).total


@pytest.mark.parametrize(
    ("policy", "attempts", "counts"),
    [
        ("best", (BAD, GOOD, BAD), GOOD),
        ("best", (GOOD, BAD), GOOD),
        ("last", (GOOD, BAD), BAD),
        ("first", (BAD, GOOD), BAD),
        ("best", (GOOD, BAD[:5]), GOOD),
        ("last", (GOOD, BAD[:5]), GOOD),  # looking around once more costs nothing
    ],
)
def test_all_parts_come_from_the_attempt_that_counts(policy: Policy, attempts: Any, counts: Any) -> None:
    assert total(answers(*attempts), policy) == pytest.approx(sheet(counts).total, abs=0.001)


def test_a_first_attempt_that_was_left_counts_as_it_stands() -> None:
    result = graded(answers(GOOD[:5], GOOD), policy="first")
    assert result.points == 0.0
    assert result.reasons[0].en == "The role-play was not played to the end."
    assert result.reasons[1].en == "Attempt 1 of 2 counts (the first one)."


@pytest.mark.parametrize("cut", [1, 2, 10, -1])
def test_a_play_that_is_not_finished_gets_nothing_yet(cut: int) -> None:
    result = graded(answers(GOOD[:cut]))
    assert result.points == 0.0
    assert result.reasons[0].nl == "Het rollenspel is niet tot het einde gespeeld."


def test_a_play_that_was_never_begun() -> None:
    assert graded(answers()).reasons[0].en == "The role-play was not played."


def test_lines_of_two_attempts_may_stand_mixed() -> None:
    good, bad = answers(GOOD).lines, tuple(Line("purchasing", 2, v, "2026-11-21T10:15:02Z") for v in BAD)
    mixed = [line for pair in zip(good, bad, strict=False) for line in pair]
    mixed += [*good[len(bad) :], *bad[len(good) :]]
    assert total(Collected(tuple(mixed))) == pytest.approx(sheet(GOOD).total, abs=0.001)


def changed(values: Any, place: int, **change: object) -> Values:
    copied = [dict(value) for value in values]
    copied[place] |= change
    return copied


@pytest.mark.parametrize(
    "values",
    [
        [{}],
        [{"kind": "start"}],
        [{"kind": "start", "scenario": 7, "hashes": {}}],
        list(GOOD[1:]),
        changed(GOOD, 0, scenario="another"),
        changed(GOOD, 3, kind="cheat"),
        changed(GOOD, 3, scene="nowhere", move="win"),
        changed(GOOD, len(GOOD) - 1, state="00000000"),
        [*GOOD, GOOD[-1]],
        [GOOD[0], *reversed(GOOD[1:])],
    ],
)
def test_what_cannot_be_replayed_gets_nothing_a_reason_and_a_remark(values: Values) -> None:
    result = graded(answers(values))
    assert result.points == 0.0
    assert [remark.code for remark in result.remarks] == ["run_refused"]
    assert "could not be replayed" in result.reasons[0].en
    assert result.remarks[0].text.nl.startswith("Poging 1 van purchasing kon niet worden nagespeeld")


def test_an_attempt_that_cannot_be_replayed_does_not_spoil_a_good_one() -> None:
    result = graded(answers(changed(GOOD, 3, kind="cheat"), GOOD))
    assert result.points == graded(answers(GOOD)).points
    assert len(result.remarks) == 1


def test_the_lines_of_one_role_play_cannot_hold_an_easier_one() -> None:
    def generous(_name: str, _variant: str | None, _hashes: Mapping[str, object]) -> Scenario:
        return scenario()

    values = changed(GOOD, 0, scenario="tutorial")
    assert graded(answers(values), book=Book(scenarios=generous)).points == 0.0


def test_a_part_that_does_not_exist_is_for_a_person() -> None:
    result = graded(answers(GOOD), "charm")
    assert result.points is None
    assert [remark.code for remark in result.remarks] == ["no_part"]


def test_a_role_play_is_replayed_once_for_all_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    replays: list[int] = []

    def counted(values: Any, found: Any) -> Any:
        replays.append(len(values))
        return read_run(values, found)

    monkeypatch.setattr(plays, "read_run", counted)
    collected = answers(GOOD, BAD)
    for part in PARTS:
        graded(collected, part)
    assert len(replays) == 2


def test_more_attempts_than_anybody_makes_do_not_hold_up_a_class(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plays, "MAX_ATTEMPTS", 3)
    result = graded(answers(*([GOOD[0]] for _ in range(3)), GOOD))
    assert result.points == 0.0
    assert "many_attempts" in {remark.code for remark in result.remarks}


@pytest.mark.parametrize(
    ("policy", "attempts", "points", "code"),
    [
        ("best", [GOOD, BAD, BAD, BAD], True, "many_attempts"),
        ("best", [BAD, BAD, BAD, GOOD], False, "many_attempts"),
        ("first", [GOOD, BAD, BAD, BAD], True, "many_attempts"),
        ("last", [BAD, BAD, BAD, GOOD], True, "many_attempts_last"),
        ("last", [GOOD, BAD, BAD, BAD], False, "many_attempts_last"),
    ],
)
@pytest.mark.parametrize("limit", [("MAX_ATTEMPTS", 2), ("MAX_REPLAYED", len(BAD))])
def test_of_too_many_attempts_those_at_the_end_that_counts_are_replayed(
    monkeypatch: pytest.MonkeyPatch,
    policy: Policy,
    attempts: list[object],
    points: bool,  # noqa: FBT001 - a column of the table
    code: str,
    limit: tuple[str, int],
) -> None:
    monkeypatch.setattr(plays, *limit)
    result = graded(answers(*attempts), policy=policy)
    alone = graded(answers(GOOD if points else BAD))
    assert result.points == alone.points
    (remark,) = (remark for remark in result.remarks if remark.code.startswith("many_attempts"))
    assert remark.code == code
    assert remark.values["count"] == 4
    assert all(remark.text.of(language).endswith(".") for language in LANGUAGES)


def test_which_attempt_counted_is_its_number_among_all(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = graded(answers(BAD, BAD, BAD, GOOD), policy="last").reasons
    monkeypatch.setattr(plays, "MAX_ATTEMPTS", 2)
    assert graded(answers(BAD, BAD, BAD, GOOD), policy="last").reasons == whole


def test_files_by_id_do_as_well_as_a_function() -> None:
    result = graded(answers(GOOD), book=Book(scenarios=library()))
    assert result == graded(answers(GOOD))


def test_a_variant_that_does_not_exist_cannot_be_replayed() -> None:
    assert graded(answers(changed(GOOD, 0, variant="easy")), book=Book(scenarios=library())).points == 0.0


def test_a_role_play_that_the_grader_lacks_is_for_a_person() -> None:
    result = graded(answers(GOOD), book=Book())
    assert result.points is None
    assert [remark.code for remark in result.remarks] == ["run_refused"]
