"""A source is read as jupytext reads it, and every cell knows its line."""

from pathlib import Path

import jupytext
import pytest

from course.notebooks import Shelf, SourceError, read
from course.notebooks.source import parse

HERE = Path("page.md")


def test_cells_are_those_of_jupytext(real: Shelf, small: Shelf) -> None:
    for page in (*real.pages, *small.pages):
        theirs = jupytext.reads(page.path.read_text(encoding="utf-8"), fmt="md:myst").cells
        ours = read(page.path).cells
        assert [(cell.kind, cell.text, dict(cell.metadata)) for cell in ours] == [
            (cell.cell_type, cell.source, dict(cell.metadata)) for cell in theirs
        ]


def test_lines_are_those_of_the_file(real: Shelf, small: Shelf) -> None:
    for page in (*real.pages, *small.pages):
        lines = page.path.read_text(encoding="utf-8").splitlines()
        for cell in read(page.path).cells:
            assert lines[cell.line - 1].startswith("+++" if cell.kind == "markdown" else "```{code-cell}")
            assert lines[cell.text_line - 1] == cell.text.splitlines()[0]


def test_an_empty_translation_stays_a_cell() -> None:
    source = parse('+++ {"lang": "en"}\n\nWords.\n\n+++ {"lang": "nl"}\n\n+++ {"lang": "en"}\n\nMore.\n', HERE)
    assert [(cell.language, cell.text, cell.line) for cell in source.cells] == [
        ("en", "Words.", 1),
        ("nl", "", 5),
        ("en", "More.", 7),
    ]


def test_cell_marks_inside_code_are_code() -> None:
    markdown = '+++ {"lang": "en"}\n\n````\n+++ {"lang": "nl"}\n```{code-cell}\n```\n````\n'
    text = markdown + '\n```{code-cell}\nx = """\n+++\n"""\n```\n'
    assert [cell.kind for cell in parse(text, HERE).cells] == ["markdown", "code"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('Words.\n\n+++ {"lang": "en"\n\nMore.\n', 3),
        ('Words.\n\n+++ "en"\n\nMore.\n', 3),
        ("Words.\n\n```{code-cell}\n---\npoints: [4\n---\nx\n```\n", 3),
        ("---\njupytext: [\n---\n\nWords.\n", 1),
        ("Words.\n\n```{code-cell}\n:points 4\n\nx\n```\n", 4),
        ("Words.\n\n```{code-cell}\n:points\n\nx\n```\n", 4),
    ],
)
def test_marks_that_cannot_be_read_are_a_finding_with_their_line(text: str, line: int) -> None:
    with pytest.raises(SourceError) as error:
        parse(text, HERE)
    (finding,) = error.value.findings
    assert (finding.code, finding.line) == ("L003", line)


def test_a_file_that_is_not_there_or_not_text_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "latin.md").write_bytes("café".encode("latin-1"))
    for name, code in (("none.md", "L001"), ("latin.md", "L002")):
        with pytest.raises(SourceError) as error:
            read(tmp_path / name)
        assert [finding.code for finding in error.value.findings] == [code]
