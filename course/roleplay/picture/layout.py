"""Where everything stands in the picture: boxes below one another in columns, arrows in lanes beside them.

Widths of letters are guessed on the wide side, since nobody knows in which font a picture will be read.
"""

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from course.locale import both
from course.roleplay.picture.graph import Box, Column, Graph, Row

WIDTH = 372
"""Of a box at the beginning of a talk."""
INDENT = 14
LINE = 17
PADDING = 10
GAP = 18
LANE = 13
MARGIN = 28
BETWEEN = 46
"""Between two columns, beside the lanes."""
TOP = 132
"""Above the columns: title, description and headings."""
LETTER = 6.3
"""Width of a letter of the text; ids are set bold and count for more."""
TALLEST = 2600
"""A place that would be taller stands in several columns; a talk is never cut in two."""
ARROW = 10
"""Between the edge of a box and its first lane."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text in a box; ``style`` is its class: id, points, label, note, move, does or when."""

    text: str
    style: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A move: its lines, and the strip of the box that it fills."""

    row: Row
    y: float
    height: float
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A scene at its place."""

    box: Box
    x: float
    y: float
    width: float
    height: float
    head: float
    """Height of the part above the moves."""
    lines: tuple[TextLine, ...]
    rows: tuple[PlacedRow, ...]

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Wire:
    """From moves to the scene that they all lead to: they leave at the right, share a lane and enter from the right."""

    target: str
    starts: tuple[tuple[float, float], ...]
    end: tuple[float, float]
    lane: float


@dataclass(frozen=True, slots=True)
class PlacedColumn:
    """A place, or a part of one, with its boxes and wires."""

    column: Column
    heading: str
    x: float
    width: float
    note: tuple[TextLine, ...]
    boxes: tuple[PlacedBox, ...]
    wires: tuple[Wire, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture."""

    graph: Graph
    width: float
    height: float
    columns: tuple[PlacedColumn, ...]
    description: tuple[str, ...]


def layout(graph: Graph) -> Layout:
    """Places everything."""
    columns: list[PlacedColumn] = []
    x: float = MARGIN
    for column in graph.columns:
        for number, boxes in enumerate(_parts(column)):
            heading = both("picture.continued", place=column.heading).of(graph.language) if number else column.heading
            placed = _column(column, heading, boxes, x)
            columns.append(placed)
            x += placed.width + BETWEEN
    width = max(x - BETWEEN + MARGIN, 700)
    bottom = max((box.y + box.height for column in columns for box in column.boxes), default=TOP + 80)
    description = textwrap.wrap(graph.description, int((width - 2 * MARGIN) / LETTER))
    return Layout(graph, width, bottom + MARGIN, tuple(columns), tuple(description))


def _parts(column: Column) -> list[list[Box]]:
    """The boxes of a place, in parts of about the same height if together they are too tall."""
    talks: list[list[Box]] = []
    for box in column.boxes:
        follows = any(row.then == box.id for talk in talks for other in talk for row in other.rows)
        leads_back = any(row.then == other.id for row in box.rows for talk in talks for other in talk)
        if talks and (box.depth or follows or leads_back):
            talks[-1].append(box)
        else:
            talks.append([box])
    heights = [sum(_box(box, 0, 0).height + GAP for box in talk) for talk in talks]
    wanted = sum(heights) / max(1, math.ceil(sum(heights) / TALLEST))
    parts: list[list[Box]] = [[]]
    filled = 0.0
    for talk, height in zip(talks, heights, strict=True):
        if parts[-1] and filled + height / 2 > wanted * len(parts):
            parts.append([])
        parts[-1] += talk
        filled += height
    return parts


def _column(column: Column, heading: str, boxes: Sequence[Box], x: float) -> PlacedColumn:
    placed: list[PlacedBox] = []
    y: float = TOP
    for box in boxes:
        placed.append(_box(box, x, y))
        y += placed[-1].height + GAP
    wires = _wires(placed, x + WIDTH + ARROW)
    lanes = max((wire.lane for wire in wires), default=x + WIDTH) - (x + WIDTH)
    # A place without scenes needs no more room than its heading.
    width = WIDTH + lanes if placed else WIDTH * 0.62
    note = [] if placed else _texts([column.note], "note", x + PADDING, TOP, width - 2 * PADDING)
    return PlacedColumn(column, heading, x, width, tuple(note), tuple(placed), wires)


def _box(box: Box, x: float, y: float) -> PlacedBox:
    left = x + box.depth * INDENT
    width = WIDTH - box.depth * INDENT
    inner, text_x = width - 2 * PADDING, left + PADDING
    points = " ".join(box.points)
    room = inner - len(points) * LETTER - 12
    head = _texts([box.id], "id", text_x, y + PADDING, room, LETTER * 1.15)
    lines = [*head, TextLine(points, "points", left + width - PADDING, head[0].y)] if points else [*head]
    below = head[-1].y + 5
    for texts, style in (([box.label] if box.label else [], "label"), (box.notes, "note")):
        found = _texts(texts, style, text_x, below, inner)
        lines += found
        below = found[-1].y + 5 if found else below
    rows = []
    row_y = below + 4
    for row in box.rows:
        placed = _row(row, left, row_y, width)
        rows.append(placed)
        row_y += placed.height
    return PlacedBox(box, left, y, width, row_y - y, below + 4 - y, tuple(lines), tuple(rows))


def _row(row: Row, left: float, y: float, width: float) -> PlacedRow:
    inner, x = width - 2 * PADDING, left + PADDING
    leads = f" → {row.then}" if row.then else ""
    lines = _texts([f"{row.id}{leads}"], "move", x, y + 4, inner, LETTER * 1.05)
    for text, style in ((row.does, "does"), (row.when, "when")):
        if text:
            lines += _texts([text], style, x + 10, lines[-1].y + 3, inner - 10)
    return PlacedRow(row, y, lines[-1].y + 7 - y, tuple(lines))


def _texts(
    texts: Iterable[str], style: str, x: float, y: float, width: float, letter: float = LETTER
) -> list[TextLine]:
    room = max(8, int(width / letter))
    lines = [line for text in texts for line in textwrap.wrap(text, room, break_on_hyphens=False)]
    return [TextLine(line, style, x, y + (n + 1) * LINE - 4) for n, line in enumerate(lines)]


def _wires(boxes: Sequence[PlacedBox], first_lane: float) -> tuple[Wire, ...]:
    """One wire for each scene that is led to; wires that pass one another get lanes of their own."""
    at = {placed.box.id: placed for placed in boxes}
    spans = []
    for target, placed in at.items():
        leave = [
            (source.right, row.y + row.height / 2) for source in boxes for row in source.rows if row.row.then == target
        ]
        if leave:
            enter = (placed.right, placed.y + PADDING + LINE / 2)
            ys = [enter[1], *(y for _, y in leave)]
            spans.append((max(ys) - min(ys), min(ys), max(ys), target, tuple(leave), enter))
    taken: list[list[tuple[float, float]]] = []
    wires = []
    for _, low, high, target, starts, end in sorted(spans):  # short ones stay close to the boxes
        lane = next((n for n, spots in enumerate(taken) if all(high < a or low > b for a, b in spots)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low - 6, high + 6))
        wires.append(Wire(target, starts, end, first_lane + LANE * (lane + 1)))
    return tuple(wires)
