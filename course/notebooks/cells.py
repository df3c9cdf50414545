"""What the build writes into a cell: nbgrader's metadata, and an id that stays the same at every build."""

import ast
import re
from typing import Final

from course.answers.call import Call, read_call
from course.notebooks.source import Cell

#: What nbgrader, the grade book and every file name made from an id can bear.
ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")

#: The version of nbgrader's cell metadata that we write.
SCHEMA_VERSION: Final = 3

#: The functions whose call can carry points.
GRADED: Final = frozenset({"ask", "record", "criterion"})

#: What authors write; everything nbgrader needs beyond it follows.
_AUTHORED: Final = frozenset({"lang", "points", "grade_id"})


def calls(code: str) -> tuple[ast.Call, ...]:
    """Every call of a plain name in ``code``, in order; none when it is not Python (a magic, half a line)."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return ()
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    return tuple(sorted(found, key=lambda call: (call.lineno, call.col_offset)))


def words_of(call: ast.Call) -> tuple[str | None, ...]:
    """The arguments of a call that are texts written out; None for any other."""
    given = (argument.value if isinstance(argument, ast.Constant) else None for argument in call.args)
    return tuple(value if isinstance(value, str) else None for value in given)


def graded_call(cell: Cell) -> Call | None:
    """The call whose answer a graded cell stands for; None when the cell can carry no points."""
    call = read_call(cell.text) if cell.kind == "code" else None
    return call if call and call.name in GRADED else None


def grade_id(cell: Cell) -> str | None:
    """The id under which a cell is graded; None for a cell that is not."""
    if cell.kind == "markdown":
        said = cell.metadata.get("grade_id")
        return None if said is None else str(said)
    call = graded_call(cell)
    if call is None or "points" not in cell.metadata:
        return None
    return f"{call.item}-{call.part}" if call.part else call.item


def metadata(cell: Cell) -> dict[str, object]:
    """The metadata of a cell in the notebook: what the author wrote, turned into nbgrader's words."""
    kept: dict[str, object] = {key: value for key, value in cell.metadata.items() if key not in _AUTHORED}
    identity = grade_id(cell)
    if identity is not None:
        written = cell.kind == "markdown"
        kept["nbgrader"] = nbgrader(identity, points=cell.metadata.get("points"), written=written)
    return kept


def nbgrader(identity: str, *, points: object, written: bool) -> dict[str, object]:
    """What nbgrader wants to know of a graded cell: a written answer, or a locked cell that records one."""
    return {
        "cell_type": "markdown" if written else "code",
        "grade": True,
        "grade_id": identity,
        "locked": not written,
        "points": points,
        "schema_version": SCHEMA_VERSION,
        "solution": written,
        "task": False,
    }


def read_only(identity: str) -> dict[str, object]:
    """What nbgrader wants to know of a cell that carries no points and that it restores when a student changed it."""
    return {
        "cell_type": "code",
        "grade": False,
        "grade_id": identity,
        "locked": True,
        "schema_version": SCHEMA_VERSION,
        "solution": False,
        "task": False,
    }
