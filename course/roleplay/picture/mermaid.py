"""The graph of a role-play as Mermaid text: a box a scene with its moves, an arrow where a move leads on.

Thick arrows go from place to place, so that viewers put them beside one another.
"""

from collections.abc import Iterator

from course.roleplay.picture.graph import Box, Graph, Row

_CODES = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;", "|": "#124;"}
_BREAK = "<br/>"


def mermaid(graph: Graph) -> str:
    """The text of a Mermaid flowchart."""
    return "\n".join(_lines(graph)) + "\n"


def _lines(graph: Graph) -> Iterator[str]:
    # Scenes go by number: an id such as "end" is a word of Mermaid itself.
    names = {box.id: f"s{n}" for n, box in enumerate(graph.boxes, 1)}
    yield "---"
    yield f"title: '{_one_line(graph.title).replace(chr(39), chr(39) * 2)}'"
    yield "---"
    yield "flowchart LR"
    yield f"  accTitle: {_one_line(graph.title)}"
    yield f"  accDescr: {_one_line(graph.description)}"
    for number, column in enumerate(graph.columns, 1):
        yield f'  subgraph p{number}["{_label(column.heading)}"]'
        yield "    direction LR"
        if not column.boxes:
            yield f'    p{number}n["{_label(column.note or column.heading)}"]'
        for box in column.boxes:
            yield f'    {names[box.id]}["{_box(box)}"]'
        yield "  end"
    for number in range(1, len(graph.columns)):
        yield f"  p{number} ==> p{number + 1}"
    for box in graph.boxes:
        for then in dict.fromkeys(row.then for row in box.rows if row.then in names):
            moves = ", ".join(row.id for row in box.rows if row.then == then)
            yield f'  {names[box.id]} -->|"{_label(moves)}"| {names[str(then)]}'


def _box(box: Box) -> str:
    head = f"<b>{_label(box.id)}</b> {_label(' '.join(box.points))}".rstrip()
    lines = [box.label, *box.notes] if box.label else box.notes
    return _BREAK.join([head, *(f"<i>{_label(line)}</i>" for line in lines), *(_row(row) for row in box.rows)])


def _row(row: Row) -> str:
    more = f" [{_label(row.when)}]" if row.when else ""
    return f"• {_label(row.id)}: {_label(row.does)}{more}"


def _label(text: str) -> str:
    return "".join(_CODES.get(char, char) for char in _one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text.split())
