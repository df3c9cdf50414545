"""The notebook as a student gets it: model answers out, graded cells locked, by nbgrader's own steps.

``nbgrader generate_assignment`` makes the same of the instructor's notebook (a test holds the two together), so that a
student who got the course as a folder and one who fetched the assignment hand in the same thing.
"""

from copy import deepcopy
from typing import Any

from nbformat import NotebookNode

from course.locale import Language, say
from course.notebooks import nodes
from course.notebooks.notebook import stub


def release(notebook: NotebookNode, language: Language) -> NotebookNode:
    """The student's copy of an instructor's notebook; the notebook given is left as it is."""
    # Late, since nbgrader brings its grade book and a web server along.
    from nbgrader.preprocessors import CheckCellMetadata, ClearSolutions, ComputeChecksums, LockCells  # noqa: PLC0415

    steps = (LockCells(), ClearSolutions(text_stub=stub(language)), ComputeChecksums(), CheckCellMetadata())
    released: NotebookNode = deepcopy(notebook)
    resources: dict[str, Any] = {}
    for step in steps:
        released, resources = step.preprocess(released, resources)
    return released


def with_answers(notebook: NotebookNode, language: Language) -> NotebookNode:
    """The student's copy for self-study: below each written answer stands the model answer, folded."""
    answers = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in notebook.cells
        if cell.cell_type == "markdown" and "nbgrader" in cell.metadata
    }
    released = release(notebook, language)
    cells: list[NotebookNode] = []
    for cell in released.cells:
        cells.append(cell)
        identity = cell.metadata.get("nbgrader", {}).get("grade_id")
        if identity in answers:
            heading = say("build.model_answer", language)
            text = f"<details>\n<summary>{heading}</summary>\n\n{answers[identity]}\n\n</details>"
            cells.append(nodes.markdown(text, f"{identity}-answer"))
    released.cells = cells
    return released
