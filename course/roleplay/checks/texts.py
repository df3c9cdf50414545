"""Texts: none empty, none left untranslated, the same figures in both languages, a briefing of the right length."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from course.findings import Finding
from course.locale import LANGUAGES, Language
from course.roleplay.checks.base import ScenarioRule
from course.roleplay.checks.figures import digits, figures
from course.roleplay.fit.base import finding
from course.roleplay.scenario import Scenario
from course.roleplay.strict_yaml import Path

BRIEFING_WORDS: Final = (350, 500)
_BOTH_WAYS: Final[tuple[tuple[Language, Language], ...]] = (("en", "nl"), ("nl", "en"))
_SURELY_A_SENTENCE: Final = 4
"""From so many words on, the same text in both languages is a text that nobody translated."""


def both_languages(raw: Any, path: Path = ()) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Every text of the file with its path: each mapping with an ``en`` and an ``nl``."""
    if isinstance(raw, Mapping):
        if isinstance(raw.get("en"), str) and isinstance(raw.get("nl"), str):
            yield path, raw
        else:
            for key, inner in raw.items():
                if path or key != "variants":  # a patch is looked at when it is patched in
                    yield from both_languages(inner, (*path, key))
    elif isinstance(raw, list):
        for n, inner in enumerate(raw):
            yield from both_languages(inner, (*path, n))


def no_empty_text(scenario: Scenario) -> Iterator[Finding]:
    """R201: every text says something."""
    for path, text in both_languages(scenario.raw):
        for language in LANGUAGES:
            if not text[language].strip():
                yield finding(scenario, "R201", (*path, language))
    for person, who in scenario.people.items():
        if not who.name.strip():
            yield finding(scenario, "R201", ("people", person, "name"))


def briefing_length(scenario: Scenario) -> Iterator[Finding]:
    """R202: a briefing has 350 to 500 words in each language (advice)."""
    low, high = BRIEFING_WORDS
    for language in LANGUAGES:
        count = len(scenario.briefing.of(language).split())
        if not low <= count <= high:
            yield finding(scenario, "R202", ("briefing", language), count=count, low=low, high=high)


def same_figures(scenario: Scenario) -> Iterator[Finding]:
    """R203: a figure in one language stands in the other too, as digits or as a word."""
    for path, text in both_languages(scenario.raw):
        for here, there in _BOTH_WAYS:
            missing = _missing(text, here, there)
            if missing:
                shown = ", ".join(f"{figure:g}" for figure in missing)
                yield finding(scenario, "R203", (*path, there), figures=shown)


def _missing(text: Mapping[str, str], here: Language, there: Language) -> list[float]:
    known = figures(text[there], there)
    return [figure for figure in dict.fromkeys(digits(text[here], here)) if figure not in known]


def translated(scenario: Scenario) -> Iterator[Finding]:
    """R204: a sentence is not the same in both languages."""
    for path, text in both_languages(scenario.raw):
        words = text["en"].split()
        if len(words) >= _SURELY_A_SENTENCE and words == text["nl"].split():
            yield finding(scenario, "R204", (*path, "nl"))


RULES: tuple[ScenarioRule, ...] = (no_empty_text, briefing_length, same_figures, translated)
