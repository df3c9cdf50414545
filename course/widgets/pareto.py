"""What was possible: every package by its worth to both sides, and the sentence that says what the picture shows.

Shape and hatch tell things apart, never colour alone: a filled dot is a yes at home, a square around it the mandate,
hatched paper the zone of agreement.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from course.locale import say
from course.roleplay.page import Debrief, Dot, Mark, Offer
from course.widgets.drawing import DEAL, HALO, HATCH, INK, OURS, PAPER, SOFT, THEIRS, ZONE, Plot, pictures, sheet, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SHAPES: Final = {"deal": ("*", 330), "nash": ("D", 95), "kalai_smorodinsky": ("^", 120), "fallback": ("X", 100)}
_END: Final = 104  # the axes run a little over 0-100, so that no dot is cut
_POINTS: Final = "offset points"


def pareto(debrief: Debrief, language: str) -> Plot:
    """The packages with zone, mandate, win-set, deal, the fair points and the path of offers."""
    marks = {mark.id: mark for mark in debrief.marks}
    with style():
        figure, axes = sheet(6.6, 5.6)
        if "fallback" in marks:
            _zone(axes, marks["fallback"], language)
        _packages(axes, debrief.outcomes, language)
        _path(axes, debrief.path, language)
        _marks(axes, debrief.marks, language)
        axes.set(xlim=(100 - _END, _END), ylim=(100 - _END, _END))
        axes.set_xlabel(say("debrief.axis_ours", language))
        axes.set_ylabel(say("debrief.axis_theirs", language))
        figure.legend(*axes.get_legend_handles_labels(), loc="outside lower center", ncols=3)
        light, dark = pictures(figure)
    sentence = pareto_sentence(debrief, language)
    return Plot(light=light, dark=dark, alt=f"{say('debrief.pareto_heading', language)}. {sentence}", sentence=sentence)


def pareto_sentence(debrief: Debrief, language: str) -> str:
    """How much was possible, how the deal compares, and whether something better for both was left lying."""
    zone = [dot for dot in debrief.outcomes if dot.in_zone]
    counts = {
        "all": len(debrief.outcomes),
        "zone": len(zone),
        "mandate": sum(dot.in_mandate for dot in zone),
        "winnable": sum(dot.in_win_set for dot in zone),
    }
    parts = [say("debrief.pareto_sentence", language, **counts)]
    marks = {mark.id: mark for mark in debrief.marks}
    deal, nash = marks.get("deal"), marks.get("nash")
    if deal is None:
        parts.append(say("debrief.no_deal_sentence", language))
        return " ".join(parts)
    if nash is not None:
        worth = {"ours": f"{deal.ours:.0f}", "theirs": f"{deal.theirs:.0f}"}
        fair = {"nash_ours": f"{nash.ours:.0f}", "nash_theirs": f"{nash.theirs:.0f}"}
        parts.append(say("debrief.deal_sentence", language, label=deal.label, nash=nash.label, **worth, **fair))
    better = sorted((dot for dot in debrief.outcomes if _better_for_both(dot, deal)), key=lambda dot: -dot.ours)
    key = ("better_none", "better_one", "better_many")[min(len(better), 2)]
    parts.append(say(f"debrief.{key}", language, count=len(better), label=better[0].label if better else ""))
    return " ".join(parts)


def _better_for_both(dot: Dot, deal: Mark) -> bool:
    slack = 1e-9
    no_worse = dot.ours >= deal.ours - slack and dot.theirs >= deal.theirs - slack
    return no_worse and (dot.ours > deal.ours + slack or dot.theirs > deal.theirs + slack)


def _zone(axes: "Axes", fallback: Mark, language: str) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415 - heavy, only when drawing

    look: dict[str, Any] = {"facecolor": ZONE, "edgecolor": HATCH, "hatch": "//", "linewidth": 0, "zorder": 0.5}
    size = (_END - fallback.ours, _END - fallback.theirs)
    label = say("debrief.legend_zone", language)
    axes.add_patch(Rectangle((fallback.ours, fallback.theirs), *size, label=label, **look))


def _packages(axes: "Axes", dots: Sequence[Dot], language: str) -> None:
    edge = sorted((dot for dot in dots if dot.on_frontier), key=lambda dot: dot.ours)
    axes.plot(
        [dot.ours for dot in edge],
        [dot.theirs for dot in edge],
        color=SOFT,
        linestyle=(0, (4, 3)),
        linewidth=1.2,
        zorder=1,
        label=say("debrief.legend_frontier", language),
    )

    def scatter(chosen: Sequence[Dot], name: str, **look: Any) -> None:
        if chosen:
            label = say(f"debrief.legend_{name}", language)
            axes.scatter(
                [dot.ours for dot in chosen], [dot.theirs for dot in chosen], linewidth=1, zorder=2, label=label, **look
            )

    scatter([dot for dot in dots if not dot.in_win_set], "other", s=26, facecolor=PAPER, edgecolor=SOFT)
    scatter([dot for dot in dots if dot.in_win_set], "win_set", s=30, facecolor=INK, edgecolor=INK)
    mandate = [dot for dot in dots if dot.in_mandate]
    scatter(mandate, "mandate", s=100, marker="s", facecolor="none", edgecolor=INK)


def _path(axes: "Axes", path: Sequence[Offer], language: str) -> None:
    """The offers of each side in order; the first and the last carry the number of their round."""
    sides = (("us", "legend_ours", OURS, ">", (6, -13)), ("them", "legend_theirs", THEIRS, "v", (-13, -10)))
    for side, name, colour, marker, beside in sides:
        offers = [offer for offer in path if offer.who == side]
        if not offers:
            continue
        axes.plot(
            [offer.ours for offer in offers],
            [offer.theirs for offer in offers],
            color=colour,
            linewidth=1.3,
            marker=marker,
            markersize=7,
            markeredgecolor=PAPER,
            zorder=3,
            label=say(f"debrief.{name}", language),
        )
        look: dict[str, Any] = {"color": colour, "fontsize": 9, "fontweight": "bold", "bbox": HALO, "zorder": 5}
        for offer in {each.round: each for each in (offers[0], offers[-1])}.values():
            at = (offer.ours, offer.theirs)
            axes.annotate(str(offer.round), at, xytext=beside, textcoords=_POINTS, **look)


def _marks(axes: "Axes", marks: Sequence[Mark], language: str) -> None:
    """The points to compare with; points in the same place share one label."""
    names: dict[tuple[float, float], list[str]] = {}
    for mark in marks:
        shape, size = _SHAPES.get(mark.id, ("o", 90))
        face, edge, layer = (DEAL, PAPER, 5) if mark.id == "deal" else (PAPER, INK, 4)
        axes.scatter(
            [mark.ours],
            [mark.theirs],
            marker=shape,
            s=size,
            facecolor=face,
            edgecolor=edge,
            linewidth=1.3,
            zorder=layer,
        )
        place = (round(mark.ours, 1), round(mark.theirs, 1))
        names.setdefault(place, []).append(say(f"debrief.mark_{mark.id}", language))
    line = {"arrowstyle": "-", "color": SOFT, "linewidth": 0.8, "shrinkB": 5}
    placed: list[tuple[float, float]] = []
    for (ours, theirs), here in sorted(names.items(), key=lambda each: each[0][1]):
        # A label that would lie over another goes higher; a line leads back to its point.
        height = theirs + 3.5
        while any(abs(ours - x) < 45 and abs(height - y) < 6 for x, y in placed):  # a label's size
            height += 2
        placed.append((ours, height))
        left = min(ours + 3, 62)  # long labels near the right edge start further left
        axes.annotate(
            " = ".join(here),
            (ours, theirs),
            xytext=(left, height),
            fontsize=9.5,
            fontweight="bold",
            arrowprops=line,
            zorder=6,
            bbox=HALO,
        )
