"""How near what was told in private came to getting out: a bar against a limit, and the sentence that says the same."""

from typing import TYPE_CHECKING, Final

from course.locale import say
from course.roleplay.page import Leak
from course.roleplay.wording import number
from course.widgets.drawing import EDGE, HATCH, INK, PAPER, PRIVATE, Plot, pictures, sheet, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROOM: Final = 1.3
"""The axis runs this much further than the bar or the limit, so that the words beside them fit."""


def exposure(leak: Leak, language: str) -> Plot:
    """The bar of the exposure, with the limit as a dashed line; words at both say what they are."""
    shown = {"exposure": number(leak.exposure).of(language), "limit": number(leak.limit).of(language)}
    end = max(leak.exposure, leak.limit) * _ROOM
    with style():
        figure, axes = sheet(6.6, 1.4)
        axes.barh([0], [end], height=0.5, facecolor=PAPER, edgecolor=EDGE, linewidth=0.9)
        axes.barh([0], [leak.exposure], height=0.5, facecolor=PRIVATE, edgecolor=HATCH, hatch="///", linewidth=0)
        axes.vlines(leak.limit, -0.32, 0.85, color=INK, linestyle=(0, (4, 3)), linewidth=1.6)
        axes.set(xlim=(0, end), ylim=(-0.8, 0.85), xticks=[], yticks=[])
        axes.spines[["left", "bottom"]].set_visible(False)
        axes.grid(visible=False)
        axes.set_xlabel(say("debrief.leak_axis", language))
        name = "leaked" if leak.leaked else "held"
        _words(axes, leak.exposure, end, -0.34, say(f"debrief.leak_bar_{name}", language, **shown))
        _words(axes, leak.limit, end, 0.34, say("debrief.leak_from", language, **shown))
        light, dark = pictures(figure)
    alt = f"{say('debrief.leak_axis', language)}. {leak.sentence}"
    return Plot(light=light, dark=dark, alt=alt, sentence=leak.sentence)


def _words(axes: "Axes", at: float, end: float, height: float, text: str) -> None:
    """Words above or below the bar, on the side of ``at`` where there is room."""
    early = at < end / 2
    axes.annotate(
        text,
        (at, height),
        xytext=(3 if early else -3, 0),
        textcoords="offset points",
        ha="left" if early else "right",
        va="bottom" if height > 0 else "top",
        fontsize=10,
        fontweight="bold",
        color=INK,
    )
