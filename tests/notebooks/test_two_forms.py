"""The blueprint of the test before and after: two forms that ask for the same, in other worlds."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from course.answers.as_data import item_data, read_item
from course.answers.items import load_items, read_items
from course.answers.kinds import Authored, BestWorst, BestWorstKey
from course.locale import LANGUAGES
from course.notebooks import find

EXERCISES = find(Path(__file__).parent).root / "exercises"
FORMS = {form: load_items(EXERCISES / f"test-{form}" / "items.yaml") for form in ("before", "after")}
TWINS = list(zip(FORMS["before"], FORMS["after"], strict=True))
FORM = pytest.mark.parametrize("form", FORMS)


def places(form: str) -> list[tuple[int, int]]:
    """Where the best and the worst of each question stand."""
    return [place(each) for each in FORMS[form]]


def place(authored: Authored) -> tuple[int, int]:
    assert isinstance(authored.item, BestWorst)
    assert isinstance(authored.key, BestWorstKey)
    ids = [option.id for option in authored.item.options]
    return ids.index(authored.key.best), ids.index(authored.key.worst)


@FORM
def test_twenty_situations_with_four_options_and_two_for_each_goal(form: str) -> None:
    found = FORMS[form]
    assert [each.item.id for each in found] == [f"{form}-{n}" for n in range(1, 21)]
    assert all(isinstance(each.item, BestWorst) and len(each.item.options) == 4 for each in found)
    assert Counter(each.item.goal for each in found) == {f"L{n}": 2 for n in range(1, 11)}


@pytest.mark.parametrize(("one", "other"), TWINS, ids=lambda each: each.item.id)
def test_twins_share_goal_points_and_source_and_no_words_of_their_worlds(one: Authored, other: Authored) -> None:
    assert (one.item.goal, one.item.points, one.item.source) == (other.item.goal, other.item.points, other.item.source)
    assert one.item.status == other.item.status == "provisional"
    names = [names_in(each) for each in (one, other)]
    assert not names[0] & names[1]


def names_in(authored: Authored) -> set[str]:
    """Names of people and places: capitals in the Dutch text that do not begin a sentence."""
    words = authored.item.question.nl.split()
    inner = (word for before, word in pairwise(words) if before[-1] not in ".?!:,'")
    return {word.strip("'.,?:;") for word in inner if word[0].isupper() and word != "De"}


def test_nobody_plays_in_two_situations() -> None:
    everybody = Counter(name for form in FORMS.values() for each in form for name in names_in(each))
    assert [name for name, count in everybody.items() if count > 1] == []


@FORM
@pytest.mark.parametrize("which", [0, 1])
def test_the_best_and_the_worst_stand_on_every_place_as_often(form: str, which: int) -> None:
    assert Counter(each[which] for each in places(form)) == dict.fromkeys(range(4), 5)


def test_the_place_in_one_form_says_nothing_about_the_other() -> None:
    pairs = list(zip(places("before"), places("after"), strict=True))
    assert sum(one[0] == other[0] for one, other in pairs) <= 8
    assert sum(one == other for one, other in pairs) <= 3


@FORM
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", ["best", "worst"])
def test_the_key_is_no_longer_and_no_shorter_than_the_rest(form: str, language: str, which: str) -> None:
    """Where the key stands among the four when they are put from long to short: on the whole in the middle."""
    ranks = []
    for each in FORMS[form]:
        assert isinstance(each.item, BestWorst)
        lengths = {option.id: len(option.text.of(language)) for option in each.item.options}
        keyed = lengths[getattr(each.key, which)]
        ranks.append(sum(length > keyed for length in lengths.values()))
    assert 1.0 <= sum(ranks) / len(ranks) <= 2.0
    assert max(Counter(ranks).values()) <= 10


@FORM
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_situation_is_short(form: str, language: str) -> None:
    words = {each.item.id: len(each.item.question.of(language).split()) for each in FORMS[form]}
    assert {name: count for name, count in words.items() if not 60 <= count <= 90} == {}


def test_a_goal_goes_along_with_an_item_and_is_left_out_where_there_is_none() -> None:
    item = FORMS["before"][0].item
    assert read_item(item_data(item)) == item
    assert item_data(item)["goal"] == "L1"
    plain = load_items(EXERCISES / "l8" / "items.yaml")[0].item
    assert "goal" not in item_data(plain)


@pytest.mark.parametrize(("goal", "fits"), [("L3", True), ("L10", True), ("L11", False), ("L0", False), ("3", False)])
def test_a_goal_is_one_of_the_ten_lessons(tmp_path: Path, goal: str, fits: bool) -> None:  # noqa: FBT001
    text = (EXERCISES / "test-before" / "items.yaml").read_text(encoding="utf-8")
    file = tmp_path / "items.yaml"
    file.write_text(text.replace("goal: L1\n", f"goal: {goal}\n", 1), encoding="utf-8")
    authored, findings = read_items(file)
    assert bool(authored) is fits
    assert bool(findings) is not fits
