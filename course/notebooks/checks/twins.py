"""Both languages say the same: headings, links, figures, numbers, points of the seeds."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from course.findings import Finding, listed
from course.notebooks import markdown
from course.notebooks.markdown import Outline
from course.notebooks.pairs import Pair
from course.notebooks.source import Source

#: A picture may exist once a language: plan-en.svg and plan-nl.svg are the same figure.
_LANGUAGE_OF_FILE: Final = re.compile(r"-(?:en|nl)(?=\.[A-Za-z0-9]+$)")

#: Shorter texts may well be the same in both languages ("Mandaat", "R1", a name).
_ENOUGH_WORDS: Final = 5


def check(source: Source, pairs: tuple[Pair, ...]) -> Iterator[Finding]:
    """Every difference between two twins that is none of wording."""
    for pair in pairs:
        yield from _metadata(source, pair)
        if pair.en.text and pair.nl.text:
            en, nl = markdown.outline(pair.en.text), markdown.outline(pair.nl.text)
            yield from _shape(source, pair, en, nl)
            if en.prose == nl.prose and len(en.prose.split()) >= _ENOUGH_WORDS:
                yield source.finding("L011", pair.nl.text_line)


def _metadata(source: Source, pair: Pair) -> Iterator[Finding]:
    keys = sorted({*pair.en.metadata, *pair.nl.metadata} - {"lang"})
    for key in keys:
        en, nl = pair.en.metadata.get(key), pair.nl.metadata.get(key)
        if en != nl:
            yield source.finding("L010", pair.nl.line, key=key, en=_shown(en), nl=_shown(nl))


def _shown(value: object) -> str:
    return "-" if value is None else str(value)


def _shape(source: Source, pair: Pair, en: Outline, nl: Outline) -> Iterator[Finding]:
    levels = [heading.level for heading in en.headings], [heading.level for heading in nl.headings]
    if levels[0] != levels[1]:
        marks = [listed("#" * level for level in each) or "-" for each in levels]
        yield source.finding("L040", pair.nl.text_line, en=marks[0], nl=marks[1])
    compared: Mapping[str, tuple[Counter[str], Counter[str]]] = {
        "L041": (_links(en), _links(nl)),
        "L042": (_figures(en), _figures(nl)),
        "L043": (en.numbers("en"), nl.numbers("nl")),
        "L044": (en.points, nl.points),
    }
    for code, (first, second) in compared.items():
        if first != second:
            only = [listed(sorted(each.elements())) or "-" for each in (first - second, second - first)]
            yield source.finding(code, pair.nl.text_line, en=only[0], nl=only[1])


def _links(outline: Outline) -> Counter[str]:
    # A heading's name, and so the place after '#', is another one in the other language.
    return Counter(link.target.partition("#")[0] or "#" for link in outline.links)


def _figures(outline: Outline) -> Counter[str]:
    return Counter(_LANGUAGE_OF_FILE.sub("", figure.target) for figure in outline.figures)
