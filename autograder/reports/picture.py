"""The one picture of the report: how the class spread out, in total and on each part."""

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from autograder.grading.scores import AssignmentScores
from autograder.marking.labels import label
from autograder.marking.marking import number
from course.locale import Text, say

PAPER: Final = "#fffdf8"
INK: Final = "#22201c"
SOFT: Final = "#5f594f"
LINE: Final = "#e4ddd0"
ACCENT: Final = "#b4532a"
TABLE: Final = "#24577a"
STEP: Final = 10
MANY: Final = 10
"""Parts from which the picture is so tall that the bars of the totals would be towers."""


def picture(scores: AssignmentScores, language: str, questions: Mapping[str, Text] | None = None) -> str:
    """An SVG: left how many students got how much in total, right every student's share of each part.

    Parts that ask one of ``questions`` bear its first words.
    """
    import matplotlib as mpl  # noqa: PLC0415 - drawing loads only when something is drawn
    from matplotlib.figure import Figure  # noqa: PLC0415

    style: Any = {
        "font.family": "serif",
        "svg.fonttype": "path",
        "svg.hashsalt": scores.name,
        "text.color": INK,
        "axes.labelcolor": INK,
        "xtick.color": SOFT,
        "ytick.color": INK,
        "axes.edgecolor": LINE,
    }
    with mpl.rc_context(style):
        figure = Figure(figsize=(9.6, max(3.4, 0.42 * len(scores.parts) + 1.6)), facecolor=PAPER, layout="constrained")
        left, right = figure.subplots(1, 2, width_ratios=[1, 1.35])
        if len(scores.parts) >= MANY:
            left.set_box_aspect(1)
            left.set_anchor("N")
        _totals(left, scores, language)
        _parts(right, scores, language, questions or {})
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    svg = out.getvalue()
    return svg[svg.index("<svg") :]


def _totals(axes: Any, scores: AssignmentScores, language: str) -> None:
    shares = [100 * row.total / scores.maximum if scores.maximum else 0.0 for row in scores.graded]
    axes.hist(shares, bins=range(0, 101, STEP), color=ACCENT, edgecolor=PAPER)
    axes.set_xlim(0, 100)
    axes.set_xlabel(say("autograder.axis_total", language))
    axes.set_ylabel(say("autograder.axis_students", language))
    axes.yaxis.get_major_locator().set_params(integer=True)
    _quiet(axes)


def _parts(axes: Any, scores: AssignmentScores, language: str, questions: Mapping[str, Text]) -> None:
    parts = [part for part in scores.parts if part.maximum]
    for place, part in enumerate(parts):
        shares = [
            100 * row.scores.get(part.name, 0.0) / part.maximum for row in scores.graded if part.name not in row.waiting
        ]
        axes.axhline(place, color=LINE, linewidth=1, zorder=0)
        # Points that coincide lie side by side; the order of the rows decides, so that the picture is always the same.
        axes.scatter(shares, _spread(shares, place), s=26, color=TABLE, alpha=0.75, linewidths=0, zorder=2)
        if shares:
            mean = sum(shares) / len(shares)
            axes.plot([mean, mean], [place - 0.3, place + 0.3], color=ACCENT, linewidth=3, zorder=3)
    axes.set_yticks(range(len(parts)), [label(part.name, language, questions) for part in parts])
    axes.set_ylim(len(parts) - 0.5, -0.5)
    axes.set_xlim(-3, 103)
    axes.set_xlabel(say("autograder.axis_share", language))
    _quiet(axes)


def _spread(shares: Sequence[float], place: int) -> list[float]:
    seen: dict[int, int] = {}
    found = []
    for share in shares:
        count = seen.get(round(share), 0)
        seen[round(share)] = count + 1
        found.append(place + 0.09 * ((count + 1) // 2) * (1 if count % 2 else -1))
    return found


def _quiet(axes: Any) -> None:
    axes.set_facecolor(PAPER)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)


def sentence(scores: AssignmentScores, language: str) -> str:
    """What the picture shows, in words."""
    totals = sorted(row.total for row in scores.graded)
    middle = len(totals) // 2
    median = totals[middle] if len(totals) % 2 else (totals[middle - 1] + totals[middle]) / 2
    return say(
        "autograder.picture",
        language,
        count=len(totals),
        lowest=number(totals[0], language),
        highest=number(totals[-1], language),
        median=number(median, language),
        maximum=number(scores.maximum, language),
    )
