"""Questions that can be guessed by somebody who does not read them."""

from pathlib import Path

import pytest

from course.answers.fairness import advise
from course.answers.items import lint_items
from course.answers.kinds import Authored, Choice, ChoiceKey, Option
from course.locale import Text
from course.roleplay.strict_yaml import Lines
from tests.answers.test_items import changed

WORDS = (
    "Ask what it costs them now",
    "Say that you will not do so",
    "Write it in the goals today",
    "Let the board decide on it.",
)
LONG = "Let the board decide on all of it"


def question(number: int, right: int, texts: tuple[str, ...] = WORDS) -> Authored:
    options = tuple(Option(f"o{n}", Text(text, text)) for n, text in enumerate(texts))
    item = Choice(id=f"q{number}", question=Text("q", "v"), options=options)
    return Authored(item, ChoiceKey(item=item.id, right=f"o{right}"))


def codes(*authored: Authored) -> list[str]:
    return [finding.code for finding in advise(authored, Lines({}), "items.yaml")]


def test_a_key_that_moves_about_is_fair() -> None:
    assert codes(*(question(n, n % 4) for n in range(8))) == []


def turned(texts: tuple[str, ...], by: int) -> tuple[str, ...]:
    return tuple(texts[(place - by) % 4] for place in range(4))


def test_a_key_that_is_always_first_is_told() -> None:
    assert codes(*(question(n, 0, turned(WORDS, n)) for n in range(6))) == ["Q024"]


def test_a_few_questions_prove_nothing() -> None:
    assert codes(*(question(n, 0) for n in range(3))) == []


def test_a_key_that_is_always_the_longest_is_told() -> None:
    texts = (*WORDS[1:], LONG)
    assert codes(*(question(n, (3 + n) % 4, turned(texts, n)) for n in range(6))) == ["Q024"]


def test_options_of_very_different_length_are_told() -> None:
    texts = (*WORDS[:3], "Ask what it costs them, then show the list of eleven companies, and propose a range")
    assert set(codes(question(1, 3, texts))) == {"Q023"}


def test_short_options_may_differ_in_length() -> None:
    assert codes(question(1, 0, ("Four", "Eleven", "Twenty-two", "None"))) == []


def test_all_of_the_above_is_told() -> None:
    assert set(codes(question(1, 3, (*WORDS[:3], "Do all of the above at once")))) == {"Q021"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("- id: overrule", "- id: wrong-one", "Q020"),
        ("id: talks", "id: a-talks", "Q022"),
    ],
)
def test_ids_that_betray_the_key_are_told(tmp_path: Path, old: str, new: str, code: str) -> None:
    path = changed(tmp_path, old, new)
    if code == "Q022":
        text = path.read_text(encoding="utf-8")
        for before, after in (
            ("id: mandate", "id: b-mandate"),
            ('id: table\n        text: {en: "Neg', 'id: c-table\n        text: {en: "Neg'),
        ):
            text = text.replace(before, after, 1)
        text = text.replace("id: vote", "id: d-vote").replace(
            "[talks, mandate, table, vote]", "[a-talks, b-mandate, c-table, d-vote]"
        )
        path.write_text(text, encoding="utf-8")
    assert code in {finding.code for finding in lint_items(path)}
