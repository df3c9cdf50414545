"""Who is compared: two who share what few have; never everybody with everybody in a large class."""

from collections.abc import Iterable, Mapping

import pytest

from autograder.copied import candidates
from autograder.copied.candidates import A_STUDENT, ALL, SHORT, Lists


def lists(
    count: int, usual: Mapping[int, Iterable[str]] | None = None, telling: Mapping[int, Iterable[str]] | None = None
) -> Lists:
    found = Lists()
    for number in range(count):
        found.add(f"s{number}", (usual or {}).get(number, ()), (telling or {}).get(number, ()))
    return found


def test_in_a_small_class_everybody_is_compared() -> None:
    assert len(lists(ALL).pairs()) == ALL * (ALL - 1) // 2


def test_in_a_large_class_only_who_shares_something() -> None:
    assert lists(100, {3: "abc", 70: "bcd", 80: "d"}).pairs() == [("s3", "s70"), ("s70", "s80")]


def test_what_many_share_says_nothing() -> None:
    many = dict.fromkeys(range(SHORT + 1), "a")
    assert lists(100, many).pairs() == []


def test_what_is_a_sign_by_itself_is_followed_from_one_to_the_next() -> None:
    many = dict.fromkeys(range(60), "a")
    pairs = lists(100, telling=many).pairs()
    assert len(pairs) == 59
    assert {name for pair in pairs for name in pair} == {f"s{n}" for n in range(60)}


def test_the_number_of_comparisons_is_bounded() -> None:
    groups = {number: [f"{number // 20} {key}" for key in range(50)] for number in range(400)}
    assert len(lists(400, groups).pairs()) == A_STUDENT * 400


def test_the_work_of_counting_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "MOST_STEPS", 10)
    groups = {number: [f"{number // 4} {key}" for key in range(50)] for number in range(400)}
    assert len(lists(400, groups).pairs()) <= 10
