"""The page that shows how a class did: scores for each part and student, their distribution, and what was noted."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from itertools import islice
from pathlib import Path
from statistics import fmean
from typing import Any, Final

from autograder.class_folder.classroom import Classroom
from autograder.class_folder.names import straight
from autograder.copied.find import find_copied
from autograder.copied.words import Teller, ToldList
from autograder.errors import AssignmentError
from autograder.files import write_text
from autograder.grading.scores import AssignmentScores, Row, read_scores
from autograder.marking.labels import label
from autograder.marking.marking import number
from autograder.marking.notes import Kind
from autograder.reports.feedback import LOOK, read_questions
from autograder.reports.picture import picture, sentence
from course.locale import Text, say

# What was put in the place of something that is not there counts as repaired; people look for what is missing.
MISSING: Final = frozenset({"no_answers", "no_journal", "no_notebook", "notebook_missing", "answer_deleted"})
MOST_FILES: Final = 3
MOST_LISTED: Final = 100
TEMPLATE: Final = Path(__file__).parent.parent / "pages" / "report.html.j2"


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted about one hand-in: each note with what was done, in words. What asks for a look comes first."""

    who: str
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One assignment on the page."""

    scores: AssignmentScores
    rows: tuple[Row, ...]
    missing: tuple[str, ...]
    ungraded: tuple[str, ...]
    """Who handed in something that was not graded, each with the files there are."""
    questions: Mapping[str, Text]
    means: tuple[float | None, ...]
    mean: float
    picture: str
    sentence: str
    noted: tuple[Noted, ...]
    drawn: Mapping[str, str]
    """By student, the variant of the role-play that counted; empty where there are none to draw."""
    drawn_sentence: str
    copied: ToldList | None
    """Hand-ins that are alike; None when the hand-ins are not here any more."""


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
    environment.globals["tell"] = lambda key, **values: say(f"copied.{key}", language, **values)
    environment.globals["who"] = _who
    environment.globals["label"] = lambda name, questions: label(name, language, questions)
    page = environment.get_template(TEMPLATE.name).render(
        language=language, look=LOOK.read_text(encoding="utf-8"), sections=sections, course=classroom.course_id
    )
    write_text(goal, page)
    return goal


def _section(classroom: Classroom, scores: AssignmentScores) -> Section:
    rows = tuple(sorted(scores.graded, key=lambda row: (-row.total, row.student)))
    questions = read_questions(classroom.step("release", scores.name))
    svg = picture(scores, classroom.language, questions)
    ungraded = _ungraded(classroom, scores)
    names = {row.student: _who(row) for row in scores.rows}
    described = sentence(scores, classroom.language)
    drawn = {row.student: found for row in rows if (found := _drawn(classroom, scores.name, row))}
    return Section(
        scores=scores,
        rows=rows,
        # Names of several scripts stand in one line: each turns only itself.
        missing=tuple(
            f"\u2068{_who(row)}\u2069" for row in scores.rows if not row.handed_in and row.student not in ungraded
        ),
        ungraded=tuple(f"\u2068{names.get(who, straight(who))}\u2069 ({files})" for who, files in ungraded.items()),
        questions=questions,
        means=tuple(_mean(rows, part.name) for part in scores.parts),
        mean=fmean(row.total for row in rows),
        picture=svg.replace("<svg", f'<svg role="img" aria-label="{escape(described)}"', 1),
        sentence=described,
        noted=tuple(filter(lambda noted: noted.notes, (_noted(classroom, scores.name, row) for row in rows))),
        drawn=drawn,
        drawn_sentence=_drawn_sentence(rows, drawn, classroom.language),
        copied=_copied(classroom, scores),
    )


def _drawn(classroom: Classroom, assignment: str, row: Row) -> str:
    """The variants that a hand-in was graded on, by their names."""
    try:
        report = json.loads(classroom.report_file(assignment, row.student).read_text(encoding="utf-8"))
        return ", ".join(str(name) for name in report.get("drawn", ()))
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return ""


def _drawn_sentence(rows: tuple[Row, ...], drawn: Mapping[str, str], language: str) -> str:
    """How many had which variant, and how they did with it."""
    totals: dict[str, list[float]] = {}
    for row in rows:
        if row.student in drawn:
            totals.setdefault(drawn[row.student], []).append(row.total)
    each = "; ".join(
        say("autograder.drawn_one", language, name=name, count=len(found), mean=number(fmean(found), language))
        for name, found in sorted(totals.items())
    )
    return say("autograder.drawn", language, each=each) if each else ""


def _copied(classroom: Classroom, scores: AssignmentScores) -> ToldList | None:
    """What is alike; grades without hand-ins, or without a release to compare them with, are a report all the same."""
    try:
        found = find_copied(classroom, scores.name)
    except AssignmentError:
        return None
    names = {row.student: straight(f"{row.first_name} {row.last_name}".strip()) for row in scores.rows}
    return Teller(found, names, classroom.language).all()


def _kinds(language: str) -> dict[Kind, str]:
    return {
        Kind.DISTRUSTED: say("autograder.kind_distrusted", language),
        Kind.REPAIRED: say("autograder.kind_repaired", language),
        Kind.IGNORED: say("autograder.kind_ignored", language),
    }


def _ungraded(classroom: Classroom, scores: AssignmentScores) -> dict[str, str]:
    graded = {row.student for row in scores.graded}
    found: dict[str, str] = {}
    for student in classroom.handed_in(scores.name):
        folder = classroom.step("submitted", scores.name, student)
        if student in graded or folder.is_symlink():
            continue
        with suppress(OSError), os.scandir(folder) as listed:
            names = sorted(straight(entry.name) for entry in islice(listed, MOST_LISTED))
            shown = ", ".join(names[:MOST_FILES]) + (" …" if len(names) > MOST_FILES else "")
            found[student] = shown or say("autograder.empty_folder", classroom.language)
    return found


def _who(row: Row) -> str:
    """A student's name where the class list has one, and the id."""
    name = straight(f"{row.first_name} {row.last_name}").strip()
    return f"{name} ({row.student})" if name else row.student


def _mean(rows: tuple[Row, ...], part: str) -> float | None:
    """The mean of a part over those whose part has been graded."""
    graded = [row.scores.get(part, 0.0) for row in rows if part not in row.waiting]
    return fmean(graded) if graded else None


def _noted(classroom: Classroom, assignment: str, row: Row) -> Noted:
    """What the report file of a hand-in holds; a file that was changed or lost is no reason to have no page."""
    try:
        report = json.loads(classroom.report_file(assignment, row.student).read_text(encoding="utf-8"))
        said = _kinds(classroom.language)
        missing = say("autograder.kind_missing", classroom.language)
        notes = [(kind, entry["code"], str(entry["text"])) for kind in said for entry in report[str(kind)]]
        words = [(missing if code in MISSING else said[kind], text) for kind, code, text in notes]
        return Noted(_who(row), tuple(words))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Noted(_who(row), ())
