"""The points of the articles: a lesson teaches those that are planned for it, and names none that there is not."""

import re
from collections.abc import Iterator
from typing import Final

from course.findings import Finding, listed
from course.notebooks import markdown
from course.notebooks.reference import Library
from course.notebooks.shelf import Page
from course.notebooks.source import Source
from course.roleplay.checks.points import POINTS

_TAG: Final = re.compile(r"\[([CO]\d+)\]")


def check(source: Source, page: Page, library: Library) -> Iterator[Finding]:
    """Tags of points that there are not, and, in a lesson, planned points that it does not tag."""
    for cell in source.cells:
        if cell.kind == "markdown":
            for row, line in enumerate(cell.text.splitlines()):
                for point in _TAG.findall(line):
                    if point not in POINTS:
                        yield source.finding("L105", cell.text_line + row, point=point)
    if page.number is None or "points" not in library.there:
        return
    tagged = set(taught(source))
    missing = [point.id for point in library.points.values() if f"L{page.number}" in point.lessons]
    missing = [point for point in missing if point not in tagged]
    if missing:
        yield source.finding("L104", 1, points=listed(missing), first=missing[0])


def taught(source: Source) -> dict[str, list[str]]:
    """The points that a page tags in its text, each with the headings under which it does so, in English."""
    found: dict[str, list[str]] = {}
    heading = ""
    for cell in source.cells:
        if cell.kind != "markdown" or cell.language != "en":
            continue
        headings = markdown.outline(cell.text).headings
        heading = headings[0].text if headings else heading
        for point in dict.fromkeys(_TAG.findall(cell.text)):
            places = found.setdefault(point, [])
            if heading not in places:
                places.append(heading)
    return found
