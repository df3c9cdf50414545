"""One hand-in from the submitted folder to scores, the same way under nbgrader's commands and under ours."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from autograder.class_folder.classroom import Classroom
from autograder.files import json_text, write_text
from autograder.inbox.histories import are_two, join
from autograder.inbox.intake import mended
from autograder.marking.labels import cell_namer
from autograder.marking.marking import Marked, mark, number, show
from autograder.marking.notes import Kind, Note, as_data, named, note, of_remarks
from autograder.marking.reading import Reading, read_file, read_journal
from autograder.marking.rebuild import grader_metadata, rebuild
from course.answers.call import read_call
from course.answers.collect import Collected, collect
from course.locale import Text, say
from course.scoring import Book

REPORT_FORMAT: Final = 1
MOST_NAMES: Final = 5


@dataclass(frozen=True, slots=True)
class Prepared:
    """A hand-in that is ready to be scored."""

    notebook: Any
    collected: Collected
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Graded:
    """A hand-in with its scores, and everything that was noted about it."""

    notebook: Any
    marked: dict[str, Marked]
    notes: tuple[Note, ...]


def prepare(
    classroom: Classroom, assignment: str, student: str, name: str, release: Any, *, reading: Reading | None = None
) -> Prepared:
    """Collects the answers of one hand-in and rebuilds its notebook from the released one.

    Whoever has just read the notebook hands over its ``reading``.
    """
    folder = classroom.step("submitted", assignment, student)
    reading = reading or read_file(folder / f"{name}.ipynb")
    journal, journal_notes = read_journal(folder)
    notebook = reading.notebook if reading is not None else None
    collected, joined = _collect(journal, notebook)
    rebuilt = rebuild(release, notebook)
    notes = [*mended(classroom, assignment, student), *(reading.notes if reading is not None else ())]
    if reading is None:
        notes.append(note(Kind.REPAIRED, "no_notebook"))
    notes += journal_notes
    if not collected.lines:
        notes.append(note(Kind.REPAIRED, "no_answers"))
    elif journal is None:
        notes.append(note(Kind.REPAIRED, "no_journal"))
    notes += [*joined, *rebuilt.notes, *of_remarks(collected.remarks)]
    return Prepared(rebuilt.notebook, collected, tuple(notes))


def _collect(journal: bytes | None, notebook: Mapping[str, Any] | None) -> tuple[Collected, list[Note]]:
    """All answers; those of a journal and a notebook that know nothing of each other each as what they are."""
    collected = collect(journal, notebook)
    if journal is None or notebook is None or not are_two(collected.lines):
        return collected, []
    lines = join([collect(journal, None).lines, collect(None, notebook).lines])
    return Collected(lines, collected.remarks), [note(Kind.REPAIRED, "two_histories")]


def score_hand_in(classroom: Classroom, prepared: Prepared, notebook: Any, book: Book) -> Graded:
    """Scores a prepared hand-in and shows the scores in ``notebook``, which nbgrader may have copied since."""
    marked = mark(notebook, prepared.collected, book, classroom.attempts)
    show(notebook, marked, classroom.language)
    notes = (
        *prepared.notes,
        *_strangers(notebook, prepared.collected, book),
        *(n for each in marked.values() for n in each.notes),
    )
    return Graded(notebook, marked, tuple(dict.fromkeys(named(notes, cell_namer(notebook, book)))))


def _strangers(notebook: Any, collected: Collected, book: Book) -> tuple[Note, ...]:
    """Answers to things that this assignment does not ask."""
    # What a student wrote is not even parsed.
    ours = (c for c in notebook.cells if c.cell_type == "code" and not grader_metadata(c).get("solution"))
    calls = (read_call(cell.source) for cell in ours)
    known = {*book.items, *(call.item for call in calls if call is not None)}
    items = sorted({line.item for line in collected.lines} - known)
    if not items:
        return ()
    shown = ", ".join(items[:MOST_NAMES]) + ("…" if len(items) > MOST_NAMES else "")
    if any(line.item in known for line in collected.lines):
        return (note(Kind.IGNORED, "unknown_item", items=shown),)
    return (note(Kind.DISTRUSTED, "other_assignment", items=shown),)


def write_report(
    classroom: Classroom, assignment: str, student: str, marked: Mapping[str, Marked], notes: tuple[Note, ...]
) -> None:
    """Leaves ``reports/<assignment>/<student>.json``: each score with its reasons, and what was done to the hand-in."""
    write_text(classroom.report_file(assignment, student), report_text(classroom, assignment, student, marked, notes))


def report_text(
    classroom: Classroom, assignment: str, student: str, marked: Mapping[str, Marked], notes: tuple[Note, ...]
) -> str:
    """What stands in the report file of a hand-in."""
    language = classroom.language
    scores = [
        {
            "cell": each.cell,
            "points": each.points,
            "maximum": each.maximum,
            "reasons": [reason.of(language) for reason in each.reasons],
        }
        for each in marked.values()
    ]
    drawn = dict.fromkeys(each.drawn.of(language) for each in marked.values() if each.drawn is not None)
    return json_text(
        {
            "format": REPORT_FORMAT,
            "assignment": assignment,
            "student": student,
            "attempts": classroom.attempts,
            "scores": scores,
            # Which variants of role-plays the points are about.
            **({"drawn": list(drawn)} if drawn else {}),
            **as_data(notes, language),
        }
    )


def read_notes(report: Path) -> tuple[Note, ...]:
    """The notes in a report file, in the language that they were written in; none when there is no such file."""
    try:
        found = json.loads(report.read_text(encoding="utf-8"))
        return tuple(
            Note(kind, str(entry["code"]), Text(str(entry["text"]), str(entry["text"])), entry.get("cell"))
            for kind in Kind
            for entry in found[str(kind)]
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()


def summary(marked: Mapping[str, Marked], written: int, language: str) -> str:
    """One line for logs: how many points, and how many cells wait for a person, ``written`` answers included."""
    points = sum(each.points for each in marked.values() if each.points is not None)
    by_hand = written + sum(each.points is None for each in marked.values())
    return say("autograder.summary", language, points=number(points, language), by_hand=by_hand)
