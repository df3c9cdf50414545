"""Hand-ins as other programs save them.

Each function makes of our notebook what the program makes of it. Where we read it in the program's source or saw it in
its files, the comment says so; what nobody could tell us stands there both ways, kept and dropped.
"""

import json
import random
from collections.abc import Callable
from typing import Any

from course.answers.collect import MIME
from tests.autograder.broken.case import NOTHING, Stock, alone, case, edit, silent
from tests.autograder.classes import HandIn

PYTHON = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": "3.12.4",
}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def some_id(place: int, length: int = 12) -> str:
    return "".join(random.Random(place).choices(LETTERS, k=length))


def cells(change: Callable[[int, Any], object]) -> Callable[[Any], None]:
    """Does something to each cell."""

    def each(notebook: Any) -> None:
        for place, cell in enumerate(notebook["cells"]):
            change(place, cell)

    return each


def as_list(cell: Any) -> None:
    cell["source"] = "".join(cell["source"]).splitlines(keepends=True)


def as_text(cell: Any) -> None:
    cell["source"] = "".join(cell["source"])


# JupyterLab 4 and Notebook 7: edited cells get "editable" and "slideshow" in their metadata, executed ones the times
# ("execution") when the setting is on; widgets leave their state in the notebook's metadata. Seen in files of our own.
def _lab(place: int, cell: Any) -> None:
    as_list(cell)
    cell["metadata"] |= {"editable": True, "slideshow": {"slide_type": ""}, "tags": []}
    if cell["cell_type"] == "code":
        cell["metadata"] |= {"scrolled": True, "jupyter": {"outputs_hidden": False, "source_hidden": False}}
        cell["metadata"]["execution"] = {"iopub.execute_input": "2026-11-21T10:15:02.123456Z"}


@case("no_journal")
def jupyterlab(hand_in: HandIn) -> None:
    """JupyterLab 4 or Notebook 7, with cell timings and widget state."""
    alone(hand_in)
    edit(hand_in, cells(_lab))
    state = {"application/vnd.jupyter.widget-state+json": {"state": {}, "version_major": 2, "version_minor": 0}}
    edit(hand_in, lambda nb: nb["metadata"].update(language_info=PYTHON, widgets=state))


# Notebook 6 before 6.2 made new cell ids at every save (jupyter/notebook, pull request 5928) and wrote minor 4 or 5.
@case("no_journal")
def notebook_6(hand_in: HandIn) -> None:
    """The classic Notebook, which made new ids at every save."""
    alone(hand_in)
    edit(hand_in, cells(lambda place, cell: cell.update(id=some_id(place, 8))))
    edit(hand_in, cells(lambda _, cell: cell["metadata"].update(collapsed=False, trusted=True)))


# VS Code: extensions/ipynb/src/serializers.ts in microsoft/vscode. Keys sorted, sources as lists, JSON outputs parsed
# and written back, "transient" and the output type "update_display_data" kept; the ids and metadata of cells are kept.
def _vscode(place: int, cell: Any) -> None:
    as_list(cell)
    for output in cell.get("outputs", []):
        output["transient"] = {"display_id": "achterban-q"}


@case("no_journal")
def vs_code(hand_in: HandIn) -> None:
    """VS Code as it is now."""
    alone(hand_in)
    edit(hand_in, cells(_vscode))
    edit(hand_in, cells(lambda _, cell: cell["metadata"].update(vscode={"languageId": "python"})))
    edit(hand_in, lambda nb: nb["metadata"].update(language_info=PYTHON, vscode={"interpreter": {"hash": "31f2"}}))
    hand_in.file.write_text(json.dumps(hand_in.read(), sort_keys=True, indent=1) + "\n")


@case("no_journal")
def vs_code_update(hand_in: HandIn) -> None:
    """VS Code kept the message that renews an output as an output."""
    alone(hand_in)

    def change(nb: Any) -> None:
        for cell in nb["cells"]:
            for output in cell.get("outputs", []):
                output["output_type"] = "update_display_data"

    edit(hand_in, change)


# Until 2021 VS Code lost the ids and said 4.5 all the same (microsoft/vscode-jupyter, issue 5933), and until the pull
# request 133762 of microsoft/vscode it kept the line ends of Windows.
@case("no_journal")
def vs_code_2021(hand_in: HandIn) -> None:
    """VS Code of 2021 on Windows: no ids, other line ends."""
    alone(hand_in)

    def change(_: int, cell: Any) -> None:
        del cell["id"]
        cell["source"] = [part.replace("\n", "\r\n") for part in "".join(cell["source"]).splitlines(keepends=True)]

    edit(hand_in, cells(change))


# Colab: minor 0, ids only in the metadata of cells and new ones for cells that had none, "colab" and "outputId" beside
# them, "language_info" with a name alone; outputs of vendors' types are kept as objects (its own, and those of
# widgets). Seen in many public notebooks. Whether it keeps a vendor's type that it does not know: both ways stand here.
def _colab(place: int, cell: Any) -> None:
    as_list(cell)
    cell.pop("id")
    cell["metadata"]["id"] = some_id(place)
    if cell.get("outputs"):
        cell["metadata"] |= {
            "colab": {"base_uri": "https://localhost:8080/", "height": 35},
            "outputId": "58365a4e-7b83",
        }


def colab(hand_in: HandIn, *, private: bool = False) -> None:
    edit(hand_in, cells(_colab))
    about = {"colab": {"provenance": [], **({"private_outputs": True} if private else {})}}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}, "language_info": {"name": "python"}}
    edit(hand_in, lambda nb: nb.update(metadata={**about, **kernel}, nbformat_minor=0))


@case("no_journal")
def colab_kept(hand_in: HandIn) -> None:
    """Google Colab, with the copies of answers kept."""
    alone(hand_in)
    colab(hand_in)


@case("no_answers", points=NOTHING)
def colab_dropped(hand_in: HandIn) -> None:
    """Google Colab without outputs, as its setting "omit code cell output" asks; the journal stayed in the cloud."""
    alone(hand_in)
    silent(hand_in)
    colab(hand_in, private=True)


@case()
def colab_and_journal(hand_in: HandIn) -> None:
    """The same, and the student downloaded the journal."""
    silent(hand_in)
    colab(hand_in, private=True)


@case("no_journal", "metadata_lost", stock=Stock.BY_HAND)
def colab_bare(hand_in: HandIn) -> None:
    """The cells were pasted into a new notebook of Colab: no metadata of ours."""
    alone(hand_in)
    edit(hand_in, cells(lambda _, cell: cell.update(metadata={})))
    colab(hand_in)


@case("no_journal", "metadata_lost", "cell_edited", stock=Stock.BY_HAND)
def ids_in_metadata(hand_in: HandIn) -> None:
    """A program moved the ids of cells into their metadata, and dropped nbgrader's."""
    alone(hand_in)

    edit(hand_in, lambda nb: hand_in.cell(nb, "q-choice").update(source='ask("q-choice")  # klaar'))
    edit(hand_in, cells(lambda _, cell: cell.update(metadata={"id": cell.pop("id")})))


# JupyterLite: "metadata" first, "cells" last, sources as plain texts, the kernel "python" of Pyodide.
@case("no_journal")
def jupyterlite(hand_in: HandIn) -> None:
    """JupyterLite, in a browser without a server."""
    alone(hand_in)
    edit(hand_in, cells(lambda _, cell: as_text(cell)))
    notebook = hand_in.read()
    kernel = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
    about = {"kernelspec": kernel, "language_info": {**PYTHON, "codemirror_mode": {"name": "python", "version": 3}}}
    hand_in.file.write_text(
        json.dumps({"metadata": about, "nbformat_minor": 5, "nbformat": 4, "cells": notebook["cells"]}, indent=2)
    )


# Kaggle: minor 4, sources as plain texts, "_uuid" and "_cell_guid" in the metadata of cells.
@case("no_journal")
def kaggle(hand_in: HandIn) -> None:
    """Kaggle."""
    alone(hand_in)

    def change(place: int, cell: Any) -> None:
        as_text(cell)
        cell.pop("id")
        cell["metadata"] |= {"_uuid": some_id(place, 32), "_cell_guid": some_id(place, 36), "trusted": True}

    edit(hand_in, cells(change))
    edit(hand_in, lambda nb: nb["metadata"].update(kaggle={"accelerator": "none", "isGpuEnabled": False}))
    edit(hand_in, lambda nb: nb.update(nbformat_minor=4))


# Deepnote: "cell_id" and "deepnote_cell_type" beside what a cell had, plain texts, and a cell with a link at the end.
@case("no_journal", "own_cells")
def deepnote(hand_in: HandIn) -> None:
    """Deepnote, which adds a cell with its name."""
    alone(hand_in)

    def change(place: int, cell: Any) -> None:
        as_text(cell)
        cell.pop("id")
        about = {"cell_id": f"0000{place}-ecf67c49", "source_hash": "8ad57f32", "execution_millis": 3}
        cell["metadata"] |= {**about, "deepnote_cell_type": cell["cell_type"], "tags": []}

    edit(hand_in, cells(change))
    link = "<a style='text-decoration:none;' href='https://deepnote.com'>Created in Deepnote</a>"
    about = {"created_in_deepnote_cell": True, "deepnote_cell_type": "markdown"}
    task = {"cell_type": "markdown", "metadata": {}, "source": "Wat heb je geleerd?"}
    edit(hand_in, lambda nb: nb["cells"].extend([task, {"cell_type": "markdown", "metadata": about, "source": link}]))
    edit(hand_in, lambda nb: nb["metadata"].update(deepnote={}, deepnote_execution_queue=[], orig_nbformat=2))


# PyCharm and DataSpell: "pycharm" in the metadata of cells, no ids before 2023.
@case("no_journal")
def pycharm(hand_in: HandIn) -> None:
    """PyCharm or DataSpell."""
    alone(hand_in)

    def change(_: int, cell: Any) -> None:
        as_list(cell)
        cell.pop("id")
        cell["metadata"] |= {"collapsed": True, "pycharm": {"name": "#%%\n", "is_executing": True}}

    edit(hand_in, cells(change))
    stem = {"stem_cell": {"cell_type": "raw", "metadata": {"collapsed": False}, "source": []}}
    kernel = {"name": "pycharm-5a", "display_name": "PyCharm (mini)", "language": "python"}
    edit(hand_in, lambda nb: nb["metadata"].update(pycharm=stem, kernelspec=kernel))
    edit(hand_in, lambda nb: nb.update(nbformat_minor=0))


# CoCalc: the kernel's whole description in the metadata.
@case("no_journal")
def cocalc(hand_in: HandIn) -> None:
    """CoCalc, with a kernel of its own."""
    alone(hand_in)
    kernel = {"argv": ["python"], "env": {}, "name": "anaconda2025", "display_name": "Anaconda", "language": "python"}
    about = {"cocalc": {"priority": 5, "url": "https://www.anaconda.com"}}
    edit(hand_in, lambda nb: nb["metadata"].update(kernelspec={**kernel, "metadata": about, "resource_dir": "/ext"}))


# nbstripout clears outputs and numbers the ids; nbdev_clean keeps outputs and drops metadata; jupytext makes new ids.
@case()
def stripped(hand_in: HandIn) -> None:
    """nbstripout, run by git, cleared the outputs and numbered the ids; the journal is there."""
    silent(hand_in)
    edit(hand_in, cells(lambda place, cell: cell.update(id=str(place))))


@case("no_answers", points=NOTHING)
def stripped_alone(hand_in: HandIn) -> None:
    """The same without the journal: nothing is left to score."""
    alone(hand_in)
    silent(hand_in)


@case("no_journal", "metadata_lost", stock=Stock.BY_HAND)
def cleaned(hand_in: HandIn) -> None:
    """nbdev_clean dropped the metadata and made new ids."""
    alone(hand_in)
    edit(hand_in, cells(lambda place, cell: cell.update(metadata={}, id=some_id(place, 8))))


@case("no_answers", points=NOTHING)
def unknown_outputs_dropped(hand_in: HandIn) -> None:
    """A program kept of each output what it can show, and dropped the copy of the answers."""
    alone(hand_in)

    def change(nb: Any) -> None:
        for cell in nb["cells"]:
            for output in cell.get("outputs", []):
                output["data"].pop(MIME, None)

    edit(hand_in, change)
