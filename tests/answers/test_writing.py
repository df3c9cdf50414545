"""What a question asks for, what its options echo, and how an option looks."""

import pytest

from course.answers.kinds import Option
from course.answers.looks import LOOKS, politeness, qualifiers, taken
from course.answers.writing import asked, repeats
from course.locale import Text

ASKED = [
    ("en", "What should she do?", None),
    ("en", "What would you do?", "Q028"),
    ("en", "How will you answer him?", "Q028"),
    ("en", "He asks: 'What would you do?' What should she say?", None),
    ("en", "What is a mandate?", "Q026"),
    ("en", "What does 'ratify' mean?", "Q026"),
    ("en", "What is being asked here?", None),
    ("en", "Which of these is not a lock?", "Q027"),
    ("en", "Who should never come along?", "Q027"),
    ("en", "Which sentence is negotiating with her, and not only on her behalf?", None),
    ("en", "She did not ask. What should she do now?", None),
    ("nl", "Wat moet ze doen?", None),
    ("nl", "Wat zou je doen?", "Q028"),
    ("nl", "Wat doe je?", "Q028"),
    ("nl", "Wat zou je nu moeten doen?", None),
    ("nl", "Wat is een mandaat?", "Q026"),
    ("nl", "Wat betekent ruggespraak?", "Q026"),
    ("nl", "Welke zin is geen slot?", "Q027"),
    ("nl", "Met welke zin onderhandelt ze met haar, en niet alleen namens haar?", None),
    ("nl", "Ze vroeg het niet. Wat moet ze nu doen?", None),
]


@pytest.mark.parametrize(("language", "question", "code"), ASKED)
def test_what_is_asked(language: str, question: str, code: str | None) -> None:
    assert [found for found, _ in asked(question, language)] == ([code] if code else [])


ECHOES = [
    (("Ask about the delivery weeks", "Say no", "Wait a day"), [0]),
    (("Ask about the delivery", "Say no", "Wait a day"), []),
    (("Ask about the delivery weeks", "Promise two weeks", "Wait a day"), []),
    (("Ask Henk on Thursday", "Say no", "Wait a day"), []),
]


@pytest.mark.parametrize(("options", "echo"), ECHOES)
def test_an_option_that_alone_repeats_two_words_of_the_question(options: tuple[str, ...], echo: list[int]) -> None:
    question = "Henk wants delivery in two weeks on Thursday. What should Noor do?"
    assert [n for n, _ in repeats(question, options)] == echo


def test_looks_count_whole_words_in_their_language() -> None:
    assert qualifiers("Usually, if it may be", "en") == 3
    assert qualifiers("Amayzing biffs", "en") == 0
    assert qualifiers("Meestal, tenzij het kan", "nl") == 3
    assert politeness("Thank you, would you please?", "en") == 3
    assert politeness("Dank je, zou je dat graag doen?", "nl") == 4


PICKS = [
    ("first", ("a",)),
    ("last", ("c",)),
    ("longest", ("b", "c")),
    ("shortest", ("a",)),
    ("qualified", ("b",)),
    ("politest", ("c",)),
]


@pytest.mark.parametrize(("look", "picked"), PICKS)
def test_what_a_look_takes(look: str, picked: tuple[str, ...]) -> None:
    texts = {"a": "No.", "b": "If it may be so", "c": "Gladly, my love"}
    options = [Option(name, Text(text, text)) for name, text in texts.items()]
    assert taken(LOOKS[look], options, "en") == picked
