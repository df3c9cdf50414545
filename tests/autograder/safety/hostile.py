"""A hand-in that does everything a student could think of to run code on the grader's machine, or to change a score.

Everything in it that could run holds MARK, and would leave a file in a trap, or knock at a port.
"""

import json
import os
import sqlite3
from pathlib import Path
from typing import Any

from nbformat import v4

from autograder.class_folder.classroom import Classroom
from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn, grader, line, make_class

MARK = "k4n4r13"
STUDENT = "eve"
HONEST = "anna"


def class_of_two(root: Path) -> Classroom:
    """A class without a release yet; besides the questions there is a cell in which students write code."""
    classroom = make_class(root)
    file = classroom.step("source", ASSIGNMENT) / f"{ASSIGNMENT}.ipynb"
    notebook = json.loads(file.read_text())
    cell = v4.new_code_cell("answer = 42", id="own-code", metadata=grader("own-code", points=5, written=True))
    notebook["cells"].append(cell)
    file.write_text(json.dumps(notebook))
    return classroom


def code(trap: Path, port: int) -> dict[str, str]:
    """Things to run, by what they try."""
    place = json.dumps(str(trap))
    touch = f"open({place} + '/{MARK}-%s', 'w').close()"
    return {
        "write": touch % "write",
        "socket": f"import socket\nsocket.create_connection(('127.0.0.1', {port})).send(b'{MARK}')",
        "kill": f"import os, signal  # {MARK}\nos.kill(os.getppid(), signal.SIGKILL)",
        "shell": f"import os\nos.system('touch {trap}/{MARK}-shell')",
        "process": f"import subprocess\nsubprocess.run(['touch', '{trap}/{MARK}-process'])",
        "book": f"import sqlite3  # {MARK}\nsqlite3.connect('../../../gradebook.db').execute('drop table grade')",
        "patch shell": f"get_ipython().run_cell = lambda *a, **k: None  # {MARK}",
        "patch ours": f"import autograder.marking.marking as m  # {MARK}\nm.mark = lambda *a: 1/0",
        "patch scores": f"import nbgrader.utils as u  # {MARK}\nu.determine_grade = lambda *a: (99, 99)",
        "exit": f"import os; os._exit(0)  # {MARK}",
        "bash": f"%%bash\ntouch {trap}/{MARK}-bash",
        "bang": f"!touch {trap}/{MARK}-bang",
        "load_ext": f"%load_ext {MARK}",
        "run": f"%run {MARK}.py",
        "html": f"%%html\n<script>{MARK}</script>",
        "at import": f"__import__('os').system('touch {trap}/{MARK}-import')",
        "template": "{{ ''.__class__.__mro__[1].__subclasses__() }}{% import 'os' as o %} " + MARK,
        "terminal": f"\x1b]0;{MARK}\x07\x1b[2J\x9b31m",
        "format": "{0.__class__.__init__.__globals__} %(x)s {cell.__class__} " + MARK,
    }


def files(trap: Path) -> dict[str, str]:
    """Files that a program would run or obey when it looked for its own in the folder, by their path there."""
    python = f"open({json.dumps(str(trap))} + '/{MARK}-' + __name__.replace('.', '-'), 'w').close()\n"
    modules = ("json", "yaml", "nbformat", "autograder", "numpy", "ast", "ipykernel_launcher", "alembic", MARK)
    settings = ("nbgrader", "jupyter", "jupyter_server", "jupyter_nbconvert", "jupyter_notebook", "ipython")
    found = {f"{name}.py": python for name in (*modules, "conftest", "sitecustomize", "usercustomize", "setup")}
    found |= {f"{name}_config.py": python for name in settings}
    kernel = {"argv": ["touch", f"{trap}/{MARK}-kernel"], "display_name": "x", "language": "python"}
    hook = {"Autograde": {"pre_convert_hook": f"{MARK}.hook"}, "ExportApp": {"plugin_class": f"{MARK}.Plugin"}}
    return found | {
        "course/__init__.py": python,
        "course/scoring/__init__.py": python,
        "autograder/__init__.py": python,
        ".ipython/profile_default/startup/00.py": python,
        "profile_default/startup/00.py": python,
        "nbgrader_config.json": json.dumps(hook),
        f"{MARK}.pth": f"import os; os.system('touch {trap}/{MARK}-pth')\n",
        "kernels/python3/kernel.json": json.dumps(kernel),
        "share/jupyter/kernels/evil/kernel.json": json.dumps(kernel),
        "kernel.json": json.dumps(kernel),
        "templates/feedback_page/index.html.j2": "{{ cycler.__init__.__globals__.os.system('id') }} " + MARK,
        "feedback_page/index.html.j2": "{{ cycler.__init__.__globals__.os.system('id') }} " + MARK,
        "alembic": f"#!/bin/sh\ntouch {trap}/{MARK}-alembic\n",
        "run.sh": f"#!/bin/sh\ntouch {trap}/{MARK}-run\n",
        "alembic.ini": f"[alembic]\nscript_location = {MARK}\n",
        "class.yaml": "language: en\nattempts: best\n",
        "pyproject.toml": f"[tool.{MARK}]\n",
        ".nbgrader.log": MARK,
        "keys/mini.keys.json": json.dumps({"format": 1, "items": [], "keys": []}),
        "intake.json": json.dumps({"hash": "", "notes": []}),
        "items.json": json.dumps({"format": 1, "items": [], "keys": [], MARK: python}),
        f"\x1b[2J\r{MARK}.txt": MARK,
        "page.html": f"<script>{MARK}</script>",
        "autograded/anna/mini/mini.ipynb": "{}",
    }


def hand_in(classroom: Classroom, trap: Path, port: int) -> HandIn:
    """Puts the hostile hand-in into ``submitted/``, with the same answers as the honest one."""
    found = HandIn(classroom, STUDENT)
    tricks = code(trap, port)
    notebook = found.read()
    notebook["metadata"] = _metadata()
    for number, cell in enumerate(notebook["cells"]):
        _twist(cell, tricks, number)
    extra = [v4.new_code_cell(source, id=f"extra-{n}", metadata=_flags(n)) for n, source in enumerate(tricks.values())]
    notebook["cells"] = [*extra, *notebook["cells"], *(v4.new_raw_cell(t) for t in tricks.values())]
    found.write(notebook)
    found.embed(GOOD)
    words = [line(text, {"chosen": text, text: text}, 9) for text in tricks.values()]
    found.answer([*GOOD, *words, line("q-choice", {"chosen": tricks["format"]}, 3, 2)])
    for name, content in files(trap).items():
        file = found.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_dir():
            continue
        file.write_text(content)
        file.chmod(0o755)
    with sqlite3.connect(found.folder / "gradebook.db") as book:
        book.execute("create table grade (auto_score float)")
    os.utime(found.folder, (0, 0))
    return found


def honest(classroom: Classroom, student: str = HONEST) -> HandIn:
    """The same answers and nothing else."""
    found = HandIn(classroom, student)
    found.answer(GOOD)
    found.embed(GOOD)
    return found


def _metadata() -> dict[str, Any]:
    return {
        "kernelspec": {"name": "evil", "display_name": "evil", "language": "bash"},
        "language_info": {"name": "bash", "mimetype": f"text/{MARK}", "nbconvert_exporter": f"{MARK}.Exporter"},
        "_jupyter_messages": [{"msg_type": "execute_request", "content": {"code": f"print('{MARK}')"}}],
        "nbconvert": {"template": MARK, "preprocessors": [f"{MARK}.Preprocessor"], "execute": True},
        "nbgrader": {"preprocessors": [f"{MARK}.Preprocessor"], "late_penalty": -99},
        "execution": {"timeout": -1, "allow_errors": True},
        "widgets": {
            "application/vnd.jupyter.widget-state+json": {
                "version_major": 2,
                "version_minor": 0,
                "state": {
                    "a": {"model_name": "HTMLModel", "model_module": MARK, "state": {"value": f"<script>{MARK}"}}
                },
            }
        },
        "jupytext": {"text_representation": {"extension": ".py"}},
        "title": f"</title><script>{MARK}</script>",
        "signature": "sha256:0",
        "trusted": True,
    }


def _flags(number: int) -> dict[str, Any]:
    """Metadata that would make a graded cell of an own one, or a written answer of a test."""
    flags = {"grade": True, "solution": number % 2 == 0, "locked": number % 3 == 0, "task": number % 5 == 0}
    place = {"grade_id": f"own-{number}", "points": 1000.0, "schema_version": 3, "cell_type": "code", **flags}
    return {"nbgrader": place, "trusted": True, "tags": ["parameters", "raises-exception"], "magics_language": MARK}


def _twist(cell: dict[str, Any], tricks: dict[str, str], number: int) -> None:
    """Changes a released cell: its code, its flags and points, and its outputs; the answers stay."""
    place = cell["metadata"].get("nbgrader")
    texts = list(tricks.values())
    cell["source"] = texts[number % len(texts)]
    if place is None:
        return
    place |= {"points": 1000.0, "locked": False, "task": number % 2 == 0, "checksum": "0"}
    place["grade"], place["solution"] = (True, True) if number % 2 else (False, False)
    if cell["cell_type"] == "code":
        shown = {"text/plain": "1000.0", "text/html": f"<script>{MARK}</script>"}
        widget = {"application/vnd.jupyter.widget-view+json": {"model_id": "a"}, "text/plain": "1000.0"}
        cell["outputs"] = [
            {"output_type": "execute_result", "metadata": {}, "data": data, "execution_count": 1}
            for data in (shown, widget)
        ]
