"""Looks through the hand-ins of a class for work that is more alike than chance makes it. Reads only."""

from dataclasses import dataclass
from pathlib import Path

from autograder.class_folder.books import book_for
from autograder.class_folder.classroom import Classroom, is_student_id
from autograder.copied.prints import read_asked, read_hand_in
from autograder.copied.public import public_texts
from autograder.copied.stages import Stages
from autograder.copied.survey import Survey
from autograder.copied.together import read_together
from autograder.copied.weigh import Listing, weigh


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, and what is needed to put it into words."""

    listing: Listing
    stages: Stages


def find_copied(classroom: Classroom, assignment: str, together: Path | None = None) -> Found:
    """Everybody whose hand-ins are more alike than those of people who work apart, and what is odd about times.

    Raises:
        AutograderError: the assignment is unknown or not released yet, or the file of groups cannot be used.
    """
    asked = read_asked(classroom, assignment)
    groups = read_together(classroom, together)
    book = book_for(classroom, assignment)
    students = [name for name in classroom.handed_in(assignment) if is_student_id(name)]
    hand_ins = (read_hand_in(classroom, asked, assignment, student) for student in students)
    survey = Survey(hand_ins, asked.games, book)
    stages = Stages(survey.hand_ins.values(), book, classroom.language)
    survey.texts.leave_out(public_texts(classroom, assignment, asked, stages.all()))
    return Found(weigh(survey, assignment, groups, stages), stages)
