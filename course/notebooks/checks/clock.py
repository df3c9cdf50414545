"""How long a lesson takes: an estimate from its words, its questions and what there is to do.

Minutes are for somebody who reads to learn: 180 words a minute (adults read easy prose at some 240), a talk of a
role-play 10, a replay 5, a figure 5, a written comparison 6, looking back 4, and for each question what its kind takes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from course.answers.kinds import Authored, Classify, Estimate, Item, Number, Rating, Table
from course.findings import Finding
from course.locale import LANGUAGES, Language
from course.notebooks import cells, markdown
from course.notebooks.source import Source

#: Minutes that a lesson may take, the graded exercise left out.
MOST: Final = 60
WORDS_A_MINUTE: Final = 180
COMPARISON: Final = 6.0
LOOKING_BACK: Final = 4.0
_CALLS: Final[Mapping[str, float]] = {"roleplay": 10.0, "watch": 5.0, "explore": 5.0}


@dataclass(frozen=True, slots=True)
class Time:
    """Minutes of a lesson, by what one does."""

    reading: float
    writing: float
    doing: float
    quiz: float

    @property
    def total(self) -> float:
        """All of it."""
        return self.reading + self.writing + self.doing + self.quiz


def check(source: Source, authored: tuple[Authored, ...]) -> Iterator[Finding]:
    """A lesson that takes longer than its hour, in the language that takes longest."""
    language = max(LANGUAGES, key=lambda each: time(source, authored, each).total)
    found = time(source, authored, language)
    if found.total > MOST:
        parts = {name: f"{getattr(found, name):.0f}" for name in ("reading", "writing", "doing", "quiz")}
        yield source.finding("L106", 1, total=f"{found.total:.0f}", most=MOST, **parts)


def time(source: Source, authored: tuple[Authored, ...], language: Language) -> Time:
    """The estimate for one language."""
    texts = [cell.text for cell in source.cells if cell.kind == "markdown" and cell.language == language]
    words = sum(len(markdown.outline(text).prose.split()) for text in texts)
    doing = sum(
        _CALLS.get(getattr(call.func, "id", ""), 0.0)
        for cell in source.cells
        if cell.kind == "code"
        for call in cells.calls(cell.text)
    )
    return Time(words / WORDS_A_MINUTE, COMPARISON + LOOKING_BACK, doing, sum(minutes(each.item) for each in authored))


def minutes(item: Item) -> float:
    """What a question takes."""
    match item:
        case Classify() | Rating() | Estimate():
            return 0.3 * len(item.options)
        case Table():
            return 0.4 * len(item.rows) * len(item.columns)
        case Number():
            return 2.0
        case _:
            return 1.2
