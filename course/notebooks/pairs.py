"""The Markdown cells of a source as twins: one in English, directly followed by the same in Dutch."""

from dataclasses import dataclass

from course.findings import Finding
from course.notebooks.source import Cell, Source


@dataclass(frozen=True, slots=True)
class Pair:
    """The two languages of one Markdown cell."""

    en: Cell
    nl: Cell


def pairs(source: Source) -> tuple[tuple[Pair, ...], tuple[Finding, ...]]:
    """The twins of a source, and a finding for each Markdown cell that has none or stands in the wrong place."""
    found: list[Pair] = []
    findings: list[Finding] = []
    cells = [cell for cell in source.cells if cell.kind != "raw"]
    findings += [source.finding("L012", cell.line) for cell in source.cells if cell.kind == "raw"]
    index = 0
    while index < len(cells):
        cell, after = cells[index], cells[index + 1] if index + 1 < len(cells) else None
        index += 1
        if cell.kind == "code":
            if "lang" in cell.metadata:
                findings.append(source.finding("L008", cell.line))
            continue
        if cell.language is None:
            findings.append(_without_language(source, cell))
            continue
        if not cell.text:
            findings.append(source.finding("L006", cell.line, lang=cell.language))
        twin = after if after and after.language and after.language != cell.language else None
        if twin is None:
            other = "nl" if cell.language == "en" else "en"
            findings.append(source.finding("L005", cell.line, lang=cell.language, other=other))
            continue
        index += 1
        if not twin.text:
            findings.append(source.finding("L006", twin.line, lang=twin.language))
        if cell.language == "nl":
            findings.append(source.finding("L007", cell.line))
            cell, twin = twin, cell
        found.append(Pair(cell, twin))
    return tuple(found), tuple(findings)


def _without_language(source: Source, cell: Cell) -> Finding:
    if "lang" in cell.metadata:
        return source.finding("L009", cell.line, value=cell.metadata["lang"])
    return source.finding("L004", cell.line, start=cell.text[:40])
