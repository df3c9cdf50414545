"""The measure of reading, and the estimate of time, on texts that can be counted by hand."""

from pathlib import Path

import pytest

from course.locale import Language
from course.notebooks import Shelf, parts
from course.notebooks.checks import clock, reading
from course.notebooks.passages import passages
from course.notebooks.source import Cell, read
from tests.answers.samples import authored
from tests.notebooks.material import FIXTURE


def cell(text: str, language: Language) -> Cell:
    return Cell("markdown", text, {"lang": language}, 1, 1)


LEVELS = [
    ("en", "One two three. Four five six seven.", (7, 2, 0)),
    ("en", "She said: 'Not one cent.' He left.", (7, 2, 0)),
    ("en", "Responsibility is long, and so is mandatory.", (7, 1, 2)),
    ("nl", "Verantwoordelijk is lang, achterban niet.", (5, 1, 1)),
    ("nl", "Het kost € 4,50. Dat is veel.", (5, 2, 0)),
    ("en", "# A heading does not count\n\n| nor | a table |\n|---|---|\n| at | all |", (0, 0, 0)),
    ("en", "- one item\n- another item", (4, 2, 0)),
]


@pytest.mark.parametrize(("language", "text", "counted"), LEVELS)
def test_words_sentences_and_long_words(language: Language, text: str, counted: tuple[int, int, int]) -> None:
    found = reading.level([cell(text, language)], language)
    assert (found.words, found.sentences, found.long_words) == counted


def test_the_list_of_sources_is_not_read_through() -> None:
    source = read(FIXTURE.parent / "school/lessons/l1-quay.md")
    texts = "\n".join(each.text for each in reading.prose(source, "nl"))
    assert "## Quiz" in texts
    assert "## Bronnen" not in texts


def test_time_is_the_sum_of_what_one_does() -> None:
    shelf = Shelf(FIXTURE.parent / "school")
    page = shelf.page("l1-quay")
    found = clock.time(read(page.path), parts.questions(page), "en")
    assert (found.writing, found.doing, found.quiz) == (10.0, 10.0, 2.4)
    assert found.total == pytest.approx(found.reading + 22.4)
    assert 0.5 < found.reading < 3


def test_every_kind_of_question_takes_time() -> None:
    taken = {each.item.kind: clock.minutes(each.item) for each in authored()}
    assert len(taken) == 8
    assert min(taken.values()) > 0
    assert taken["choice"] < taken["number"]


def test_passages_of_a_text() -> None:
    text = Path(FIXTURE.parent / "school/lessons/l1-quay.md").read_text(encoding="utf-8")
    part = text[text.index("## The idea") : text.index('+++ {"lang": "nl"}\n\n## Het idee')]
    found = list(passages(part))
    assert [each.kind for each in found] == ["heading", "paragraph", "quote", "quote"]
    assert [each.box for each in found] == [0, 0, 1, 1]
    assert [(bold.text, bold.leads) for each in found for bold in each.bold] == [
        ("crew table", False),
        ("The source says.", True),
        ("Research says.", True),
    ]


def test_italics_and_code_are_told_apart() -> None:
    (found,) = passages("A *title* and `code` and **bold *both***.")
    assert (found.text, found.upright) == ("A title and  and bold both.", "A  and  and bold .")
