"""Notebooks in every version of the format, and cells in every version of nbgrader's metadata."""

import json
from typing import Any

import nbformat

from course.answers.collect import MIME
from tests.autograder.broken.case import MISSING, NOTHING, Stock, alone, case, edit
from tests.autograder.classes import HandIn


def minor(hand_in: HandIn, number: object) -> None:
    """The version that the notebook says; before 4.5 cells had no ids."""

    def change(nb: Any) -> None:
        nb["nbformat_minor"] = number
        if isinstance(number, int) and number < 5:
            for cell in nb["cells"]:
                del cell["id"]

    edit(hand_in, change)
    alone(hand_in)


@case("no_journal")
def format_4_0(hand_in: HandIn) -> None:
    """Version 4.0, as IPython 3 and Colab write it."""
    minor(hand_in, 0)


@case("no_journal")
def format_4_2(hand_in: HandIn) -> None:
    """Version 4.2, as VS Code begins a notebook."""
    minor(hand_in, 2)


@case("no_journal")
def format_4_4(hand_in: HandIn) -> None:
    """Version 4.4, as Notebook 6 and Kaggle write it."""
    minor(hand_in, 4)


@case("no_journal")
def format_4_99(hand_in: HandIn) -> None:
    """A version 4 of the future."""
    minor(hand_in, 99)


@case("no_journal", "mended", stock=Stock.FAILS)
def format_in_words(hand_in: HandIn) -> None:
    """The version is a word."""
    minor(hand_in, "5")


@case("no_journal", "other_format", stock=Stock.FAILS)
def format_5(hand_in: HandIn) -> None:
    """Version 5, which does not exist yet."""
    minor(hand_in, 0)
    edit(hand_in, lambda nb: nb.update(nbformat=5))


def as_format_3(notebook: Any) -> Any:
    """What IPython 2 would have written: worksheets, ``input``, and outputs with their data beside their type."""

    def output(each: Any) -> Any:
        names = {"text/plain": "text", "text/html": "html"}
        return {"output_type": "display_data", **{names.get(key, key): value for key, value in each["data"].items()}}

    def cell(each: Any) -> Any:
        found = {"cell_type": each["cell_type"], "metadata": each["metadata"]}
        text = "".join(each["source"])
        if each["cell_type"] != "code":
            if text.startswith("# ") and "\n" not in text:
                return {**found, "cell_type": "heading", "level": 1, "source": [text[2:]]}
            return {**found, "source": text.splitlines(keepends=True)}
        old = {"language": "python", "collapsed": False, "prompt_number": 3, "input": text.splitlines(keepends=True)}
        return {**found, **old, "outputs": [output(one) for one in each["outputs"]]}

    sheet = {"cells": [cell(each) for each in notebook["cells"]], "metadata": {}}
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": "mini"}, "worksheets": [sheet]}


@case("other_format", "no_journal", tried=True)
def format_3(hand_in: HandIn) -> None:
    """Version 3, as IPython 2 writes it; the copies of answers are kept."""
    hand_in.write(as_format_3(hand_in.read()))
    alone(hand_in)


@case("other_format", "no_answers", points=NOTHING)
def format_3_converted(hand_in: HandIn) -> None:
    """Converted to version 3 by Jupyter's own tool, which throws unknown outputs away; no journal."""
    alone(hand_in)
    nbformat.write(nbformat.convert(nbformat.read(hand_in.file, 4), 3), hand_in.file, 3)


@case("other_format")
def format_3_and_journal(hand_in: HandIn) -> None:
    """The same with the journal: nothing is lost."""
    nbformat.write(nbformat.convert(nbformat.read(hand_in.file, 4), 3), hand_in.file, 3)


@case("other_format", "metadata_lost", stock=Stock.BY_HAND)
def format_2(hand_in: HandIn) -> None:
    """Version 2, whose cells have no metadata."""
    notebook = as_format_3(hand_in.read())
    notebook["nbformat"] = 2
    for cell in notebook["worksheets"][0]["cells"]:
        del cell["metadata"]
    hand_in.write(notebook)


@case("unreadable", written=MISSING, stock=Stock.FAILS)
def another_format(hand_in: HandIn) -> None:
    """Another program's notebook under the ending of ours."""
    hand_in.file.write_text(json.dumps({"version": 1, "blocks": [{"type": "code", "content": MIME}]}))
