"""The quiz of a lesson: six questions in ten on the lesson itself, four on earlier ones, none on what comes later."""

from collections.abc import Iterable, Iterator
from typing import Final

from course.answers.kinds import Authored
from course.findings import Finding, listed
from course.notebooks.reference import Library
from course.roleplay.strict_yaml import Lines

#: The share of questions on earlier lessons: asking again after weeks is what makes things stay.
EARLIER: Final = 0.4


def check(authored: tuple[Authored, ...], lines: Lines, file: str, number: int, library: Library) -> Iterator[Finding]:
    """What is wrong with the mix of a quiz; the first point of a question says what it is about."""
    if "points" not in library.there or not authored:
        return
    kinds = [when(each.item.points, number, library) for each in authored]
    for n, kind in enumerate(kinds):
        if kind == "later":
            spot, point = lines.of("items", n, "points"), authored[n].item.points[0]
            lessons = listed(library.points[point].lessons)
            yield Finding("L108", file, spot.line, spot.column, {"point": point, "lessons": lessons})
    earlier, wanted = kinds.count("earlier"), round(EARLIER * len(kinds))
    if number > 1 and abs(earlier - wanted) > 1:
        yield Finding("L107", file, 1, 1, {"earlier": earlier, "count": len(kinds), "wanted": wanted})


def when(points: Iterable[str], number: int, library: Library) -> str:
    """Whether a question is about this lesson (``own``), an ``earlier`` or a ``later`` one, by its first point."""
    point = library.points.get(next(iter(points), ""))
    lessons = [int(lesson[1:]) for lesson in point.lessons if lesson[1:].isdigit()] if point else []
    if not lessons or number in lessons:
        return "own"
    return "earlier" if min(lessons) < number else "later"
