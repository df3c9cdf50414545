"""A lesson has all parts that make one work, in their order, and no two lessons begin alike."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from course.findings import Finding
from course.locale import both
from course.notebooks import cells, markdown
from course.notebooks.passages import passages
from course.notebooks.source import Cell, Source


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a lesson: where it stands is the line of the first cell that ``there`` sees it in."""

    id: str
    there: Callable[[Cell], bool]


def check(source: Source) -> Iterator[Finding]:
    """Parts that a lesson lacks, and parts that come before what they rest on."""
    found = [cell for cell in source.cells if cell.kind == "code" or cell.language == "en"]
    places = {part.id: next((n for n, cell in enumerate(found) if part.there(cell)), None) for part in _PARTS}
    last, before = -1, ""
    for part in _PARTS:
        place = places[part.id]
        if place is None:
            yield source.finding(
                "L101", 1, part=both(f"findings.part_{part.id}"), write=both(f"findings.write_{part.id}")
            )
        elif place < last:
            values = {"part": both(f"findings.part_{part.id}"), "before": both(f"findings.part_{before}")}
            yield source.finding("L102", found[place].text_line, **values)
        else:
            last, before = place, part.id


def alike(sources: Iterable[Source]) -> Iterator[Finding]:
    """Lessons that begin as an earlier one does: with the same words, or in the same way."""
    seen: list[tuple[Source, str, frozenset[str], str]] = []
    for source in sources:
        opening = _opening(source)
        if not opening:
            continue
        line, text = opening
        begins = " ".join(word.lower() for word in _WORDS.findall(text)[:_SAME_START])
        words = frozenset(word.lower() for word in _WORDS.findall(text) if len(word) >= _LONG)
        way = next((name for name, pattern in _WAYS.items() if pattern.match(text)), "")
        for other, other_begins, other_words, other_way in seen:
            shared = len(words & other_words) / max(1, min(len(words), len(other_words)))
            if begins == other_begins or shared > _SHARED or (way and way == other_way):
                how = both(f"findings.opens_{way}") if way and way == other_way else both("findings.opens_words")
                yield source.finding("L103", line, other=other.path.name, how=how)
                break
        seen.append((source, begins, words, way))


_WORDS: Final = re.compile(r"[^\W\d_][\w’'-]*")
_SAME_START: Final = 3
_LONG: Final = 5
#: The share of longer words that two openings may have in common.
_SHARED: Final = 0.4
_DAYS: Final = "Mon|Tues|Wednes|Thurs|Fri|Satur|Sun"
_NUMBERS: Final = "One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Half|A quarter"
#: Ways to begin that may stand once in a course; all others are as many as there are stories.
_WAYS: Final = {
    "time": re.compile(
        rf"(?:On |It is |At )?(?:(?:{_DAYS})day\b|(?:{_NUMBERS}) (?:past|to|o'clock)|\d{{1,2}}[:.]\d\d)"
    ),
    "speech": re.compile(r"[‘'“\"]"),
    "question": re.compile(r"(?:Who|What|Why|How|When|Where|Which|Have you|Do you|Did you|Imagine|Suppose)\b"),
}


def _opening(source: Source) -> tuple[int, str] | None:
    """The first paragraph of a lesson, in English, with its line."""
    for cell in source.cells:
        if cell.language == "en":
            for passage in passages(cell.text):
                if passage.kind == "paragraph" and passage.text.strip():
                    return cell.text_line + passage.line, passage.text.strip()
    return None


def _headed(*words: str) -> Callable[[Cell], bool]:
    """A cell with a heading that begins with one of these words."""
    pattern = re.compile(rf"(?:{'|'.join(words)})", re.IGNORECASE)
    return lambda cell: (
        cell.kind == "markdown" and any(pattern.match(heading.text) for heading in markdown.outline(cell.text).headings)
    )


def _calls(name: str) -> Callable[[Cell], bool]:
    return lambda cell: (
        cell.kind == "code" and any(getattr(call.func, "id", "") == name for call in cells.calls(cell.text))
    )


def _either(*ways: Callable[[Cell], bool]) -> Callable[[Cell], bool]:
    return lambda cell: any(way(cell) for way in ways)


def _asks(cell: Cell) -> bool:
    """A question in bold, alone in its paragraph."""
    return cell.kind == "markdown" and any(
        bold.leads and bold.text.endswith("?") and bold.text == passage.text.strip()
        for passage in passages(cell.text)
        for bold in passage.bold
    )


def _links_to_exercise(cell: Cell) -> bool:
    return cell.kind == "markdown" and any("exercises/" in link.target for link in markdown.outline(cell.text).links)


#: What a lesson is made of, in its order.
_PARTS: Final = (
    _Part("question", _asks),
    _Part("cases", _headed("Two cases", "Case 1", "The first case")),
    _Part("comparison", _headed("Compar")),
    _Part("idea", _headed("The idea")),
    _Part("watch", _either(_headed("Watch"), _calls("watch"))),
    _Part("explore", _either(_headed("Explore"), _calls("explore"))),
    _Part("talk", _calls("roleplay")),
    _Part("exercise", _links_to_exercise),
    _Part("debrief", _headed("Looking back")),
    _Part("quiz", _headed("Quiz")),
    _Part("words", _headed("New words")),
    _Part("sources", _headed("Sources")),
)
