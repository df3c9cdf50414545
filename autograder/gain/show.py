"""The gain for a terminal, and as a file: a page, a spreadsheet or data."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from autograder.errors import ClassFolderError
from autograder.files import write_text
from autograder.gain.measure import ALL, FEWEST, ClassGain
from autograder.gain.sittings import Left, Measured
from autograder.marking.marking import number
from autograder.reports.export import as_csv
from autograder.reports.feedback import LOOK
from course.locale import Language, say

FORMAT: Final = 1
ENDINGS: Final = (".html", ".csv", ".json")
NOTHING: Final = "–"
#: Where the class had this share before, so little was left that one answer makes its gain jump.
HIGH: Final = 0.9
#: With no more questions for a goal than this, one answer is a large step.
COARSE: Final = 3
TEMPLATES: Final = Path(__file__).parent.parent / "pages"


def goal_name(goal: str, language: str) -> str:
    """A goal in a few words (``L3 preparing at home``); one that the course does not know by its id."""
    if goal == ALL:
        return say("gain.all", language)
    try:
        return f"{goal} {say(f'gain.goal_{goal}', language)}"
    except KeyError:
        return goal


def share(value: float, language: str) -> str:
    """A share as a percentage, as people of that language write it."""
    return f"{value:.0%}" if language == "en" else f"{100 * value:.0f}%"


def gain_text(value: float | None, language: str) -> str:
    """A gain with two decimals; a dash where there is none."""
    return NOTHING if value is None else f"{value:+.2f}".replace(".", "," if language == "nl" else ".")


def interval_text(gain: ClassGain, language: str) -> str:
    """From low to high; a dash where there is none."""
    if gain.low is None or gain.high is None:
        return NOTHING
    return say("gain.from_to", language, low=gain_text(gain.low, language), high=gain_text(gain.high, language))


def notes(measured: Measured, language: Language) -> Iterator[str]:
    """What has to be said beside the figures: what a gain is, what it is not, and who is left out."""
    yield say("gain.what", language)
    if len(measured.sittings) > 1:
        yield say("gain.two_means", language)
    if any(gain.full for gain in measured.gains):
        yield say("gain.full", language)
    high = [gain.goal for gain in measured.gains if gain.goal != ALL and gain.before >= HIGH]
    if high:
        yield say("gain.high", language, share=share(HIGH, language), goals=", ".join(high))
    if measured.sittings and measured.questions <= COARSE:
        yield say("gain.coarse", language, count=measured.questions)
    if 0 < len(measured.sittings) < FEWEST:
        yield say("gain.few", language, count=len(measured.sittings), fewest=FEWEST)
    yield say("gain.no_proof", language)
    if measured.provisional:
        yield say("gain.provisional", language)


def left_out(measured: Measured, language: Language) -> Iterator[str]:
    """A sentence for each reason to leave students out, with who they are."""
    for reason, students in measured.left.items():
        # Names of several scripts stand in one line: each turns only itself.
        listed = ", ".join(f"\u2068{measured.names[student]}\u2069" for student in students)
        yield say(f"gain.left_{reason}", language, count=len(students), students=listed, **_tests(measured))


def _tests(measured: Measured) -> dict[str, str]:
    return {"before": measured.before, "after": measured.after}


def as_text(measured: Measured, language: Language) -> str:
    """The table for a terminal, without anything that a terminal would obey."""
    return "\n".join(_plain(line) for line in _lines(measured, language))


def _lines(measured: Measured, language: Language) -> Iterator[str]:
    yield say("gain.heading", language, **_tests(measured))
    yield say("gain.students", language, count=len(measured.sittings))
    if measured.sittings:
        yield ""
        heads = ("before", "after", "gain", "interval", "mean_gain", "up_down")
        rows = [
            (
                goal_name(gain.goal, language),
                *(share(gain.before, language), share(gain.after, language), gain_text(gain.gain, language)),
                *(interval_text(gain, language), gain_text(gain.mean_gain, language), f"{gain.up} / {gain.down}"),
            )
            for gain in measured.gains
        ]
        yield from _table(
            [say("gain.column_goal", language), *(say(f"gain.column_{h}", language) for h in heads)], rows
        )
        yield ""
        yield from _table(
            [say(f"gain.column_{head}", language) for head in ("student", "before", "after", "gain")],
            [
                (
                    *(each.name, share(each.before[ALL], language), share(each.after[ALL], language)),
                    gain_text(each.gain(), language),
                )
                for each in measured.sittings
            ],
        )
    yield ""
    yield from notes(measured, language)
    yield from left_out(measured, language)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[n]) for row in (head, *rows)) for n in range(len(head))]
    for row in (head, *rows):
        cells = (
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def _plain(text: str) -> str:
    """The isolates around names are for pages; here every other sign that does not print is made visible."""
    kept = text.replace("\u2068", "").replace("\u2069", "")
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in kept)


def as_data(measured: Measured) -> dict[str, Any]:
    """The figures for a program; shares between 0 and 1, gains between -1 and 1, None where there is none."""
    return {
        "format": FORMAT,
        "before": measured.before,
        "after": measured.after,
        "class": [{**asdict(gain), "goal": gain.goal or "all"} for gain in measured.gains],
        "students": [
            {
                "id": each.student,
                "name": each.name,
                "goals": [
                    {
                        "goal": goal or "all",
                        "before": each.before[goal],
                        "after": each.after[goal],
                        "gain": each.gain(goal),
                    }
                    for goal in (*measured.goals, ALL)
                ],
            }
            for each in measured.sittings
        ],
        "left_out": {str(reason): list(students) for reason, students in measured.left.items()},
    }


def as_json(measured: Measured) -> str:
    """The figures as JSON, so that no half character of a name stops whoever prints it."""
    return json.dumps(as_data(measured), ensure_ascii=False, indent=1).encode("utf-8", "replace").decode("utf-8")


COLUMNS: Final = ("student", "name", "goal", "before", "after", "gain", "low", "high", "count", "left")


def as_rows(measured: Measured, language: Language) -> Iterator[Sequence[object]]:
    """Rows of a spreadsheet: first the class (no student), then each student, goal by goal; last who is left out."""
    yield [say(f"gain.csv_{name}", language) for name in COLUMNS]
    for gain in measured.gains:
        figures = (gain.before, gain.after, gain.gain, gain.low, gain.high)
        yield ["", say("gain.class", language), goal_name(gain.goal, language), *figures, gain.students, ""]
    for each in measured.sittings:
        for goal in (*measured.goals, ALL):
            figures = (each.before[goal], each.after[goal], each.gain(goal), None, None)
            yield [each.student, each.name, goal_name(goal, language), *figures, "", ""]
    for reason, students in measured.left.items():
        for student in students:
            yield [student, measured.names[student], *[""] * 7, say(f"gain.csv_{reason}", language)]


def as_page(measured: Measured, language: Language) -> str:
    """The gain as a page of its own."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.globals |= {
        "tell": lambda key, **values: say(f"gain.{key}", language, **values),
        "share": lambda value: share(value, language),
        "signed": lambda value: gain_text(value, language),
        "interval": lambda gain: interval_text(gain, language),
        "goal_name": lambda goal: goal_name(goal, language),
        "number": lambda value: number(value, language),
    }
    return environment.get_template("gain.html.j2").render(
        language=language,
        look=LOOK.read_text(encoding="utf-8"),
        measured=measured,
        all_goals=ALL,
        notes=list(notes(measured, language)),
        left=list(left_out(measured, language)),
    )


def check_ending(goal: Path | None) -> None:
    """Says at once what else would be said after the work.

    Raises:
        ClassFolderError: a file with this ending cannot be written.
    """
    if goal is not None and goal.suffix.lower() not in ENDINGS:
        raise ClassFolderError("copied_file", file=goal)


def write(measured: Measured, goal: Path, language: Language) -> None:
    """Writes the gain to a file, as its ending says: .html, .csv or .json.

    Raises:
        ClassFolderError: it has another ending.
    """
    check_ending(goal)
    match goal.suffix.lower():
        case ".html":
            text = as_page(measured, language)
        case ".csv":
            text = as_csv(as_rows(measured, language))
        case _:
            text = f"{as_json(measured)}\n"
    write_text(goal, text)


__all__ = ["Left", "as_json", "as_page", "as_rows", "as_text", "check_ending", "write"]
