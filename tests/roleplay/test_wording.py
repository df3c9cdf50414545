"""Words and numbers in sentences: capitals where they belong; rounding never turns what is said into its opposite."""

import pytest

from course.roleplay.wording import beside, capitalised, percents

CAPITALS = [
    ("the nights", "The nights"),
    ("'the nights,' he says. 'they stay.'", "'The nights,' he says. 'They stay.'"),
    ("élf uur. ook goed", "Élf uur. Ook goed"),
    ("'s nachts ook Gorinchem", "'s Nachts ook Gorinchem"),
    ("''s nachts alleen Schoonhoven'", "''s Nachts alleen Schoonhoven'"),
    ("Dat is goed. 's nachts ook", "Dat is goed. 's Nachts ook"),
    ("'t is goed", "'t Is goed"),
    ("24 maanden", "24 maanden"),
]


@pytest.mark.parametrize(("text", "shown"), CAPITALS)
def test_a_sentence_begins_with_a_capital_in_dutch_too(text: str, shown: str) -> None:
    assert capitalised(text) == shown


BESIDE = [
    # value, limit, shown
    (89.7, 90.0, ("89.7", "90")),
    (89.96, 90.0, ("89.96", "90")),
    (84.0, 90.0, ("84", "90")),
    (90.4, 90.0, ("90.4", "90")),
    (90.0, 90.0, ("90", "90")),
    (66.8, 66.66, ("66.8", "66.7")),
    (-7.2, 10.0, ("-7", "10")),
    (0.2, 0.0, ("0.2", "0")),
    (100.0, 90.0, ("100", "90")),
    (9.99999, 10.0, ("10", "10")),
]


@pytest.mark.parametrize(("value", "limit", "shown"), BESIDE)
def test_a_number_beside_its_limit(value: float, limit: float, shown: tuple[str, str]) -> None:
    found = beside(value, limit)
    assert (found[0].en, found[1].en) == shown
    assert (found[0].nl, found[1].nl) == tuple(text.replace(".", ",") for text in shown)


def test_a_vote_that_is_lost_by_less_than_a_percent_does_not_read_as_won() -> None:
    support, quota = percents(0.897, 0.9)
    assert (support.en, support.nl, quota.en) == ("89.7%", "89,7%", "90%")
    assert [text.en for text in percents(0.89, 0.6)] == ["89%", "60%"]
