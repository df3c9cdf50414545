"""What can be wrong with the journal. Nothing but the journal holds answers here."""

import json

from tests.autograder.broken.case import FULL, NOTHING, ONLY_CHOICE, Stock, case, silent
from tests.autograder.classes import GOOD, HandIn, line


def journal(hand_in: HandIn, *lines: dict[str, object]) -> None:
    """These lines, and no copy in the notebook."""
    silent(hand_in)
    hand_in.answer([*lines])


@case("torn", points=ONLY_CHOICE, stock=Stock.BLIND)
def torn(hand_in: HandIn) -> None:
    """A crash tore the last line off."""
    journal(hand_in)
    hand_in.journal.write_text(json.dumps(GOOD[0]) + "\n" + json.dumps(GOOD[1])[:30])


@case("not_utf8", stock=Stock.BLIND)
def bad_bytes(hand_in: HandIn) -> None:
    """Behind the answers stand bytes that are no text."""
    journal(hand_in, *GOOD)
    hand_in.journal.write_bytes(hand_in.journal.read_bytes() + b"\xff\xfe\n")


@case("not_json", stock=Stock.BLIND)
def no_json(hand_in: HandIn) -> None:
    """Somebody wrote a remark into the journal."""
    journal(hand_in, *GOOD)
    hand_in.journal.write_text("mijn antwoorden:\n" + hand_in.journal.read_text())


@case("impossible", points=ONLY_CHOICE, stock=Stock.BLIND)
def impossible(hand_in: HandIn) -> None:
    """An answer that the question does not allow."""
    journal(hand_in, GOOD[0], line("q-number", {"number": "many"}))


@case("bad_value", points=ONLY_CHOICE, stock=Stock.BLIND)
def wrong_type(hand_in: HandIn) -> None:
    """The value of a line is a list."""
    journal(hand_in, GOOD[0], {**GOOD[1], "value": [22]})


@case("unknown_format", points=ONLY_CHOICE, stock=Stock.BLIND)
def other_version(hand_in: HandIn) -> None:
    """A line is of a version that does not exist yet."""
    journal(hand_in, GOOD[0], {**GOOD[1], "format": 2})


@case("unknown_item", stock=Stock.BLIND)
def unknown_item(hand_in: HandIn) -> None:
    """There is an answer to something that was not asked."""
    journal(hand_in, *GOOD, line("q-nowhere", {"chosen": "ask"}))


@case("other_assignment", points=NOTHING, stock=Stock.BLIND)
def other_assignment(hand_in: HandIn) -> None:
    """The journal of another assignment was handed in."""
    journal(hand_in, line("e1a-1", {"chosen": "ask"}), line("e1a-2", {"number": 3}, 1))


@case("double_line", stock=Stock.BLIND)
def twice(hand_in: HandIn) -> None:
    """Every line stands there twice."""
    journal(hand_in, *GOOD, *GOOD)


@case("no_answers", points=NOTHING, stock=Stock.BLIND)
def empty(hand_in: HandIn) -> None:
    """The journal is empty, and so are the outputs."""
    journal(hand_in)


@case(stock=Stock.BLIND)
def windows(hand_in: HandIn) -> None:
    """An editor on Windows put a mark before the first line and ended the lines its own way."""
    journal(hand_in, *GOOD)
    hand_in.journal.write_bytes(b"\xef\xbb\xbf" + hand_in.journal.read_bytes().replace(b"\n", b"\r\n"))


@case("recoded", stock=Stock.BLIND)
def utf_16(hand_in: HandIn) -> None:
    """Notepad saved the journal as what it calls Unicode."""
    journal(hand_in, *GOOD)
    hand_in.journal.write_text(hand_in.journal.read_text(), encoding="utf-16")


@case(points=FULL, stock=Stock.BLIND)
def behind_the_notebook(hand_in: HandIn) -> None:
    """The journal is older than the notebook, which has the rest."""
    hand_in.answer(GOOD[:1])
