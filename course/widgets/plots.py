"""The figures of the debrief, each with an alternative text and a sentence; the page shows the numbers as tables."""

import math
from collections.abc import Sequence
from typing import Any

from course.locale import say
from course.roleplay.page import Axis, Debrief
from course.widgets.drawing import EDGE, HATCH, INK, THEIRS, ZONE, Plot, pictures, sheet, style
from course.widgets.exposure import exposure
from course.widgets.pareto import pareto

_SPOKES = 3  # fewer make no area
_LONG = 13  # letters on one line of a label


def plots(debrief: Debrief, language: str) -> dict[str, Plot]:
    """The figures of one debrief, by the name under which the page looks for them; only what there is to show."""
    drawn: dict[str, Plot] = {}
    if debrief.outcomes:
        drawn["pareto"] = pareto(debrief, language)
    if debrief.leak is not None:
        drawn["leak"] = exposure(debrief.leak, language)
    if len(debrief.radar) >= _SPOKES:
        drawn["radar"] = radar(debrief.radar, language)
    return drawn


def radar(activities: Sequence[Axis], language: str) -> Plot:
    """What a negotiator does: a spoke for each activity, from the middle (nothing reached) to the rim (everything)."""
    values = [min(1.0, max(0.0, each.value)) for each in activities]
    angles = [2 * math.pi * n / len(values) for n in range(len(values))]
    with style():
        figure, axes = sheet(4.6, 4.4, polar=True)
        polar: Any = axes  # matplotlib types a polar plot as plain axes
        polar.set_theta_offset(math.pi / 2)
        polar.set_theta_direction(-1)
        polar.set_ylim(0, 1)
        polar.set_yticks([0.25, 0.5, 0.75, 1], labels=["", "50%", "", "100%"])
        polar.set_rlabel_position(180 / len(values))
        polar.set_xticks(angles, labels=[_wrapped(each.label) for each in activities], fontsize=10, color=INK)
        polar.tick_params(axis="x", pad=14)
        axes.spines["polar"].set_color(EDGE)
        axes.fill(angles, values, facecolor=ZONE, edgecolor=HATCH, hatch="///", linewidth=0)
        axes.plot([*angles, angles[0]], [*values, values[0]], color=THEIRS, marker="o", markersize=6, clip_on=False)
        light, dark = pictures(figure)
    sentence = _radar_sentence(activities, language)
    return Plot(light=light, dark=dark, alt=f"{say('debrief.radar_caption', language)}. {sentence}", sentence=sentence)


def _radar_sentence(activities: Sequence[Axis], language: str) -> str:
    best, worst = max(activities, key=lambda each: each.value), min(activities, key=lambda each: each.value)
    values = {"best_value": f"{best.value:.0%}", "worst_value": f"{worst.value:.0%}"}
    return say("debrief.radar_sentence", language, best=best.label, worst=worst.label, **values)


def _wrapped(label: str) -> str:
    """A label with a capital, and of several words on two lines, so that a radar stays round."""
    label = label[:1].upper() + label[1:]
    words = label.split(" ")
    return label if len(label) <= _LONG or len(words) == 1 else " ".join(words[:-1]) + "\n" + words[-1]
