"""Small pieces of language: numbers, percentages, lists, packages and phrases from the phrase book."""

import re
from collections.abc import Iterable, Mapping, Sequence

from course.locale import LANGUAGES, Text, area, both
from course.negotiation.setup import Package
from course.roleplay.scenario import Scenario

_SENTENCE = re.compile(r"(^[\s‘“'\"]*|(?:[.!?…]|[.…][’”'\"])\s+[‘“'\"]*)([a-zà-ÿ])")


def number(value: float, digits: int = 2) -> Text:
    """A number with a point in English and a comma in Dutch; no minus before zero."""
    text = f"{value + 0.0:.{digits}f}"
    if not text.strip("-0."):
        text = text.lstrip("-")
    return Text(text, text.replace(".", ","))


def percent(share: float) -> Text:
    """A share (0-1) as a whole percentage."""
    return Text(f"{share * 100:.0f}%", f"{share * 100:.0f}%")


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
