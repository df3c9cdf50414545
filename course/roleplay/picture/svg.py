"""The graph of a role-play as SVG, without anything that a browser would have to fetch."""

from importlib import resources
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from course.roleplay.picture.graph import Graph
from course.roleplay.picture.layout import (
    LINE,
    MARGIN,
    PADDING,
    TOP,
    Layout,
    PlacedBox,
    PlacedColumn,
    PlacedRow,
    TextLine,
    Wire,
    layout,
)

_BEND = 6
"""Radius of the corners of a wire."""


def svg(graph: Graph) -> str:
    """The text of an SVG file."""
    placed = layout(graph)
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {placed.width:g} {placed.height:g}",
            "width": f"{placed.width:g}",
            "height": f"{placed.height:g}",
            "lang": graph.language,
            "role": "group",
            "aria-labelledby": "title description",
        },
    )
    SubElement(root, "title", id="title").text = graph.title
    SubElement(root, "desc", id="description").text = graph.description
    SubElement(root, "style").text = (resources.files(__package__) / "style.css").read_text(encoding="utf-8")
    SubElement(root, "rect", {"class": "paper", "width": "100%", "height": "100%"})
    _above(root, placed)
    for column in placed.columns:
        _column(root, column)
    indent(root)
    return f"{tostring(root, encoding='unicode')}\n"


def _above(root: Element, placed: Layout) -> None:
    _text(root, placed.graph.title, "title", MARGIN, 36)
    for n, line in enumerate(placed.description):
        _text(root, line, "description", MARGIN, 58 + n * LINE)


def _column(root: Element, placed: PlacedColumn) -> None:
    place = placed.column.place
    group = SubElement(root, "g", {"role": "group", "aria-label": placed.heading, "data-place": place})
    _text(group, placed.heading, f"heading {place}", placed.x, TOP - 16)
    _line(group, placed.x, TOP - 8, placed.x + placed.width, place)
    for line in placed.note:
        _line_of_text(group, line)
    # Wires go below the boxes, so that none of them crosses a word.
    for wire in placed.wires:
        _wire(group, wire)
    for box in placed.boxes:
        _box(group, box, place)


def _box(parent: Element, placed: PlacedBox, place: str) -> None:
    box = placed.box
    said = " ".join([box.id, *box.points, box.label, *box.notes])
    group = SubElement(parent, "g", {"role": "group", "aria-label": said, "data-scene": box.id})
    frame = {"x": _n(placed.x), "width": _n(placed.width), "rx": "6"}
    SubElement(group, "rect", {"class": f"box {place}", "y": _n(placed.y), "height": _n(placed.height), **frame})
    inside = {"x": _n(placed.x + 1), "width": _n(placed.width - 2), "rx": "5"}
    SubElement(group, "rect", {"class": "head", "y": _n(placed.y + 1), "height": _n(placed.head - 2), **inside})
    for line in placed.lines:
        _line_of_text(group, line)
    for row in placed.rows:
        _row(group, row, placed)


def _row(parent: Element, placed: PlacedRow, box: PlacedBox) -> None:
    names = {"data-move": placed.row.id}
    if placed.row.then:
        names["data-then"] = placed.row.then
    group = SubElement(parent, "g", {"role": "group", "aria-label": placed.row.id, **names})
    SubElement(group, "title").text = placed.row.say
    _line(group, box.x + 1, placed.y, box.right - 1, "rule")
    for line in placed.lines:
        _line_of_text(group, line)


def _wire(parent: Element, wire: Wire) -> None:
    group = SubElement(parent, "g", {"data-leads-to": wire.target, "aria-hidden": "true"})
    end_x, end_y = wire.end
    for x, y in wire.starts:
        down = _BEND if end_y > y else -_BEND
        path = (
            f"M{_n(x)} {_n(y)} H{_n(wire.lane - _BEND)} q{_BEND} 0 {_BEND} {down} V{_n(end_y - down)} "
            f"q0 {down} {-_BEND} {down} H{_n(end_x + PADDING)}"
        )
        SubElement(group, "path", {"class": "wire", "d": path})
        SubElement(group, "circle", {"class": "dot", "cx": _n(x), "cy": _n(y), "r": "3"})
    tip = f"M{_n(end_x)} {_n(end_y)} l{PADDING} -5 v10 z"
    SubElement(group, "path", {"class": "tip", "d": tip})


def _line(parent: Element, x1: float, y: float, x2: float, style: str) -> None:
    SubElement(parent, "line", {"class": style, "x1": _n(x1), "x2": _n(x2), "y1": _n(y), "y2": _n(y)})


def _line_of_text(parent: Element, line: TextLine) -> None:
    _text(parent, line.text, line.style, line.x, line.y)


def _text(parent: Element, text: str, style: str, x: float, y: float) -> None:
    SubElement(parent, "text", {"class": style, "x": _n(x), "y": _n(y)}).text = text


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
