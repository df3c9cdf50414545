"""Writes docs/coverage.md, where each point is taught, practised and scored: `python -m tools.coverage_page`."""

from pathlib import Path
from typing import Final

from course.notebooks.coverage import as_markdown, coverage, gaps
from course.notebooks.shelf import Shelf

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "coverage.md"

INTRODUCTION: Final = """\
# Where each point is taught, practised and scored · Waar elk punt wordt behandeld, geoefend en gescoord

The course teaches 80 points of two public articles, in our own words. For each of them: the parts of lessons that tag
it, the graded questions about it, the scenes of role-plays in which it is practised, and what scores it. A check with a
name of words, such as `asked_back`, looks at what was decided in a role-play; the other names are questions, with their
kind and their points.

De cursus behandelt 80 punten uit twee openbare artikelen, in onze eigen woorden. Voor elk punt: de onderdelen van
lessen die het noemen, de beoordeelde vragen erover, de scènes van rollenspellen waarin je het oefent, en wat het
scoort. Een controle met een naam in woorden, zoals `asked_back`, kijkt naar wat er in een rollenspel is besloten; de
andere namen zijn vragen, met hun soort en hun punten.

{state}

This table is made from the sources by `python -m tools.coverage_page`; `course coverage` prints it.
"""


def page() -> str:
    """The page as the sources have it now."""
    rows = coverage(Shelf(ROOT))
    empty = gaps(rows)
    points = len({gap.partition(" ")[0] for gap in empty})
    state = (
        f"**{len(empty)} columns of {points} points are still empty (–).** · "
        f"**{len(empty)} kolommen van {points} punten zijn nog leeg (–).**"
        if empty
        else f"All {len(rows)} points have all columns. · Alle {len(rows)} punten hebben alle kolommen."
    )
    return f"{INTRODUCTION.format(state=state)}\n{as_markdown(rows, link)}\n"


def link(column: str, place: str) -> str:
    """The source of a place, as a reader of the page can open it."""
    lesson = next((ROOT / "lessons").glob(f"{place.lower()}-*.md"), None)
    ways = {
        "lessons": f"../lessons/{lesson.name}" if lesson else "",
        "scenes": f"../course/scenarios/{place}.yaml",
    }
    return f"[{place}]({ways.get(column, f'../exercises/{place}/{place}.md')})"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.name} written")
