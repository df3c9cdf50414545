"""The page that shows how a class did: scores for each part and student, their distribution, and what was noted."""

import json
from dataclasses import dataclass
from html import escape
from pathlib import Path
from statistics import fmean
from typing import Any, Final

from autograder.classroom import Classroom
from autograder.feedback import LOOK
from autograder.files import write_text
from autograder.labels import label
from autograder.marking import number
from autograder.notes import Kind
from autograder.picture import picture, sentence
from autograder.scores import AssignmentScores, Row, read_scores
from course.locale import say

TEMPLATE: Final = Path(__file__).parent / "pages" / "report.html.j2"


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted about one hand-in."""

    who: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One assignment on the page."""

    scores: AssignmentScores
    rows: tuple[Row, ...]
    missing: tuple[str, ...]
    means: tuple[float | None, ...]
    mean: float
    picture: str
    sentence: str
    noted: tuple[Noted, ...]


def write_page(classroom: Classroom, config: Any, goal: Path) -> Path:
    """Writes the report of a class to ``goal``.

    Raises:
        AutograderError: there are no grades yet.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    sections = [_section(classroom, scores) for scores in read_scores(config) if scores.graded]
    language = classroom.language
    environment = Environment(
        loader=FileSystemLoader(TEMPLATE.parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.globals["say"] = lambda key, **values: say(f"autograder.{key}", language, **values)
    environment.globals["number"] = lambda value: number(value, language)
    environment.globals["who"] = _who
    environment.globals["label"] = lambda name: label(name, language)
    page = environment.get_template(TEMPLATE.name).render(
        language=language, look=LOOK.read_text(encoding="utf-8"), sections=sections, course=classroom.course_id
    )
    write_text(goal, page)
    return goal


def _section(classroom: Classroom, scores: AssignmentScores) -> Section:
    rows = tuple(sorted(scores.graded, key=lambda row: (-row.total, row.student)))
    svg = picture(scores, classroom.language)
    described = sentence(scores, classroom.language)
    return Section(
        scores=scores,
        rows=rows,
        missing=tuple(_who(row) for row in scores.rows if not row.handed_in),
        means=tuple(_mean(rows, part.name) for part in scores.parts),
        mean=fmean(row.total for row in rows),
        picture=svg.replace("<svg", f'<svg role="img" aria-label="{escape(described)}"', 1),
        sentence=described,
        noted=tuple(filter(lambda noted: noted.texts, (_noted(classroom, scores.name, row) for row in rows))),
    )


def _who(row: Row) -> str:
    """A student's name where the class list has one, and the id."""
    name = f"{row.first_name} {row.last_name}".strip()
    return f"{name} ({row.student})" if name else row.student


def _mean(rows: tuple[Row, ...], part: str) -> float | None:
    """The mean of a part over those whose part has been graded."""
    graded = [row.scores.get(part, 0.0) for row in rows if part not in row.waiting]
    return fmean(graded) if graded else None


def _noted(classroom: Classroom, assignment: str, row: Row) -> Noted:
    """What the report file of a hand-in holds; a file that was changed or lost is no reason to have no page."""
    try:
        report = json.loads(classroom.report_file(assignment, row.student).read_text(encoding="utf-8"))
        return Noted(_who(row), tuple(str(entry["text"]) for kind in Kind for entry in report[str(kind)]))
    except (OSError, ValueError, KeyError, TypeError):
        return Noted(_who(row), ())
