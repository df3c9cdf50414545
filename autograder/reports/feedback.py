"""The page that a student gets back: the score of every part, why, and what the teacher wrote."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from nbconvert.exporters import HTMLExporter
from nbgrader.preprocessors import GetGrades
from traitlets import Unicode

from autograder.marking.clean import clean, safe_markdown
from autograder.marking.labels import first_words, part_label
from autograder.marking.marking import number
from autograder.marking.rebuild import grader_metadata
from course.answers.as_data import read_file
from course.answers.call import read_call
from course.locale import Text, say

# What nbgrader's own step writes under an unanswered question.
NO_RESPONSE: Final = "No response."
LARGEST_ITEMS: Final = 5_000_000
HEAD: Final = re.compile(r"<p><strong>[^<]*</strong></p>")
LOOK: Final = Path(__file__).parent.parent / "pages" / "feedback_page" / "look.css"


@dataclass(frozen=True, slots=True)
class Part:
    """One graded cell on the page."""

    label: str
    question: str
    score: float
    points: float
    written: bool
    cell: Any
    reasons: tuple[str, ...]
    comment: str
    waiting: bool

    @property
    def percent(self) -> int:
        """How long the bar is."""
        return round(100 * min(max(self.score / self.points, 0), 1)) if self.points else 0


class GetScores(GetGrades):
    """nbgrader's own, and whether a part still waits for a person."""

    def _get_score(self, cell: Any, resources: Any) -> None:
        super()._get_score(cell, resources)
        place = cell.metadata["nbgrader"]
        grade = self.gradebook.find_grade(place["grade_id"], self.notebook_id, self.assignment_id, self.student_id)
        place["waiting"] = grade.manual_score is None and grade.auto_score is None


class FeedbackExporter(HTMLExporter):
    """nbconvert's HTML exporter with our page, in the language of the class. Loads nothing from elsewhere."""

    language = Unicode("en", help="The language of the class: en or nl").tag(config=True)

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """The filters of the page: Markdown is cleaned whatever the configuration says."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield "markdown2html", safe_markdown

    def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        """Turns a graded notebook into the page."""
        resources = self._init_resources(resources)  # type: ignore[no-untyped-call]
        resources["language"] = self.language
        resources["look"] = LOOK.read_text(encoding="utf-8")
        resources["title"] = _title(nb) or resources["nbgrader"]["notebook"]
        return super().from_notebook_node(nb, resources, **kw)

    def _create_environment(self) -> Any:
        environment = super()._create_environment()  # type: ignore[no-untyped-call]
        # Called by the page itself: only then have nbgrader's steps put the scores into the cells.
        environment.globals["parts_of"] = self._parts
        environment.globals["say"] = lambda key, **values: say(f"autograder.{key}", self.language, **values)
        environment.globals["number"] = lambda value: number(float(value or 0), self.language)
        return environment

    def _parts(self, nb: Any, folder: str) -> tuple[Part, ...]:
        questions = read_questions(Path(folder))
        return tuple(self._part(cell, questions) for cell in nb.cells if _is_graded(cell))

    def _part(self, cell: Any, questions: Mapping[str, Text]) -> Part:
        place = grader_metadata(cell)
        score = float(place.get("score") or 0)
        call = read_call(cell.source) if cell.cell_type == "code" and not place.get("solution") else None
        question = questions.get(call.item) if call is not None and call.name != "criterion" else None
        asked = question.of(self.language) if question is not None else ""
        return Part(
            label=first_words(asked) or part_label(cell, self.language),
            question=asked,
            score=score,
            points=float(place.get("points") or 0),
            written=bool(place.get("solution")),
            cell=cell,
            reasons=tuple(_reasons(output.get("data", {}), score) for output in cell.get("outputs", [])),
            comment=_comment(place.get("comment"), self.language),
            waiting=bool(place.get("waiting")),
        )


def read_questions(folder: Path) -> Mapping[str, Text]:
    """The questions in a folder with ``items.json``: a released assignment, or a graded one, where it is copied to."""
    file = folder / "items.json"
    try:
        if file.stat().st_size > LARGEST_ITEMS:
            return {}
        items, _ = read_file(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError):
        return {}
    return {name: item.question for name, item in items.items()}


def _reasons(data: Any, score: float) -> str:
    """The reasons that our own step left, without the points when the page shows the same points above them."""
    html = clean(_joined(data.get("text/html", "")))
    same = _joined(data.get("text/plain", "")) == repr(score)
    return HEAD.sub("", html, count=1) if same else html


def _comment(text: str | None, language: str) -> str:
    return say("autograder.no_response", language) if text == NO_RESPONSE else text or ""


def _joined(html: str | list[str]) -> str:
    return html if isinstance(html, str) else "".join(html)


def _is_graded(cell: Any) -> bool:
    place = grader_metadata(cell)
    return bool(place.get("grade") or place.get("task"))


def _title(nb: Any) -> str:
    """The first heading of the notebook."""
    for cell in nb.cells:
        if cell.cell_type == "markdown" and not grader_metadata(cell).get("solution"):
            for line in cell.source.splitlines():
                if line.startswith("# "):
                    return str(line[2:]).strip()
    return ""
