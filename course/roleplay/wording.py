"""Small pieces of language: numbers, percentages, lists, packages and phrases from the phrase book."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from course.locale import LANGUAGES, Text, area, both
from course.negotiation.setup import Package
from course.roleplay.scenario import Scenario

_SHORT = r"(?:(?<=['’])[nst]\s+)?"
"""Dutch 's, 't and 'n keep their small letter at the start of a sentence: the word behind them gets the capital."""
_SENTENCE = re.compile(rf"(^[\s‘“'\"]*{_SHORT}|(?:[.!?…]|[.…][’”'\"])\s+[‘“'’\"]*{_SHORT})([a-zà-ÿ])")

_MOST_DIGITS: Final = 3
_SAME: Final = 1e-9
"""Numbers that differ less than this are the same number."""


def number(value: float, digits: int = 2) -> Text:
    """A number with a point in English and a comma in Dutch; no minus before zero."""
    text = f"{value + 0.0:.{digits}f}"
    if not text.strip("-0."):
        text = text.lstrip("-")
    return Text(text, text.replace(".", ","))


def percent(share: float) -> Text:
    """A share (0-1) as a whole percentage."""
    return Text(f"{share * 100:.0f}%", f"{share * 100:.0f}%")


def beside(value: float, limit: float) -> tuple[Text, Text]:
    """A number and the limit it is held against, with as few decimals as show on which side of it the number is."""
    digits = _telling_digits(value, limit)
    return _trimmed(value, digits), _trimmed(limit, digits)


def percents(share: float, quota: float) -> tuple[Text, Text]:
    """A share and its quota (0-1) as percentages, as :func:`beside` shows them: 89.6% beside 90%."""
    found = beside(share * 100, quota * 100)
    return Text(f"{found[0].en}%", f"{found[0].nl}%"), Text(f"{found[1].en}%", f"{found[1].nl}%")


def _telling_digits(value: float, limit: float) -> int:
    """From 0 to 3: enough for the rounded numbers to stand in the order of the numbers themselves."""
    if abs(value - limit) < _SAME:
        return 0
    rounded = ((digits, round(value, digits), round(limit, digits)) for digits in range(_MOST_DIGITS + 1))
    return next((digits for digits, one, other in rounded if one != other), _MOST_DIGITS)


def _trimmed(value: float, digits: int) -> Text:
    """A number without needless zeros behind the point."""
    text = number(value, digits).en
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Text(text, text.replace(".", ","))


def joined(texts: Sequence[Text]) -> Text:
    """``a, b and c``."""
    return Text(*(_join([t.of(language) for t in texts], both("view.and").of(language)) for language in LANGUAGES))


def _join(items: list[str], last: str) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def listed(texts: Iterable[Text]) -> Text:
    """``a, b, c``."""
    kept = list(texts)
    return Text(", ".join(t.en for t in kept), ", ".join(t.nl for t in kept))


def capitalised(text: str) -> str:
    """The same text with a capital at the start of each sentence."""
    return _SENTENCE.sub(lambda m: m.group(1) + m.group(2).upper(), text)


def sentence(text: Text) -> Text:
    """Both languages capitalised."""
    return Text(capitalised(text.en), capitalised(text.nl))


def package_text(scenario: Scenario, package: Package) -> Text:
    """A package in words: the options, in the order of the issues."""
    return listed(issue.option(option) for issue, option in zip(scenario.issues.values(), package, strict=True))


def phrase(scenario: Scenario, reaction: str, mood: str, turn: int, **values: object) -> Text:
    """A sentence from the phrase book: the scenario's own, else the shared one; ``turn`` makes variants take turns."""
    own = scenario.phrases.get(reaction)
    if own:
        return sentence(own[turn % len(own)].of(mood).fill(**values))
    moods = area("phrases")[reaction]
    assert isinstance(moods, Mapping)
    variants = moods.get(mood) or moods.get("else") or next(iter(moods.values()))
    chosen = variants[turn % len(variants)]
    return sentence(Text(str(chosen["en"]).strip(), str(chosen["nl"]).strip()).fill(**values))
