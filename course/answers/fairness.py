"""Whether somebody who knows nothing but how tests are made could guess better than chance.

Advice, not errors: a question that these findings are about can be asked, and should not be.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from course.answers.kinds import (
    Authored,
    BestWorst,
    BestWorstKey,
    Choice,
    ChoiceKey,
    Option,
    Order,
    OrderKey,
    Rating,
    options_of,
)
from course.findings import Finding, listed
from course.locale import LANGUAGES, both
from course.roleplay.strict_yaml import Lines, Path

#: Within a question the longest option is at most this much longer than the shortest.
LONGER: Final = 1.25
#: Below this many characters a difference in length is a difference of words, and no hint.
SHORT: Final = 25
#: How unlikely a pattern over a file must be before it is a finding.
RARE: Final = 0.05
_FEWEST: Final = 4

_TELLING: Final = re.compile(
    r"(^|[-_])(right|correct|good|best|wrong|bad|worst|goed|juist|beste|fout|slecht|slechtste|true|false|waar|onwaar)([-_]|$)",
    re.ASCII | re.IGNORECASE,
)
_ALL: Final = re.compile(
    r"\b(all|none|both) of (the|these)( above)?\b|\b(alle|geen) van (de )?(bovenstaande|deze|beide)\b", re.IGNORECASE
)

#: A way to guess without reading: from options in a language to the one it picks.
_Guess = Callable[[Sequence[Option], str], Option | None]
_GUESSES: Final[dict[str, _Guess]] = {
    "longest": lambda options, language: _outstanding(options, language, max),
    "shortest": lambda options, language: _outstanding(options, language, min),
    "first": lambda options, _: options[0],
    "last": lambda options, _: options[-1],
}


def advise(authored: Sequence[Authored], lines: Lines, file: str) -> Iterator[Finding]:
    """What gives keys away."""
    for n, each in enumerate(authored):
        yield from _item(each, lines, file, ("items", n))
    yield from _patterns(authored, file)


def _item(authored: Authored, lines: Lines, file: str, path: Path) -> Iterator[Finding]:
    def finding(code: str, place: Path, **values: object) -> Finding:
        spot = lines.of(*path, *place)
        return Finding(code, file, spot.line, spot.column, values)

    item, key = authored.item, authored.key
    for n, option in enumerate(options_of(item)):
        if _TELLING.search(option.id):
            yield finding("Q020", ("options", n, "id"), id=option.id)
    if isinstance(item, Order) and isinstance(key, OrderKey) and sorted(key.order) == list(key.order):
        yield finding("Q022", ("key",))
    if isinstance(item, Choice | BestWorst | Rating):
        for language in LANGUAGES:
            texts = [option.text.of(language) for option in item.options]
            for n, text in enumerate(texts):
                if found := _ALL.search(text):
                    yield finding("Q021", ("options", n, "text", language), found=found.group())
            longest, shortest = max(map(len, texts)), min(map(len, texts))
            if longest >= SHORT and longest > LONGER * shortest:
                yield finding("Q023", ("options",), language=language, longest=longest, shortest=shortest)


def _patterns(authored: Sequence[Authored], file: str) -> Iterator[Finding]:
    keyed: list[tuple[Sequence[Option], str]] = []
    for each in authored:
        match each.item, each.key:
            case Choice(), ChoiceKey():
                keyed.append((each.item.options, each.key.right))
            case BestWorst(), BestWorstKey():
                keyed.append((each.item.options, each.key.best))
            case _:
                pass
    if len(keyed) < _FEWEST:
        return
    for name, guess in _GUESSES.items():
        hits = [
            language
            for language in LANGUAGES
            if _chance([len(options) for options, _ in keyed], _count(keyed, guess, language)) < RARE
        ]
        if hits:
            count = max(_count(keyed, guess, language) for language in hits)
            values = {
                "what": both(f"findings.guess_{name}"),
                "count": count,
                "all": len(keyed),
                "languages": listed(hits),
            }
            yield Finding("Q024", file, 1, 1, values)


def _count(keyed: Sequence[tuple[Sequence[Option], str]], guess: _Guess, language: str) -> int:
    guesses = ((guess(options, language), right) for options, right in keyed)
    return sum(option is not None and option.id == right for option, right in guesses)


def _outstanding(options: Sequence[Option], language: str, which: Callable[[list[int]], int]) -> Option | None:
    """The option whose length stands out; nothing when several are as long."""
    lengths = [len(option.text.of(language)) for option in options]
    extreme = which(lengths)
    return options[lengths.index(extreme)] if lengths.count(extreme) == 1 else None


def _chance(sizes: Sequence[int], hits: int) -> float:
    """How likely chance gives that many right answers or more, with so many options each."""
    spread = [1.0]
    for size in sizes:
        lucky = 1 / size
        spread = [
            (spread[n] * (1 - lucky) if n < len(spread) else 0.0) + (spread[n - 1] * lucky if n else 0.0)
            for n in range(len(spread) + 1)
        ]
    return sum(spread[hits:])
