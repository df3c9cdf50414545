"""What every figure shares: the sheet, the colours on light and dark paper, and the pictures that come out.

Matplotlib is imported when the first figure is drawn: it takes half a second, and most cells never need it.
"""

import base64
import io
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, TypedDict

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK: Final = "#22201c"
PAPER: Final = "#fffdf8"
SOFT: Final = "#635d53"
EDGE: Final = "#8b8375"
ZONE: Final = "#e9f0f4"
HATCH: Final = "#b9cbd8"
OURS: Final = "#a8481f"
THEIRS: Final = "#24577a"
DEAL: Final = "#37653f"
PRIVATE: Final = "#5b4a86"
_GRID: Final = "#e2dacb"

# What each colour of the light picture becomes in the dark one; the same pairs as in stage.css.
_DARK: Final = {
    INK: "#ece7dd",
    PAPER: "#1f1d1a",
    SOFT: "#b3aa9b",
    EDGE: "#8f8677",
    ZONE: "#26323a",
    HATCH: "#41545f",
    OURS: "#e79a72",
    THEIRS: "#7fb5da",
    DEAL: "#90c79a",
    PRIVATE: "#b3a4e0",
    _GRID: "#3d3932",
}
HALO: Final = {"boxstyle": "round,pad=0.15", "facecolor": PAPER, "edgecolor": "none", "alpha": 0.85}
"""The bit of paper under a label, so that it can be read over lines."""


class Plot(TypedDict):
    """A picture for light and for dark pages as data addresses, its alternative text and the sentence under it."""

    light: str
    dark: str
    alt: str
    sentence: str


def style() -> Any:
    """The look of our figures: a context to draw in."""
    import matplotlib.style  # noqa: PLC0415 - see above

    return matplotlib.style.context(str(resources.files("course.widgets") / "achterban.mplstyle"))


def sheet(width: float, height: float, *, polar: bool = False) -> "tuple[Figure, Axes]":
    """An empty figure, in inches; call it within :func:`style`. No window or backend of the notebook is touched."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - see above

    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.add_subplot(polar=polar)


def pictures(figure: "Figure") -> tuple[str, str]:
    """The figure on light and on dark paper: one drawing, other colours."""
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    light = file.getvalue()
    dark = light
    for before, after in _DARK.items():
        dark = dark.replace(before, after)
    return _address(light), _address(dark)


def _address(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode("ascii")
