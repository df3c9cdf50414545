"""How texts read: moves of one length, texts that fit their place, short sentences, nothing left to fill in."""

import re
from collections.abc import Iterator
from typing import Final

from course.findings import Finding
from course.locale import LANGUAGES, Language
from course.roleplay.checks.base import ScenarioRule
from course.roleplay.checks.quotes import unpaired
from course.roleplay.checks.texts import both_languages
from course.roleplay.fit.base import finding
from course.roleplay.scenario import Scenario
from course.roleplay.strict_yaml import Path

LONGER: Final = 1.6
"""How much longer than the shortest move of a scene the longest may be; beyond that, length says which one is meant."""
SHORT: Final = 60
"""Characters up to which moves are all short: nobody chooses among them by length."""
SENTENCE: Final = 20
"""Words that a sentence of the briefing may have on average."""

_FITS: Final = {
    "title": 60,
    "label": 70,
    "spoken": 40,
    "unit": 20,
    "role": 50,
    "name": 40,
    "option": 40,
    "ask": 140,
    "say": 160,
    "text": 240,
    "told": 480,
    "reply": 500,
    "situation": 800,
}
"""Characters that a text of each kind may have where it is shown: buttons, lists and headings are narrow."""

_TO_FILL_IN: Final = re.compile(
    r"\b(?:TODO|TBD|FIXME|XXX+)\b|\?\?\?"
    r"|(?i:\b(?:lorem ipsum|to be translated|nog (?:te )?vertalen|nog in ?te ?vullen|vertaling volgt)\b)"
)
_SENTENCES: Final = re.compile(r"(?<=[.!?:;])['’”\"]?\s+|\n+")


def moves_of_one_length(scenario: Scenario) -> Iterator[Finding]:
    """R205: the moves of a scene are about equally long, so that length does not give a move away."""
    for scene in scenario.scenes.values():
        for language in LANGUAGES:
            lengths = {name: len(move.say.of(language)) for name, move in scene.moves.items()}
            longest, shortest = max(lengths, key=lengths.__getitem__), min(lengths.values())
            if lengths[longest] > SHORT and shortest and lengths[longest] > LONGER * shortest:
                path = (*scene.moves[longest].path, "say", language)
                yield finding(scenario, "R205", path, longest=lengths[longest], shortest=shortest)


def texts_fit(scenario: Scenario) -> Iterator[Finding]:
    """R206: a text is no longer than its place on the screen, or what one person says at a time."""
    for path, text in both_languages(scenario.raw):
        limit = _FITS.get(_kind(path))
        for language in LANGUAGES:
            if limit is not None and len(text[language].strip()) > limit:
                count = len(text[language].strip())
                yield finding(scenario, "R206", (*path, language), count=count, limit=limit)


def _kind(path: Path) -> str:
    """What a text is: the last word of its path that is a key of the format."""
    if "options" in path:
        return "option"
    if "phrases" in path:
        return "reply"
    return next((step for step in reversed(path) if isinstance(step, str) and step in _FITS), "")


def short_sentences(scenario: Scenario) -> Iterator[Finding]:
    """R207: the sentences of the briefing are short on average, so that it can be read at once (advice)."""
    for language in LANGUAGES:
        mean = words_a_sentence(scenario.briefing.of(language))
        if mean > SENTENCE:
            yield finding(scenario, "R207", ("briefing", language), mean=f"{mean:.0f}", limit=SENTENCE)


def words_a_sentence(text: str) -> float:
    """How many words a sentence of a text has on average; 0 for no text."""
    counts = [len(sentence.split()) for sentence in _SENTENCES.split(text) if sentence.strip()]
    return sum(counts) / len(counts) if counts else 0.0


def nothing_left_to_fill_in(scenario: Scenario) -> Iterator[Finding]:
    """R208: no text still holds a sign that something has to be written there."""
    for path, text in both_languages(scenario.raw):
        for language in LANGUAGES:
            if found := _TO_FILL_IN.search(text[language]):
                yield finding(scenario, "R208", (*path, language), found=found.group())


def quotes_close(scenario: Scenario) -> Iterator[Finding]:
    """R209: quotation marks and brackets that open are closed."""
    for path, text in both_languages(scenario.raw):
        for language in LANGUAGES:
            if mark := _open_mark(text[language], language):
                yield finding(scenario, "R209", (*path, language), mark=mark)


def _open_mark(text: str, language: Language) -> str | None:
    return next((mark for part in text.split("\n") if (mark := unpaired(part, language))), None)


RULES: tuple[ScenarioRule, ...] = (
    moves_of_one_length,
    texts_fit,
    short_sentences,
    nothing_left_to_fill_in,
    quotes_close,
)
