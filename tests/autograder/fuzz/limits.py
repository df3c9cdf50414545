"""The largest, deepest and oddest things that can be handed in, one a row, and what becomes of each.

`python -m tests.autograder.fuzz --limits` prints what each of them costs.
"""

import io
import json
import os
import socket
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from autograder.class_folder.classroom import JOURNAL
from autograder.inbox.intake import DEEPEST, MOST_ENTRIES
from autograder.inbox.moments import TIMESTAMP
from autograder.marking.rebuild import grader_metadata
from course.answers.collect import MIME
from tests.autograder.fuzz.judging import Judge, Verdict
from tests.autograder.fuzz.mutant import Raw, dumps
from tests.autograder.fuzz.school import EVERY_KIND, Original

ASSIGNMENT: Final = "purchasing"
NOTEBOOK: Final = f"{ASSIGNMENT}.ipynb"
ALL, NONE, REFUSED = "all points", "no points", "refused"
MILLION: Final = 1_000_000
TERABYTE: Final = 1_000_000_000_000
Change = Callable[[Path, Original], None]


@dataclass(frozen=True)
class Row:
    """One odd hand-in: what is done to a good one, the points that are left, and the code that says why."""

    name: str
    change: Change
    points: str = ALL
    code: str = ""
    assignment: str = ASSIGNMENT


def _notebook(raw: bytes) -> Change:
    """Another notebook beside the journal as it was."""

    def change(folder: Path, _: Original) -> None:
        (folder / NOTEBOOK).write_bytes(raw)

    return change


def _cells(*cells: object) -> Change:
    return _notebook(dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}))


def _edited(edit: Callable[[Any], object]) -> Change:
    """The notebook with something done to it."""

    def change(folder: Path, original: Original) -> None:
        notebook = json.loads(original.files[f"{original.assignment}.ipynb"])
        edit(notebook)
        (folder / f"{original.assignment}.ipynb").write_bytes(dumps(notebook))

    return change


def _journal(lines: Callable[[Sequence[Any]], Sequence[object]] | bytes) -> Change:
    """Another journal, and no copy in the notebook."""

    def change(folder: Path, original: Original) -> None:
        raw = lines if isinstance(lines, bytes) else b"".join(dumps(line) + b"\n" for line in lines(original.lines))
        (folder / JOURNAL).write_bytes(raw)
        _edited(_without_copies)(folder, original)

    return change


def _without_copies(notebook: Any) -> None:
    for cell in notebook["cells"]:
        if "outputs" in cell:
            cell["outputs"] = []


def _copies(count: int, *, differ: bool) -> Change:
    """As many copies of the history in one notebook, and no journal; each another attempt when they differ."""

    def change(folder: Path, original: Original) -> None:
        def edit(notebook: Any) -> None:
            cell = next(cell for cell in notebook["cells"] if cell.get("outputs"))
            cell["outputs"] = [
                {"output_type": "display_data", "metadata": {}, "data": {MIME: {"format": 1, "lines": lines}}}
                for number in range(count)
                for lines in [[{**line, "attempt": 1 + number * differ} for line in original.lines]]
            ]

        _edited(edit)(folder, original)
        (folder / JOURNAL).unlink()

    return change


def _attempts(count: int, part: slice = slice(None)) -> Change:
    return _journal(lambda lines: [{**line, "attempt": n} for n in range(1, count + 1) for line in lines[part]])


def _full(lines: Sequence[Any]) -> list[object]:
    return [{**lines[0], "value": {"a": [n] * 10_000}} for n in range(50)]


def _long_number(lines: Sequence[Any]) -> list[object]:
    return [{**lines[0], "value": Raw('{"number": 1%s}' % ("0" * 60_000))}]


def _many_notebooks(folder: Path, original: Original) -> None:
    for number in range(30):
        (folder / f"{number}.ipynb").write_bytes(original.files[NOTEBOOK])


def _pictures(count: int, size: int) -> Change:
    def edit(notebook: Any) -> None:
        cell = next(cell for cell in notebook["cells"] if grader_metadata(cell).get("solution"))
        cell["attachments"] = {f"{n}.png": {"image/png": "QUJD" * (size // 4)} for n in range(count)}
        notebook["nbformat"] = 3

    return _edited(edit)


def _words(text: str) -> Change:
    def edit(notebook: Any) -> None:
        next(cell for cell in notebook["cells"] if grader_metadata(cell).get("solution"))["source"] = text

    return _edited(edit)


def _files(count: int, name: Callable[[int], str], folder: str = ".") -> Change:
    def change(place: Path, _: Original) -> None:
        (place / folder).mkdir(exist_ok=True)
        for number in range(count):
            (place / folder / name(number)).touch()

    return change


def _deep(levels: int) -> Change:
    return lambda folder, _: (folder / "/".join(["a"] * levels)).mkdir(parents=True)


def _instead(name: str, make: Callable[[Path], object]) -> Change:
    def change(folder: Path, _: Original) -> None:
        (folder / name).unlink(missing_ok=True)
        make(folder / name)

    return change


def _socket(file: Path) -> None:
    # The address of a socket has to be short: it is bound from within its folder.
    with _within(file.parent), socket.socket(socket.AF_UNIX) as one:
        one.bind(file.name)


@contextmanager
def _within(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _sparse(name: str) -> Change:
    def change(folder: Path, _: Original) -> None:
        with (folder / name).open("ab") as stream:
            stream.truncate(TERABYTE)

    return change


def _zipped(entries: Callable[[Original], Iterator[tuple[str, bytes]]]) -> Change:
    """A zip in the place of the notebook."""

    def change(folder: Path, original: Original) -> None:
        (folder / NOTEBOOK).unlink()
        (folder / "work.zip").write_bytes(_packed(entries(original)))

    return change


def _packed(entries: Iterator[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def _large_notebooks(_: Original) -> Iterator[tuple[str, bytes]]:
    return ((f"{number}.ipynb", b" " * 20 * MILLION) for number in range(20))


def _nested(original: Original) -> Iterator[tuple[str, bytes]]:
    content = _packed(iter([(NOTEBOOK, original.files[NOTEBOOK])]))
    for _ in range(10):
        content = _packed(iter([("a.zip", content)]))
    yield "a.zip", content


def _text(letters: bytes, size: int, begin: bytes = b"") -> bytes:
    cell = b'{"cells": [{"cell_type": "markdown", "metadata": {"nbgrader": {"grade_id": "reflection"}}, "source": "'
    return cell + begin + letters * (size // len(letters)) + b'"}]}'


def _objects(count: int, keys: int) -> bytes:
    """Objects in which no key and no text is there twice: what takes most memory a byte."""
    pairs = (b",".join(b'"%d": "%d"' % (n * keys + k, n * keys + k) for k in range(keys)) for n in range(count))
    rows = b",".join(b"{%s}" % each for each in pairs)
    output = b'{"data": {"%s": {"format": 1, "lines": [%s]}}}' % (MIME.encode(), rows)
    return b'{"cells": [{"cell_type": "code", "source": "", "outputs": [%s]}]}' % output


NOTEBOOKS: Final = (
    Row("a notebook of 100 MB", _notebook(b" " * 100 * MILLION), code="too_large"),
    Row("a notebook of a terabyte, said to be", _sparse(NOTEBOOK), code="too_large"),
    Row("a text of 24 MB in one line", _notebook(_text(b"a ", 24 * MILLION)), code="answer_cut"),
    Row("a text of 20 MB with one wide letter", _notebook(_text(b"a ", 20 * MILLION, "’".encode())), code="answer_cut"),
    Row("a text of 20 MB with one emoji", _notebook(_text(b"a ", 20 * MILLION, "😀".encode())), code="too_large"),
    Row("a text of 11 MB with one emoji", _notebook(_text(b"a ", 11 * MILLION, "😀".encode())), code="answer_cut"),
    Row("24 MB of bad UTF-8", _notebook(_text(b"\xff", 24 * MILLION)), code="too_large"),
    Row("11 MB of bad UTF-8", _notebook(_text(b"\xff", 11 * MILLION)), code="mended"),
    Row("half characters", _words("half \ud800\udfff\udfff"), code="mended"),
    Row("lists a million deep", _notebook(b"[" * MILLION), code="overfull"),
    Row("lists 90,000 deep", _notebook(b"[" * 90_000), code="unreadable"),
    Row("objects 90,000 deep in a cell", _cells(Raw('{"a":' * 90_000 + "1" + "}" * 90_000)), code="unreadable"),
    Row("a million cells", _notebook(b'{"cells": [' + b"{}," * (MILLION - 1) + b"{}]}"), code="overfull"),
    Row("90,000 cells", _cells(*[{}] * 90_000), code="mended"),
    Row("a million outputs", _cells({"cell_type": "code", "outputs": [{}] * MILLION}), code="overfull"),
    Row("90,000 outputs", _cells({"cell_type": "code", "outputs": [{}] * 90_000}), code="mended"),
    Row("a million numbers", _cells({"cell_type": "code", "outputs": [0] * MILLION}), code="overfull"),
    Row("a copy of 55,000 odd lines", _notebook(_objects(55_000, 4)), code="copy_line"),
    Row("NaN and infinity", _cells({"cell_type": Raw("NaN"), "source": [Raw("Infinity")]}), code="mended"),
    Row("a number of 100,000 digits", _cells({"x": Raw("9" * 100_000)}), code="mended"),
    Row("6,000 numbers of 4,000 digits", _cells(*[Raw("9" * 4_000)] * 6_000), code="mended"),
    Row("a key twice", _notebook(b'{"cells": [], "cells": [{}], "nbformat": 4, "nbformat": 3}'), code="other_format"),
    Row("24 MB of pictures", _pictures(5, 4_700_000), code="other_format"),
    Row("200 copies of one history", _copies(200, differ=False), code="no_journal"),
    Row("200 copies that differ", _copies(200, differ=True), code="many_copies"),
    Row("an answer of a million letters", _words("woord " * 170_000), code="answer_cut"),
    Row("an answer of 100,000 marks", _words("*_" * 50_000), code="markup"),
    Row("12,000 paragraphs", _words("]\n\n" * 8_000), code="markup"),
)  # fmt: skip
JOURNALS: Final = (
    Row("a journal of a terabyte, said to be", _sparse(JOURNAL), code="too_large"),
    Row("a million lines", _journal(b"{}\n" * MILLION), NONE, "missing_field"),
    Row("a million empty lines", _journal(b"\n" * MILLION), NONE, "many_lines"),
    Row("one line of 20 MB", _journal(b'{"item": "' + b"a" * 20 * MILLION + b'"}'), NONE, "long_journal"),
    Row("a line a million deep", _journal(b"[" * MILLION), NONE, "torn"),
    Row("lines full of numbers", _journal(_full), NONE, "many_values"),
    Row("a number of 60,000 digits in an answer", _journal(_long_number), NONE, "huge_number", EVERY_KIND),
    Row("100 games", _attempts(100), code="many_attempts"),
    Row("400 games", _attempts(400), code="many_attempts"),
    Row("10,000 games begun", _attempts(10_000, slice(1)), NONE, "many_attempts"),
    Row("a hundred thousand lines of one game", _journal(lambda lines: [*lines] * 2_000), code="double_line"),
)  # fmt: skip
FOLDERS: Final = (
    Row(f"{MOST_ENTRIES + 1:,} files", _files(MOST_ENTRIES + 1, str), REFUSED, "too_many_files"),
    Row(f"{MOST_ENTRIES + 1:,} files in a folder", _files(MOST_ENTRIES + 1, str, "venv"), REFUSED, "too_many_files"),
    Row(f"{MOST_ENTRIES - 10:,} files", _files(MOST_ENTRIES - 10, str), code="files_aside"),
    Row("2,900 long names", _files(2_900, lambda n: "a" * 245 + str(n)), code="files_aside"),
    Row("names of 255 bytes", _files(9, lambda n: str(n) + "é" * 127), code="files_aside"),
    Row("names that are no text", _files(9, lambda n: os.fsdecode(b"\xff\x1b\n%d.ipynb" % n)), code="files_aside"),
    Row("folders 50 deep", _deep(DEEPEST)),
    Row("folders 300 deep", _deep(300), REFUSED, "too_deep"),
    Row("a pipe for a notebook", _instead(NOTEBOOK, os.mkfifo), code="special_file"),
    Row("a pipe for a journal", _instead(JOURNAL, os.mkfifo), code="special_file"),
    Row("a pipe for a time", _instead(TIMESTAMP, os.mkfifo), code="special_file"),
    Row("a socket", _instead("s", _socket), code="special_file"),
    Row("a device", _instead(NOTEBOOK, lambda file: os.mknod(file, 0o20666, os.makedev(1, 5))), code="special_file"),
    Row("a link to itself", _instead(NOTEBOOK, lambda file: file.symlink_to(file.name)), code="link"),
    Row("a link to /dev/zero", _instead(JOURNAL, lambda file: file.symlink_to("/dev/zero")), code="link"),
    Row("a time of a terabyte, said to be", _sparse(TIMESTAMP), code="timestamp"),
    Row("another notebook of a terabyte, said to be", _sparse("x.ipynb"), code="files_aside"),
    Row("30 notebooks", _many_notebooks, code="files_aside"),
    Row("a zip bomb of 200 MB", _zipped(lambda _: iter([(NOTEBOOK, bytes(200 * MILLION))])), code="no_notebook"),
    Row("a zip of 20,000 files", _zipped(lambda _: ((f"{n}.ipynb", b"") for n in range(20_000))), code="no_notebook"),
    Row("20 notebooks of 20 MB in a zip", _zipped(_large_notebooks), code="unreadable"),
    Row("a zip in a zip, ten times", _zipped(_nested), code="files_aside"),
)  # fmt: skip


def _everything(folder: Path, original: Original) -> None:
    """The slowest of each, in one hand-in."""
    _attempts(400)(folder, original)

    def edit(notebook: Any) -> None:
        cells = [cell for cell in notebook["cells"] if grader_metadata(cell).get("solution")]
        cells[0]["source"] = "](a)\n\n" * 2_000
        cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
        odd = [{"format": 1, "item": f"x{n}", "attempt": 1, "value": {"a": n}, "at": "now"} for n in range(20_000)]
        cell["outputs"] = [{"data": {MIME: {"format": 1, "lines": [{**line, "attempt": n} for line in original.lines]}}}
                           for n in range(101, 200)] + [{"data": {MIME: {"format": 1, "lines": odd}}}]  # fmt: skip

    _edited(edit)(folder, original)
    _files(2_900, str, "more")(folder, original)


ROWS: Final = (*NOTEBOOKS, *JOURNALS, *FOLDERS, Row("all of this at once", _everything, code="many_attempts"))


def grade(judge: Judge, row: Row) -> tuple[Verdict, Original]:
    """Grades the hand-in of a row; what became of it, and what it was made from."""
    original = next(each for each in judge.school.originals if each.assignment == row.assignment)
    return judge.grade(row.assignment, original.files, lambda folder: row.change(folder, original)), original
