"""Where each source is used: in which lessons and questions, rules of the game and figures about the tests."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from course.negotiation.calibration import Calibration
from course.negotiation.changes import Rule
from course.notebooks import parts
from course.notebooks.citing import Citation, in_list, named
from course.notebooks.passages import passages
from course.notebooks.reference import Reference, library
from course.notebooks.shelf import Page, Shelf
from course.notebooks.source import SourceError, read

#: The place that stands for the rules and magnitudes of the role-plays.
GAME: Final = "game"
#: The place that stands for what is computed about the test before and after.
TESTS: Final = "tests"
#: What that rests on: the gain between the two (``autograder.gain``), and how far raters of the keys agree
#: (``course.scoring.agreement``). Both say in their own words how; no page does.
OF_TESTS: Final = "Hake 1998; Marx & Cummings 2007; Bennett, Alpert & Goldstein 1954"
#: The page with the tactic cards, which name their sources by id.
CARDS: Final = "tactics"

#: What a rule or a magnitude rests on when it rests on no source.
_OURS: Final = "design"


def uses(shelf: Shelf) -> dict[str, tuple[str, ...]]:
    """The pages, by name and in the order of the course, that use a source, by its id; what is no page comes last."""
    sources = library(shelf.lessons).sources
    found: dict[str, list[str]] = {}
    for page in shelf.pages:
        if page.kind in {"lesson", "exercise"}:
            for source in _of_page(page, sources):
                found.setdefault(source.id, []).append(page.name)
        if page.name == CARDS:
            for card in library(shelf.lessons).cards:
                for name in card.sources:
                    found.setdefault(name, []).append(page.name)
    for place, cited in ((GAME, of_game(sources)), (TESTS, in_list(OF_TESTS, sources))):
        for citation in cited:
            if citation.source is not None:
                found.setdefault(citation.source.id, []).append(place)
    return {name: tuple(dict.fromkeys(places)) for name, places in found.items()}


def of_game(sources: tuple[Reference, ...]) -> Iterator[Citation]:
    """What the rules and the magnitudes of the role-plays cite, known to the course or not."""
    texts = [rule.source for rule in Rule] + [str(each.metadata["source"]) for each in fields(Calibration)]
    for text in dict.fromkeys(texts):
        for part in text.replace("*", "").split(";"):
            if not part.strip().startswith(_OURS):
                yield from in_list(part, sources)


def _of_page(page: Page, sources: tuple[Reference, ...]) -> Iterator[Reference]:
    try:
        source = read(page.path)
    except SourceError:
        return
    for cell in source.cells:
        if cell.language == "en":
            for passage in passages(cell.text):
                yield from named(passage.text, sources)
    for each in parts.questions(page):
        yield from (citation.source for citation in in_list(each.item.source.en, sources) if citation.source)
