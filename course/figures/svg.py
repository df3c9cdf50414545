"""A drawing board: SVG with classes instead of colours, so that one drawing serves light, dark and forced colours.

The classes stand in ``course/widgets/assets/figure.css``. Nothing has an id, so that two drawings on a page cannot get
into each other's way.
"""

from collections.abc import Sequence
from html import escape

Point = tuple[float, float]
_LETTER = 0.54
"""The width of a letter, on average, in parts of its size."""


class Sheet:
    """An empty drawing, in units of its own; it is shown as wide as there is room."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._parts: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, look: str, *, corner: float = 0) -> None:
        """A rectangle; ``corner`` is the radius of its corners."""
        size = f'x="{x:.5g}" y="{y:.5g}" width="{max(0, width):.5g}" height="{max(0, height):.5g}"'
        self._parts.append(f'<rect {size} rx="{corner:g}" class="{look}"/>')

    def circle(self, x: float, y: float, radius: float, look: str) -> None:
        """A circle."""
        self._parts.append(f'<circle cx="{x:.5g}" cy="{y:.5g}" r="{radius:.5g}" class="{look}"/>')

    def line(self, points: Sequence[Point], look: str) -> None:
        """A line through points."""
        path = " ".join(f"{x:.5g},{y:.5g}" for x, y in points)
        self._parts.append(f'<polyline points="{path}" class="line {look}"/>')

    def shape(self, points: Sequence[Point], look: str) -> None:
        """A filled shape with straight sides."""
        path = " ".join(f"{x:.5g},{y:.5g}" for x, y in points)
        self._parts.append(f'<polygon points="{path}" class="{look}"/>')

    def text(self, x: float, y: float, words: str, look: str = "", *, anchor: str = "start") -> None:
        """One line of words; ``y`` is where the letters stand, ``anchor`` start, middle or end."""
        self._parts.append(
            f'<text x="{x:.5g}" y="{y:.5g}" text-anchor="{anchor}" class="{look}">{escape(words, quote=False)}</text>'
        )

    def lines(self, x: float, y: float, words: str, look: str = "", *, wide: float, anchor: str = "start") -> float:
        """Words on as many lines as they need within ``wide``; gives where the next line would stand."""
        for line in wrapped(words, wide):
            self.text(x, y, line, look, anchor=anchor)
            y += LINE
        return y

    def hatch(self, x: float, y: float, width: float, height: float, look: str = "hatch", *, step: float = 7) -> None:
        """Slanting lines over a rectangle, so that it is known without its colour."""
        strokes = []
        at = step
        while at < width + height:
            x1, y1 = (x + at, y) if at <= width else (x + width, y + at - width)
            x2, y2 = (x, y + at) if at <= height else (x + at - height, y + height)
            strokes.append(f"M{x1:.5g} {y1:.5g}L{x2:.5g} {y2:.5g}")
            at += step
        if strokes:
            self._parts.append(f'<path d="{"".join(strokes)}" class="line {look}"/>')

    def inlay(self, drawing: str, x: float, y: float, width: float, height: float) -> None:
        """Another SVG drawing, put into a rectangle of this one."""
        size = f'x="{x:.5g}" y="{y:.5g}" width="{width:.5g}" height="{height:.5g}"'
        self._parts.append(drawing.replace("<svg ", f"<svg {size} ", 1))

    def drawn(self) -> str:
        """The SVG; what it shows is said by whoever shows it."""
        box = f'viewBox="0 0 {self.width:g} {self.height:g}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {box} aria-hidden="true">{"".join(self._parts)}</svg>'


SIZE = 15
LINE = 19
"""Size of the letters, and from line to line."""


def wide(words: str, size: float = SIZE) -> float:
    """About how wide words are."""
    return len(words) * size * _LETTER


def wrapped(words: str, room: float, size: float = SIZE) -> list[str]:
    """Words broken into lines that fit, as far as words are shorter than a line."""
    lines: list[str] = []
    for word in words.split():
        if lines and wide(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
