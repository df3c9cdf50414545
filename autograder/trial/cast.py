"""The simulated class of the demo: who is in it, how they play, what they hand in."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from autograder.class_folder.classroom import JOURNAL, Classroom
from autograder.files import write_text
from autograder.inbox.moments import TIMESTAMP
from autograder.marking.rebuild import grader_metadata
from course.answers.collect import MIME
from course.locale import say

SCENARIO: Final = "purchasing"
FIRST_DAY: Final = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pupil:
    """One simulated student."""

    name: str
    first: str
    last: str
    plays: str
    seed: int
    writes: str = ""
    """Which reflection they write; none when empty."""
    keeps_journal: bool = True
    """Without, they hand in the notebook alone, as many do."""


CLASS: Final = (
    Pupil("amira", "Amira", "Haddad", "expert", 1, "deep"),
    Pupil("bram", "Bram", "de Wit", "expert", 2, "deep"),
    Pupil("chantal", "Chantal", "Visser", "expert", 3, "plain", keeps_journal=False),
    Pupil("daan", "Daan", "Postma", "careful", 1, "plain"),
    Pupil("esra", "Esra", "Yılmaz", "careful", 17, "deep"),
    Pupil("floor", "Floor", "Hendriks", "careful", 10, "plain"),
    Pupil("gijs", "Gijs", "van Loon", "average", 1, "plain"),
    Pupil("hanna", "Hanna", "Kowalska", "average", 3, "short"),
    Pupil("ilse", "Ilse", "Mulder", "egged-on", 9, "short"),
    Pupil("joost", "Joost", "Bakker", "hard-liner", 10, "proud"),
    Pupil("kim", "Kim", "Nguyen", "silent", 11),
    Pupil("lars", "Lars", "Smit", "random", 12, "short"),
)


def roster(pupils: tuple[Pupil, ...]) -> str:
    """The class as ``roster.csv``."""
    lines = (f"{p.name},{p.first},{p.last},{p.name}@example.org" for p in pupils)
    return "\n".join(("id,first_name,last_name,email", *lines)) + "\n"


def journal_of(pupil: Pupil) -> list[dict[str, object]]:
    """Plays the role-play as this student does, and gives the lines of the journal."""
    from course.roleplay.load import library, load  # noqa: PLC0415 - the engine loads when it is needed
    from course.roleplay.players import journal_values, player  # noqa: PLC0415

    scenario = load(library()[SCENARIO])
    start = FIRST_DAY + timedelta(days=pupil.seed % 5, hours=pupil.seed, minutes=7 * pupil.seed)
    return [
        {"format": 1, "item": SCENARIO, "attempt": 1, "value": value, "at": _stamp(start + timedelta(seconds=40 * n))}
        for n, value in enumerate(journal_values(scenario, player(pupil.plays), pupil.seed))
    ]


def hand_in(classroom: Classroom, assignment: str, pupil: Pupil, lines: list[dict[str, object]]) -> None:
    """Puts a student's folder into ``submitted/``: their notebook with what they did in it, and their journal."""
    folder = classroom.step("submitted", assignment, pupil.name)
    shutil.copytree(classroom.step("release", assignment), folder)
    file = folder / f"{assignment}.ipynb"
    notebook = json.loads(file.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        _work_on(cell, pupil, lines, classroom.language)
    write_text(file, json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
    if pupil.keeps_journal:
        write_text(folder / JOURNAL, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    write_text(folder / TIMESTAMP, f"{lines[-1]['at']}\n")


def _work_on(cell: dict[str, Any], pupil: Pupil, lines: list[dict[str, object]], language: str) -> None:
    place: Mapping[str, Any] = grader_metadata(cell)
    if place.get("solution") and pupil.writes:
        cell["source"] = say(f"demo.reflection_{pupil.writes}", language)
    if cell["cell_type"] == "code" and "roleplay(" in "".join(cell["source"]):
        data = {MIME: {"format": 1, "lines": lines}, "text/plain": f"{len(lines)} decisions"}
        cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": data}]
        cell["execution_count"] = 1


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
