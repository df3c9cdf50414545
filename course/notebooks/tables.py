"""Figures of lessons and questions for a terminal: what guessing earns, how long a lesson takes and how it reads."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from course.answers.kinds import Authored
from course.locale import LANGUAGES, Language, both, say
from course.notebooks import parts
from course.notebooks.checks import clock, quiz, reading
from course.notebooks.reference import library
from course.notebooks.shelf import Shelf
from course.notebooks.source import SourceError, read
from course.scoring.guessing import Score, scores

ALL = "all"
"""The name of the group of all graded questions."""


def guesses(shelf: Shelf) -> Iterator[tuple[str, Score]]:
    """What every look earns, exercise by exercise and over all graded questions, for each language."""
    groups: dict[str, tuple[Authored, ...]] = {
        page.name: found for page in shelf.pages if page.graded and (found := parts.questions(page))
    }
    groups[ALL] = tuple(each for found in groups.values() for each in found)
    yield from scores(groups, LANGUAGES)


def guesses_as_text(shelf: Shelf, language: Language) -> str:
    """The table of :func:`guesses`."""
    lines, group = [say("coverage.guess_about", language)], ""
    for name, row in guesses(shelf):
        if name != group:
            group = name
            title = say("coverage.guess_all", language) if name == ALL else name
            lines += ["", f"{title:<28}{say('coverage.guess_head', language)}"]
        look = both(f"findings.guess_{row.look}").of(language)
        chance = f"{row.chance:4.0%} ({row.low:.0%}-{row.high:.0%})"
        wrong = "" if row.fair else say("coverage.guess_unfair", language)
        lines.append(f"  {row.language}  {look:<22}{row.questions:>9}  {row.share:>5.0%}  {chance}{wrong}")
    return "\n".join(lines)


def guesses_as_json(shelf: Shelf) -> str:
    """The same for a program."""
    return json.dumps([{"group": name, **asdict(row), "fair": row.fair} for name, row in guesses(shelf)], indent=2)


def measures_as_text(shelf: Shelf, language: Language) -> str:
    """For each lesson and language: minutes, words a sentence, long words, new words and the mix of the quiz."""
    lean = library(shelf.lessons)
    lines = [say("coverage.measures_about", language, most=clock.MOST), ""]
    width = max((len(page.name) for page in shelf.pages if page.number is not None), default=0) + 2
    for page in shelf.pages:
        if page.number is None:
            continue
        try:
            source = read(page.path)
        except SourceError:
            continue
        authored = parts.questions(page)
        kinds = [quiz.when(each.item.points, page.number, lean) for each in authored]
        for spoken in LANGUAGES:
            time = clock.time(source, authored, spoken)
            level = reading.level(reading.prose(source, spoken), spoken)
            minutes = "+".join(f"{part:.0f}" for part in (time.reading, time.writing, time.doing, time.quiz))
            lines.append(
                f"{page.name:<{width}}{spoken}  {time.total:3.0f} = {minutes:<12}{level.sentence:5.1f}{level.long:5.1f}"
                f"{len(lean.terms_of(page.name)):4}   {kinds.count('own')}+{kinds.count('earlier')}"
            )
    return "\n".join(lines)
