"""What a file of questions has in common with a page: its language, its figures in both languages, its sources."""

from collections.abc import Iterator
from typing import Final

from course.answers.kinds import NOTHING, Authored, Classify, Table, options_of
from course.findings import Finding, listed
from course.locale import LANGUAGES, Language, Text
from course.notebooks import parts
from course.notebooks.checks import cites, quiz
from course.notebooks.checks.language import english_words
from course.notebooks.passages import passages
from course.notebooks.reference import Library
from course.notebooks.shelf import Page
from course.roleplay.checks.figures import digits, figures
from course.roleplay.checks.quotes import unpaired
from course.roleplay.strict_yaml import Lines, Path, load

_BOTH_WAYS: Final[tuple[tuple[Language, Language], ...]] = (("en", "nl"), ("nl", "en"))


def check(page: Page, library: Library) -> Iterator[Finding]:
    """Everything in the questions of a page that the questions themselves cannot know; nothing when they are broken."""
    if page.items is None:
        return
    authored = parts.questions(page)
    if not authored:
        return
    file, lines = str(page.items), load(page.items.read_bytes())[1]
    for n, each in enumerate(authored):
        for path, text in _texts(each, ("items", n)):
            yield from _language(text, path, lines, file)
            yield from _figures(text, path, lines, file)
    yield from cites.check_items(authored, lines, file, library)
    if page.number is not None:
        yield from quiz.check(authored, lines, file, page.number, library)


def _texts(authored: Authored, path: Path) -> Iterator[tuple[Path, Text]]:
    """Every text of a question with its place."""
    item, key = authored.item, authored.key
    yield (*path, "question"), item.question
    if "" in key.why:
        yield (*path, "why"), key.why[""]
    name = "rows" if isinstance(item, Table) else "options"
    for m, option in enumerate(options_of(item)):
        yield (*path, name, m, "text"), option.text
        yield (*path, name, m, "why"), key.why.get(option.id, NOTHING)
    if isinstance(item, Classify):
        for m, option in enumerate(item.classes):
            yield (*path, "classes", m, "text"), option.text


def _language(text: Text, path: Path, lines: Lines, file: str) -> Iterator[Finding]:
    for language in LANGUAGES:
        spot = lines.of(*path, language)
        mark = unpaired(text.of(language), language)
        if mark is not None:
            yield Finding("L070", file, spot.line, spot.column, {"mark": mark, "text": text.of(language)[:40]})
    spot = lines.of(*path, "nl")
    upright = "".join(passage.upright for passage in passages(text.nl))
    for word, dutch in english_words(upright):
        yield Finding("L072", file, spot.line, spot.column, {"word": word, "dutch": dutch})


def _figures(text: Text, path: Path, lines: Lines, file: str) -> Iterator[Finding]:
    """A figure in digits stands in the other language too, as digits or as a word."""
    for here, there in _BOTH_WAYS:
        known = figures(text.of(there), there)
        missing = [figure for figure in dict.fromkeys(digits(text.of(here), here)) if figure not in known]
        if missing:
            spot = lines.of(*path, there)
            yield Finding("Q012", file, spot.line, spot.column, {"figures": listed(f"{each:g}" for each in missing)})
