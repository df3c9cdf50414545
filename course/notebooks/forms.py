"""Figures about the test before and after for a terminal: simulated test-takers, and what raters made of the keys."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from course.answers.kinds import Authored, BestWorst
from course.answers.raters import Rater, read_raters
from course.locale import LANGUAGES, Language, say
from course.notebooks import parts
from course.notebooks.shelf import Shelf
from course.scoring.agreement import ENOUGH, KEEP, Advice, Agreement, Decision, agreements, overall
from course.scoring.balance import WHICH, Balance, alike, balance
from course.scoring.takers import MEAN_BOUND, PAYS, SPREAD_BOUND, Compared, compare

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two forms of a test side by side."""

    names: tuple[str, str]
    takers: tuple[Compared, ...]
    balances: tuple[Balance, Balance]

    @property
    def fair(self) -> bool:
        """Whether the forms are spread alike and parallel for every taker, and being test-wise does not pay."""
        wise = [each for each in self.takers if each.taker == "testwise"]
        return (
            alike(*self.balances) and all(each.parallel for each in self.takers) and not any(each.pays for each in wise)
        )


def takers(shelf: Shelf, before: str, after: str, people: int, seed: int) -> Pair:
    """What each kind of taker scores in both tests, in each language, and how the questions of both are spread.

    Raises:
        UnknownPageError: there is no exercise of that name.
        ValueError: one of them has no question "best and worst".
    """
    one, other = (parts.questions(shelf.exercise(name)) for name in (before, after))
    found = tuple(compare((one, other), LANGUAGES, people, seed))
    return Pair((before, after), found, (balance(one, LANGUAGES), balance(other, LANGUAGES)))


def takers_as_text(pair: Pair, language: Language) -> str:
    """The table of simulated test-takers and that of how questions are spread, with a verdict."""
    found = pair.takers
    said = {"mean": f"{MEAN_BOUND:.0%}", "spread": f"{SPREAD_BOUND:.0%}", "pays": f"{PAYS:.0%}"}
    lines = [say("takers.about", language, people=found[0].people, **said), ""]
    heads = ("taker", "before", "after", "apart", "spread_before", "spread_after", "wider", "over")
    rows = [[say(f"takers.column_{head}", language) for head in heads]]
    rows += [
        [
            f"{each.language}  {say(f'takers.taker_{each.taker}', language)}",
            *(_figure(f"{mean:.1%}", language) for mean in each.means),
            _between(each.apart, language),
            *(_figure(f"{spread:.1%}", language) for spread in each.spreads),
            _between(each.wider, language),
            _between(each.over_chance, language),
        ]
        for each in found
    ]
    lines += [*_table(rows), "", *_table(list(_spread(pair, language))), ""]
    lines.append(say(f"takers.{'fair' if pair.fair else 'unfair'}", language))
    return "\n".join(lines)


def _spread(pair: Pair, language: Language) -> Iterator[Sequence[str]]:
    yield say("takers.spread", language), *pair.names
    yield say("takers.questions", language), *(str(each.questions) for each in pair.balances)
    yield say("takers.goals", language), *(_goals(each) for each in pair.balances)
    for which in WHICH:
        counts = (" ".join(map(str, each.places[which])) for each in pair.balances)
        yield say(f"takers.places_{which}", language), *counts
    for which in WHICH:
        for spoken in LANGUAGES:
            ranks = (_figure(f"{each.ranks[which][spoken]:.2f}", language) for each in pair.balances)
            yield say(f"takers.rank_{which}", language, spoken=spoken), *ranks


def _goals(found: Balance) -> str:
    counts = sorted(set(found.goals.values()))
    return f"{len(found.goals)} x {'-'.join(map(str, dict.fromkeys((counts[0], counts[-1]))))}"


def takers_as_json(pair: Pair) -> str:
    """The same for a program."""
    rows = [{**asdict(each), "parallel": each.parallel, "pays": each.pays} for each in pair.takers]
    spread = [{"exercise": name, **asdict(each)} for name, each in zip(pair.names, pair.balances, strict=True)]
    return json.dumps({"format": 1, "fair": pair.fair, "takers": rows, "spread": spread}, indent=1)


def _between(interval: tuple[float, float, float], language: Language) -> str:
    middle, low, high = (_figure(f"{100 * value:+.1f}", language) for value in interval)
    return f"{middle} ({low} .. {high})"


def _figure(text: str, language: Language) -> str:
    """A figure as people of that language write it."""
    return text.replace(".", ",") if language == "nl" else text


def rated(authored: Sequence[Authored], files: Sequence[Path]) -> tuple[tuple[Rater, ...], tuple[Agreement, ...]]:
    """The raters behind some files, and how far they agree about each question.

    Raises:
        RatingsError: files are not there, or hold no rating of these questions.
    """
    items = {each.item.id: each.item for each in authored if isinstance(each.item, BestWorst)}
    raters = read_raters(files, items)
    return raters, agreements(authored, [each.choices for each in raters])


def rated_as_text(raters: Sequence[Rater], found: Sequence[Agreement], language: Language) -> str:
    """The agreement about each question, the questions to look at, and all questions together."""
    return "\n".join(_rated_lines(raters, found, language))


def _rated_lines(raters: Sequence[Rater], found: Sequence[Agreement], language: Language) -> Iterator[str]:
    names = ", ".join(_plain(f"{each.name} ({len(each.choices)})") for each in raters)
    yield say("agreement.raters", language, count=len(raters), names=names)
    yield from (line for rater in raters for line in _odd(rater, language))
    yield ""
    heads = ("item", "raters", "best_among", "best_key", "worst_among", "worst_key")
    rows = [[say(f"agreement.column_{head}", language) for head in heads]]
    for each in found:
        shares = (each.best.among, each.best.with_key, each.worst.among, each.worst.with_key)
        rows.append([each.item, str(each.raters), *(_share(share, language) for share in shares)])
    yield from _table(rows)
    yield ""
    whole = overall(found)
    figures = {"among": whole.among, "beyond": whole.beyond_chance, "keyed": whole.with_key}
    yield say(
        "agreement.overall" if whole.among is not None else "agreement.overall_alone",
        language,
        **{name: _share(value, language) for name, value in figures.items()},
    )
    yield from _to_look_at(found, language)
    if len(raters) < ENOUGH:
        yield say("agreement.few", language, count=len(raters), enough=ENOUGH)


def _odd(rater: Rater, language: Language) -> Iterator[str]:
    """What has to be known about the files of one rater."""
    name = _plain(rater.name)
    if rater.same:
        yield say("agreement.same", language, name=name, files=_plain(", ".join(rater.same)))
    if rater.unread:
        yield say("agreement.unread", language, name=name, count=rater.unread)
    if rater.damaged:
        yield say("agreement.damaged", language, name=name, count=rater.damaged)
    if rater.reworded:
        yield say("agreement.reworded", language, name=name, items=", ".join(rater.reworded))


def _to_look_at(found: Sequence[Agreement], language: Language) -> Iterator[str]:
    listed = [each for each in found if each.raters and not each.keep]
    if not any(each.raters for each in found):
        return
    yield say(
        "agreement.below" if listed else "agreement.none_below",
        language,
        keep=_figure(str(KEEP), language),
        count=len(listed),
    )
    for each in listed:
        for which, decision in (("best", each.best), ("worst", each.worst)):
            if decision.advice is not Advice.KEEP:
                what = say(f"agreement.{which}", language)
                yield f"  {each.item}, {what}: {_advice(decision, language)}"
    empty = [each.item for each in found if not each.raters]
    if empty:
        yield say("agreement.not_rated", language, items=", ".join(empty))


def _advice(decision: Decision, language: Language) -> str:
    votes = sorted(decision.votes.items(), key=lambda vote: (-vote[1], vote[0]))
    shown = ", ".join(f"{option} {count}" for option, count in votes)
    return say(f"agreement.advice_{decision.advice}", language, keyed=decision.keyed, votes=shown)


def rated_as_data(raters: Sequence[Rater], found: Sequence[Agreement]) -> dict[str, Any]:
    """The same for a program."""
    return {
        "format": 1,
        "raters": [
            {
                "name": each.name,
                "rated": len(each.choices),
                "unread": each.unread,
                "damaged": each.damaged,
                "same": list(each.same),
                "reworded": list(each.reworded),
            }
            for each in raters
        ],
        "overall": asdict(overall(found)),
        "items": [
            {
                "item": each.item,
                "keep": each.keep,
                **{
                    name: {**asdict(decision), "advice": str(decision.advice)}
                    for name, decision in (("best", each.best), ("worst", each.worst))
                },
            }
            for each in found
        ],
    }


def _share(value: float | None, language: Language) -> str:
    return NOTHING if value is None else _figure(f"{value:.2f}", language)


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        cells = (
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
