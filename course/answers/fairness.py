"""Whether somebody who knows nothing but how tests are made could guess better than chance.

Advice, not errors: a question that these findings are about can be asked, and should not be.
"""

import re
from collections.abc import Iterator, Sequence
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
from course.answers.looks import LOOKS, Look, taken
from course.answers.writing import asked, repeats
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
    r"\b(all|none|both) of (the|these)( above)?\b|\b(alle|geen) van (de )?(bovenstaande|deze|beide)\b"
    r"|\balle bovenstaande\b",
    re.IGNORECASE,
)


def advise(authored: Sequence[Authored], lines: Lines, file: str) -> Iterator[Finding]:
    """What gives keys away."""
    for n, each in enumerate(authored):
        yield from _item(each, lines, file, ("items", n))
    yield from _patterns(authored, file)


def _item(authored: Authored, lines: Lines, file: str, path: Path) -> Iterator[Finding]:
    for code, place, values in (*_question(authored), *_ids(authored), *_options(authored)):
        spot = lines.of(*path, *place)
        yield Finding(code, file, spot.line, spot.column, values)


#: A code, its place in the item, and the values of its text.
_Found = tuple[str, Path, dict[str, object]]


def _question(authored: Authored) -> Iterator[_Found]:
    for language in LANGUAGES:
        for code, found in asked(authored.item.question.of(language), language):
            yield code, ("question", language), {"found": found}


def _ids(authored: Authored) -> Iterator[_Found]:
    item, key = authored.item, authored.key
    for n, option in enumerate(options_of(item)):
        if _TELLING.search(option.id):
            yield "Q020", ("options", n, "id"), {"id": option.id}
    if isinstance(item, Order) and isinstance(key, OrderKey) and sorted(key.order) == list(key.order):
        yield "Q022", ("key",), {}


def _options(authored: Authored) -> Iterator[_Found]:
    item = authored.item
    if not isinstance(item, Choice | BestWorst | Rating):
        return
    keyed = _keyed(authored)
    for language in LANGUAGES:
        texts = [option.text.of(language) for option in item.options]
        for n, text in enumerate(texts):
            if found := _ALL.search(text):
                yield "Q021", ("options", n, "text", language), {"found": found.group()}
        longest, shortest = max(map(len, texts)), min(map(len, texts))
        if longest >= SHORT and longest > LONGER * shortest:
            yield "Q023", ("options",), {"language": language, "longest": longest, "shortest": shortest}
        for n, words in repeats(item.question.of(language), texts):
            if item.options[n].id == keyed:
                yield "Q025", ("options", n, "text", language), {"language": language, "words": listed(words)}


def _keyed(authored: Authored) -> str | None:
    """The option that somebody who guesses looks for; None where there is no such one."""
    match authored.key:
        case ChoiceKey():
            return authored.key.right
        case BestWorstKey():
            return authored.key.best
        case _:
            return None


def _patterns(authored: Sequence[Authored], file: str) -> Iterator[Finding]:
    keyed = [(options_of(each.item), right) for each in authored if (right := _keyed(each)) is not None]
    if len(keyed) < _FEWEST:
        return
    for name, look in LOOKS.items():
        hits = [
            language
            for language in LANGUAGES
            if _chance([len(options) for options, _ in keyed], _count(keyed, look, language)) < RARE
        ]
        if hits:
            count = max(_count(keyed, look, language) for language in hits)
            values = {
                "what": both(f"findings.guess_{name}"),
                "count": count,
                "all": len(keyed),
                "languages": listed(hits),
            }
            yield Finding("Q024", file, 1, 1, values)


def _count(keyed: Sequence[tuple[Sequence[Option], str]], look: Look, language: str) -> int:
    guesses = ((taken(look, options, language), right) for options, right in keyed)
    return sum(picked == (right,) for picked, right in guesses)


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
