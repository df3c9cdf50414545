"""The list for the command line, and as a file: a page, a spreadsheet or data."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from autograder.copied.find import Found
from autograder.copied.survey import Match
from autograder.copied.words import Teller, ToldEntry, moment
from autograder.errors import ClassFolderError
from autograder.files import write_text
from autograder.reports.export import as_csv
from autograder.reports.feedback import LOOK
from course.locale import Language

FORMAT: Final = 1
WIDTH: Final = 100
ENDINGS: Final = (".html", ".csv", ".json")
TEMPLATES: Final = Path(__file__).parent.parent / "pages"


def as_text(found: Found, teller: Teller) -> str:
    """The list for a terminal, without anything that a terminal would obey."""
    return "\n".join(_plain(line) for line in _lines(found, teller))


def _lines(found: Found, teller: Teller) -> Iterator[str]:
    listing = found.listing
    yield teller.say("compared", compared=listing.compared, entries=len(listing.entries))
    if listing.together:
        yield teller.say("together", count=listing.together)
    yield ""
    if not listing.entries:
        yield teller.say("nothing")
    else:
        yield from _wrapped(teller.say("no_verdict"))
    for number, entry in enumerate(teller.entries(), start=1):
        yield ""
        yield from _entry_lines(number, entry)
    if listing.odd:
        yield ""
        yield teller.say("odd_heading")
        for odd in teller.odd():
            yield from (line for sentence in odd.sentences for line in _wrapped(f"{odd.name}: {sentence}", "  "))


def _entry_lines(number: int, entry: ToldEntry) -> Iterator[str]:
    yield from _wrapped(f"{number}. {', '.join(entry.names)}: {entry.strength}")
    for match in entry.matches:
        if len(entry.names) > 2:
            yield from _wrapped(f"{match.a}, {match.b}", "   ")
        for told in match.told:
            yield from _wrapped(f"- {told.sentence}", "   ", "     ")
            yield from (line for each in told.shown for line in _wrapped(each, "     "))
            for one, other in told.beside:
                yield from _wrapped(f"{match.a}: “{one}”", "     ", "       ")
                yield from _wrapped(f"{match.b}: “{other}”", "     ", "       ")
    yield from _wrapped(f"{entry.unusual} {entry.what_now}", "   ")


def _wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=first if rest is None else rest)


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def as_data(found: Found, teller: Teller) -> dict[str, Any]:
    """The list as data: the figures, and the sentences that people read."""
    listing = found.listing
    return {
        "format": FORMAT,
        "assignment": listing.assignment,
        "compared": listing.compared,
        "note": teller.say("no_verdict"),
        "left_out_together": listing.together,
        "entries": [
            {
                "students": [{"id": student, "name": teller.plain_name(student)} for student in entry.students],
                "strength": str(entry.strength),
                "unusual": told.unusual,
                "what_now": told.what_now,
                "matches": [_match_data(match, teller) for match in entry.matches],
            }
            for entry, told in zip(listing.entries, teller.entries(), strict=True)
        ],
        "odd": {
            student: [
                {"kind": str(each.kind), "count": each.count, "at": None if each.at is None else moment(each.at)}
                for each in odd
            ]
            for student, odd in listing.odd.items()
        },
    }


def _match_data(match: Match, teller: Teller) -> dict[str, Any]:
    times, answers = match.times, match.answers
    return {
        "a": match.a,
        "b": match.b,
        "bits": round(match.bits, 1),
        "same_file": match.same_file,
        "times": None
        if times is None
        else {
            "lines": times.lines,
            "seconds_later": times.shift,
            "first": moment(times.first),
            "last": moment(times.last),
        },
        "games": [
            {
                "item": game.item,
                "same": game.same,
                "of": game.lengths,
                "rare": len(game.rare),
                "nobody_else": game.alone,
            }
            for game in match.games
        ],
        "answers": None
        if answers is None
        else {"wrong": answers.wrong, "right": answers.right, "different": answers.different},
        "texts": [asdict(text) for text in match.texts],
        "sentences": [told.sentence for told in teller.match(match).told],
    }


COLUMNS: Final = (
    "entry", "strength", "student_a", "name_a", "student_b", "name_b", "same_file", "same_times", "shift", "first",
    "last", "decisions", "rare", "answers", "words", "text_a", "text_b", "no_verdict",
)  # fmt: skip


def as_rows(found: Found, teller: Teller) -> Iterator[Sequence[object]]:
    """The list as rows of a spreadsheet, two students in each."""
    yield [teller.say(f"column_{name}") for name in COLUMNS]
    for number, (entry, told) in enumerate(zip(found.listing.entries, teller.entries(), strict=True), start=1):
        for match in entry.matches:
            times = match.times
            texts = next((text.stretches[0].texts for text in match.texts if text.stretches), ("", ""))
            yield [
                *(number, told.strength, match.a, teller.plain_name(match.a), match.b, teller.plain_name(match.b)),
                teller.say("yes") if match.same_file else "",
                *((times.lines, times.shift, moment(times.first), moment(times.last)) if times else ("", "", "", "")),
                sum(game.same for game in match.games),
                sum(len(game.rare) for game in match.games),
                len(match.answers.wrong) if match.answers else 0,
                sum(text.words for text in match.texts),
                *texts,
                told.what_now,
            ]


def as_page(found: Found, teller: Teller, language: Language) -> str:
    """The list as a page of its own."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.globals["tell"] = teller.say
    return environment.get_template("copied.html.j2").render(
        language=language,
        look=LOOK.read_text(encoding="utf-8"),
        assignment=found.listing.assignment,
        copied=teller.all(),
    )


def as_json(found: Found, teller: Teller) -> str:
    """The list as JSON, so that no half character of a student stops whoever prints it."""
    text = json.dumps(as_data(found, teller), ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace").decode("utf-8")


def check_ending(goal: Path | None) -> None:
    """Says at once what else would be said after the work.

    Raises:
        ClassFolderError: a file with this ending cannot be written.
    """
    if goal is not None and goal.suffix.lower() not in ENDINGS:
        raise ClassFolderError("copied_file", file=goal)


def write(found: Found, teller: Teller, goal: Path, language: Language) -> None:
    """Writes the list to a file, as its ending says: .html, .csv or .json.

    Raises:
        ClassFolderError: it has another ending.
    """
    check_ending(goal)
    match goal.suffix.lower():
        case ".html":
            text = as_page(found, teller, language)
        case ".csv":
            text = as_csv(as_rows(found, teller))
        case _:
            text = f"{as_json(found, teller)}\n"
    write_text(goal, text)
