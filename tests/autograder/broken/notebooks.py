"""What can be wrong with a notebook as a whole: its metadata, its JSON, its outputs."""

import json
from typing import Any

from course.answers.collect import MIME
from tests.autograder.broken.case import MISSING, NOTHING, ONLY_NUMBER, WRITTEN, Stock, alone, case, edit, silent
from tests.autograder.classes import GOOD, HandIn

# -- metadata


@case(tried=True)
def no_kernel(hand_in: HandIn) -> None:
    """The notebook names no kernel."""
    edit(hand_in, lambda nb: nb["metadata"].pop("kernelspec"))


@case(tried=True)
def other_kernel(hand_in: HandIn) -> None:
    """The notebook names the kernel of another language, which is not installed."""
    spec = {"name": "ir", "display_name": "R", "language": "R"}
    edit(hand_in, lambda nb: nb["metadata"].update(kernelspec=spec, language_info={"name": "R"}))


@case(stock=Stock.FAILS)
def odd_kernel(hand_in: HandIn) -> None:
    """Kernel and language are no objects."""
    edit(hand_in, lambda nb: nb["metadata"].update(kernelspec="python3", language_info=["python"]))


@case("mended", tried=True, stock=Stock.FAILS)
def no_metadata(hand_in: HandIn) -> None:
    """The notebook has no metadata."""
    edit(hand_in, lambda nb: nb.pop("metadata"))


@case("mended", stock=Stock.FAILS)
def no_version(hand_in: HandIn) -> None:
    """The notebook says no version of the format."""

    def change(nb: Any) -> None:
        del nb["nbformat"], nb["nbformat_minor"]

    edit(hand_in, change)


@case()
def widget_state(hand_in: HandIn) -> None:
    """The state of widgets was saved with the notebook."""
    state = {"application/vnd.jupyter.widget-state+json": {"state": {"a": {"model_name": 3}}, "version_major": 2}}
    edit(hand_in, lambda nb: nb["metadata"].update(widgets=state))


# -- JSON


@case("cut_off", written=MISSING, tried=True, stock=Stock.FAILS)
def cut_off(hand_in: HandIn) -> None:
    """The upload broke off in the last cell."""
    hand_in.file.write_text(hand_in.file.read_text()[:-200].rpartition('"source"')[0])


@case("cut_off", "no_journal", points=NOTHING | {"q-choice": 4.0}, written=MISSING, stock=Stock.FAILS)
def cut_off_early(hand_in: HandIn) -> None:
    """The upload broke off after the first answer, and there is no journal."""
    text = hand_in.file.read_text()
    hand_in.file.write_text(text[: text.index('ask(\\"q-number\\")')])
    alone(hand_in)


@case("unreadable", written=MISSING, tried=True, stock=Stock.FAILS)
def empty_file(hand_in: HandIn) -> None:
    """The notebook is an empty file: the disk was full."""
    hand_in.file.write_bytes(b"")


@case("unreadable", "no_answers", points=NOTHING, written=MISSING, stock=Stock.FAILS)
def empty_file_alone(hand_in: HandIn) -> None:
    """The notebook is an empty file, and there is no journal."""
    hand_in.file.write_bytes(b"")
    alone(hand_in)


@case("unreadable", written=MISSING, tried=True, stock=Stock.FAILS)
def web_page(hand_in: HandIn) -> None:
    """A login page was saved under the name of the notebook."""
    hand_in.file.write_text("<!doctype html><title>Inloggen</title>")


@case("unreadable", written=MISSING, tried=True, stock=Stock.FAILS)
def no_notebook_in_it(hand_in: HandIn) -> None:
    """The file is JSON, and no notebook."""
    hand_in.write({"cells": 3})


@case("unreadable", written=MISSING, stock=Stock.FAILS)
def a_list(hand_in: HandIn) -> None:
    """The file is a list of cells, without a notebook around it."""
    hand_in.write(hand_in.read()["cells"])


@case("unreadable", written=MISSING, stock=Stock.FAILS)
def deep(hand_in: HandIn) -> None:
    """A hundred thousand brackets."""
    hand_in.file.write_text("[" * 100_000)


@case("cut_off", written=MISSING, stock=Stock.FAILS)
def merge_conflict(hand_in: HandIn) -> None:
    """Git left its marks in the file."""
    text = json.dumps(hand_in.read(), indent=1)
    begin = text.index('"source": "ask(')
    hand_in.file.write_text(f"{text[:begin]}<<<<<<< HEAD\n{text[begin:]}")


@case("mended", tried=True, stock=Stock.FAILS)
def byte_order_mark(hand_in: HandIn) -> None:
    """An editor put a mark before the first byte."""
    hand_in.file.write_bytes(b"\xef\xbb\xbf" + hand_in.file.read_bytes())


@case("mended", stock=Stock.FAILS)
def utf_16(hand_in: HandIn) -> None:
    """PowerShell wrote the file anew, in UTF-16."""
    hand_in.file.write_text(hand_in.file.read_text(), encoding="utf-16")


@case("mended", written="half \N{REPLACEMENT CHARACTER}", stock=Stock.FAILS)
def latin_1(hand_in: HandIn) -> None:
    """An old editor wrote the file in Latin-1."""
    edit(hand_in, lambda nb: hand_in.cell(nb, "reflection").update(source="half é"))
    text = json.dumps(hand_in.read(), ensure_ascii=False)
    hand_in.file.write_bytes(text.encode("latin-1"))


@case("mended", written="half ?", tried=True, stock=Stock.FAILS)
def half_characters(hand_in: HandIn) -> None:
    """Half a character stands in the written answer."""
    edit(hand_in, lambda nb: hand_in.cell(nb, "reflection").update(source="half \udc80"))


@case()
def nan(hand_in: HandIn) -> None:
    """NaN and Infinity, which JSON does not know."""
    edit(hand_in, lambda nb: nb["metadata"].update(a=float("nan"), b=float("inf")))


@case()
def windows_lines(hand_in: HandIn) -> None:
    """An editor on Windows ended every line its own way, within the cells too."""

    def change(nb: Any) -> None:
        for cell in nb["cells"]:
            cell["source"] = "".join(cell["source"]).replace("\n", "\r\n")

    edit(hand_in, change)


# -- cells and outputs that are none


@case("mended", tried=True, stock=Stock.FAILS)
def odd_cells(hand_in: HandIn) -> None:
    """Among the cells stand things that are no cells."""
    odd = [None, 3, {"cell_type": "widget"}, {"cell_type": "code", "outputs": 4, "source": None, "metadata": 1}]
    edit(hand_in, lambda nb: nb["cells"].extend(odd))


@case("mended", tried=True)
def bad_output(hand_in: HandIn) -> None:
    """An output does not say what it is."""
    edit(hand_in, lambda nb: hand_in.cell(nb, "classic")["outputs"].append({"text": "?"}))


@case("mended", stock=Stock.FAILS)
def outputs_no_list(hand_in: HandIn) -> None:
    """The outputs of a cell are a word."""
    edit(hand_in, lambda nb: hand_in.cell(nb, "classic").update(outputs="none", execution_count="1"))


@case()
def errors_in_outputs(hand_in: HandIn) -> None:
    """The cells show errors and warnings."""
    error = {"output_type": "error", "ename": "NameError", "evalue": "name 'ask'", "traceback": []}
    warning = {"output_type": "stream", "name": "stderr", "text": ["DeprecationWarning\n"]}

    def change(nb: Any) -> None:
        for cell in nb["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"] += [error, warning]

    edit(hand_in, change)


@case("no_journal", tried=True)
def notebook_only(hand_in: HandIn) -> None:
    """The notebook was handed in without the journal."""
    alone(hand_in)


@case()
def journal_and_no_outputs(hand_in: HandIn) -> None:
    """Outputs were cleared, and the journal is there."""
    silent(hand_in)


@case("no_journal")
def copy_as_text(hand_in: HandIn) -> None:
    """A program stored the copy of the answers as text."""
    alone(hand_in)

    def change(nb: Any) -> None:
        for each in GOOD:
            data = hand_in.cell(nb, str(each["item"]))["outputs"][0]["data"]
            data[MIME] = json.dumps(data[MIME])

    edit(hand_in, change)


@case("no_journal", "copy_unreadable", points=ONLY_NUMBER)
def copy_emptied(hand_in: HandIn) -> None:
    """A program put an empty text in the place of the copy in one cell."""
    alone(hand_in)
    edit(hand_in, lambda nb: hand_in.cell(nb, "q-choice")["outputs"][0]["data"].update({MIME: ""}))


@case("no_journal", "own_cells")
def copy_in_another_cell(hand_in: HandIn) -> None:
    """The outputs with the copies stand in a cell of the student's."""
    alone(hand_in)

    def change(nb: Any) -> None:
        found = [hand_in.cell(nb, str(each["item"])) for each in GOOD]
        outputs = [output for cell in found for output in cell["outputs"]]
        for cell in found:
            cell["outputs"] = []
        nb["cells"].append({"cell_type": "code", "metadata": {}, "source": "1", "outputs": outputs, "id": "x"})

    edit(hand_in, change)


@case("markup", written=f"```text\n<script>alert(1)</script>\n\n{WRITTEN}\n```")
def script_in_answer(hand_in: HandIn) -> None:
    """The written answer holds a script."""
    text = f"<script>alert(1)</script>\n\n{WRITTEN}"
    edit(hand_in, lambda nb: hand_in.cell(nb, "reflection").update(source=text))


@case("other_language")
def other_language(hand_in: HandIn) -> None:
    """The student worked in the notebook of the other language of the class."""

    def change(nb: Any) -> None:
        begin = hand_in.cell(nb, "begin")
        text = "".join(begin["source"])
        other = {"nl": "en", "en": "nl"}[text[text.index("language=") + 10 :][:2]]
        begin["source"] = f'{text[: text.index("language=")]}language="{other}")'
        nb["cells"][0]["source"] = "# Small assignment\n\nRead and answer."
        nb["cells"][-2]["source"] = "What have you learnt?"

    edit(hand_in, change)
