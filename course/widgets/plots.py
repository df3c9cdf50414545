"""The two figures of the debrief: what was possible (Pareto), and five things a negotiator does (radar).

Each comes as a light and a dark picture with an alternative text and a sentence that says what the picture shows; the
table with the same numbers is the page's. Shape and hatch tell things apart, never colour alone. Matplotlib is imported
when the first figure is drawn.
"""

import base64
import io
import math
from collections.abc import Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, TypedDict

from course.locale import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from course.roleplay.debrief import Axis, Debrief, Dot, Mark, Offer

_INK, _PAPER, _SOFT, _ZONE, _OURS, _THEIRS, _DEAL = "#22201c", "#fffdf8", "#635d53", "#e9f0f4", "#a8481f", "#24577a", "#37653f"
# What each colour of the light picture becomes in the dark one.
_DARK: Final = {
    _INK: "#ece7dd", _PAPER: "#1f1d1a", _SOFT: "#b3aa9b", _ZONE: "#26323a", _OURS: "#e79a72", _THEIRS: "#7fb5da", _DEAL: "#90c79a",
    "#8b8375": "#8f8677", "#e2dacb": "#3d3932", "#b9cbd8": "#41545f",
}  # fmt: skip
_SHAPES: Final = {"deal": ("*", 330), "nash": ("D", 95), "kalai_smorodinsky": ("^", 120), "fallback": ("X", 100)}

_HALO: Final = {"boxstyle": "round,pad=0.15", "facecolor": _PAPER, "edgecolor": "none", "alpha": 0.85}


class Plot(TypedDict):
    """A picture for light and for dark pages as data addresses, its alternative text and the sentence under it."""

    light: str
    dark: str
    alt: str
    sentence: str


def plots(debrief: "Debrief", language: str) -> dict[str, Plot]:
    """The figures of one debrief, by the name under which the page looks for them."""
    drawn: dict[str, Plot] = {}
    if debrief.outcomes:
        drawn["pareto"] = pareto(debrief, language)
    if debrief.radar:
        drawn["radar"] = radar(debrief.radar, language)
    return drawn


def pareto(debrief: "Debrief", language: str) -> Plot:
    """Every package by its worth to both sides, with zone, mandate, win-set, deal, fair points and the path of offers."""
    with _style():
        figure, axes = _sheet(7.4, 5.6)
        marks = {mark.id: mark for mark in debrief.marks}
        _zone(axes, marks.get("fallback"), language)
        _packages(axes, debrief.outcomes, language)
        _path(axes, debrief.path, language)
        _marks(axes, debrief.marks, language)
        axes.set(xlim=(-4, 104), ylim=(-4, 104), xlabel=say("debrief.axis_ours", language), ylabel=say("debrief.axis_theirs", language))
        figure.legend(*axes.get_legend_handles_labels(), loc="outside lower center", ncols=3)
        light, dark = _pictures(figure)
    sentence = _pareto_sentence(debrief, marks, language)
    return Plot(light=light, dark=dark, alt=f"{say('debrief.pareto_heading', language)}. {sentence}", sentence=sentence)


def radar(axes_of_radar: Sequence["Axis"], language: str) -> Plot:
    """A spoke an activity, from the middle (nothing reached) to the rim (everything)."""
    labels = [axis.label for axis in axes_of_radar]
    values = [min(1.0, max(0.0, axis.value)) for axis in axes_of_radar]
    angles = [2 * math.pi * i / len(values) for i in range(len(values))]
    with _style():
        figure, axes = _sheet(4.6, 4.4, polar=True)
        polar: Any = axes  # matplotlib types a polar plot as plain axes
        polar.set_theta_offset(math.pi / 2)
        polar.set_theta_direction(-1)
        polar.set_ylim(0, 1)
        polar.set_yticks([0.25, 0.5, 0.75, 1], labels=["", "50%", "", "100%"])
        polar.set_rlabel_position(180 / len(values))
        polar.set_xticks(angles, labels=[_wrapped(label) for label in labels], fontsize=10, color=_INK)
        polar.tick_params(axis="x", pad=14)
        axes.spines["polar"].set_color("#8b8375")
        axes.fill(angles, values, facecolor=_ZONE, edgecolor="#b9cbd8", hatch="///", linewidth=0)
        axes.plot([*angles, angles[0]], [*values, values[0]], color=_THEIRS, marker="o", markersize=6, clip_on=False)
        light, dark = _pictures(figure)
    best = max(axes_of_radar, key=lambda axis: axis.value)
    worst = min(axes_of_radar, key=lambda axis: axis.value)
    sentence = say(
        "debrief.radar_sentence", language, best=best.label, best_value=f"{best.value:.0%}", worst=worst.label, worst_value=f"{worst.value:.0%}"
    )
    return Plot(light=light, dark=dark, alt=f"{say('debrief.radar_caption', language)}. {sentence}", sentence=sentence)


def _zone(axes: "Axes", fallback: "Mark | None", language: str) -> None:
    if fallback is None:
        return
    from matplotlib.patches import Rectangle  # noqa: PLC0415 - heavy, only when drawing

    corner = (fallback.ours, fallback.theirs)
    box = Rectangle(corner, 104 - corner[0], 104 - corner[1], facecolor=_ZONE, edgecolor="#b9cbd8", hatch="//", linewidth=0, zorder=0.5,
                    label=say("debrief.legend_zone", language))  # fmt: skip
    axes.add_patch(box)


def _packages(axes: "Axes", dots: Sequence["Dot"], language: str) -> None:
    """Hollow or filled for the vote at home, a square around it for the mandate."""

    def scatter(chosen: Sequence["Dot"], label: str, **look: Any) -> None:
        if chosen:
            axes.scatter([d.ours for d in chosen], [d.theirs for d in chosen], label=say(f"debrief.{label}", language), **look)

    edge = sorted((d for d in dots if d.on_frontier), key=lambda d: d.ours)
    axes.plot([d.ours for d in edge], [d.theirs for d in edge], color=_SOFT, linestyle=(0, (4, 3)), linewidth=1.2, zorder=1,
              label=say("debrief.legend_frontier", language))  # fmt: skip
    scatter([d for d in dots if not d.in_win_set], "legend_other", s=26, facecolor=_PAPER, edgecolor=_SOFT, linewidth=1, zorder=2)
    scatter([d for d in dots if d.in_win_set], "legend_win_set", s=30, facecolor=_INK, edgecolor=_INK, linewidth=1, zorder=2)
    scatter([d for d in dots if d.in_mandate], "legend_mandate", s=100, marker="s", facecolor="none", edgecolor=_INK, linewidth=1, zorder=2)


def _path(axes: "Axes", path: Sequence["Offer"], language: str) -> None:
    """The offers of each side in order; the first and the last carry the number of their round."""
    for ours, colour, marker, line in ((True, _OURS, ">", "-"), (False, _THEIRS, "v", "-")):
        offers = [offer for offer in path if (offer.who == "us") is ours]
        if not offers:
            continue
        label = say("debrief.legend_ours" if ours else "debrief.legend_theirs", language)
        axes.plot([o.ours for o in offers], [o.theirs for o in offers], color=colour, linestyle=line, linewidth=1.3, marker=marker,
                  markersize=7, markeredgecolor=_PAPER, alpha=0.95, zorder=3, label=label)  # fmt: skip
        for offer in {offers[0].round: offers[0], offers[-1].round: offers[-1]}.values():
            axes.annotate(str(offer.round), (offer.ours, offer.theirs), xytext=(6, -13) if ours else (-13, -10), zorder=5,
                          textcoords="offset points", color=colour, fontsize=9, fontweight="bold", bbox=_HALO)  # fmt: skip


def _marks(axes: "Axes", marks: Sequence["Mark"], language: str) -> None:
    """The points to compare with; points in the same place share one label."""
    names: dict[tuple[float, float], list[str]] = {}
    for mark in marks:
        shape, size = _SHAPES.get(mark.id, ("o", 90))
        deal = mark.id == "deal"
        axes.scatter([mark.ours], [mark.theirs], marker=shape, s=size, facecolor=_DEAL if deal else _PAPER,
                     edgecolor=_PAPER if deal else _INK, linewidth=1.3, zorder=5 if deal else 4)  # fmt: skip
        names.setdefault((round(mark.ours, 1), round(mark.theirs, 1)), []).append(say(f"debrief.mark_{mark.id}", language))
    placed: list[tuple[float, float]] = []
    for (ours, theirs), here in sorted(names.items(), key=lambda each: each[0][1]):
        # A label that would lie over another goes higher, and a line leads back to its point.
        height = theirs + 3.5
        while any(abs(ours - x) < 45 and abs(height - y) < 6 for x, y in placed):
            height += 2
        placed.append((ours, height))
        axes.annotate(" = ".join(here), (ours, theirs), xytext=(ours + 3, height), fontsize=9.5, fontweight="bold",
                      arrowprops={"arrowstyle": "-", "color": _SOFT, "linewidth": 0.8, "shrinkB": 5},
                      zorder=6, bbox=_HALO)  # fmt: skip


def _pareto_sentence(debrief: "Debrief", marks: dict[str, "Mark"], language: str) -> str:
    zone = [dot for dot in debrief.outcomes if dot.in_zone]
    parts = [
        say(
            "debrief.pareto_sentence",
            language,
            all=len(debrief.outcomes),
            zone=len(zone),
            mandate=sum(dot.in_mandate for dot in zone),
            winnable=sum(dot.in_win_set for dot in zone),
        )
    ]
    deal, nash = marks.get("deal"), marks.get("nash")
    if deal is None:
        return " ".join([*parts, say("debrief.no_deal_sentence", language)])
    if nash is not None:
        parts.append(
            say(
                "debrief.deal_sentence",
                language,
                label=deal.label,
                ours=f"{deal.ours:.0f}",
                theirs=f"{deal.theirs:.0f}",
                nash=nash.label,
                nash_ours=f"{nash.ours:.0f}",
                nash_theirs=f"{nash.theirs:.0f}",
            )
        )
    better = [dot for dot in debrief.outcomes if _better_for_both(dot, deal)]
    if not better:
        parts.append(say("debrief.better_none", language))
    elif len(better) == 1:
        parts.append(say("debrief.better_one", language, label=better[0].label))
    else:
        parts.append(say("debrief.better_many", language, count=len(better), label=max(better, key=lambda dot: dot.ours).label))
    return " ".join(parts)


def _better_for_both(dot: "Dot", deal: "Mark") -> bool:
    slack = 1e-9
    no_worse = dot.ours >= deal.ours - slack and dot.theirs >= deal.theirs - slack
    return no_worse and (dot.ours > deal.ours + slack or dot.theirs > deal.theirs + slack)


def _wrapped(label: str) -> str:
    """A label of several words on two lines, so that a radar stays round."""
    words = label.split(" ")
    return label if len(label) <= 13 or len(words) == 1 else " ".join(words[:-1]) + "\n" + words[-1]


def _style() -> Any:
    import matplotlib.style  # noqa: PLC0415 - heavy, only when drawing

    return matplotlib.style.context(str(resources.files("course.widgets") / "achterban.mplstyle"))


def _sheet(width: float, height: float, *, polar: bool = False) -> "tuple[Figure, Axes]":
    from matplotlib.figure import Figure  # noqa: PLC0415 - heavy, only when drawing

    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.add_subplot(polar=polar)


def _pictures(figure: "Figure") -> tuple[str, str]:
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    light = file.getvalue()
    dark = light
    for before, after in _DARK.items():
        dark = dark.replace(before, after)
    return _address(light), _address(dark)


def _address(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode("ascii")
