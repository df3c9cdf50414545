"""What can be seen of an option without reading the question: its place, length, reservations and politeness.

Somebody who knows how tests are made picks by such looks. The lists of words are ours: what writers of questions put
into the option that they hold for right.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from course.answers.kinds import Option

#: Words by which a statement leaves room, as whole words; a right answer is often the careful one.
QUALIFIERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "en": (
            "usually", "often", "sometimes", "mostly", "generally", "in general", "may", "might", "could", "can",
            "some", "most", "many", "perhaps", "probably", "possibly", "likely", "tends to", "if", "unless",
            "provided", "as long as", "subject to", "depending", "depends", "as far as", "where possible", "at least",
            "at most", "in part", "partly", "about", "roughly", "first", "until", "before", "only", "not yet", "so far",
        ),
        "nl": (
            "meestal", "vaak", "soms", "doorgaans", "over het algemeen", "kan", "kunnen", "zou kunnen", "sommige",
            "de meeste", "veel", "misschien", "waarschijnlijk", "mogelijk", "als", "tenzij", "mits", "zolang",
            "onder voorbehoud", "afhankelijk", "hangt af", "voor zover", "waar mogelijk", "ten minste", "minstens",
            "hooguit", "deels", "gedeeltelijk", "ongeveer", "eerst", "tot", "voordat", "alleen", "nog niet",
            "tot nu toe",
        ),
    }
)  # fmt: skip

#: Words that make a sentence polite, as whole words.
POLITE: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "en": (
            "thank", "thanks", "please", "appreciate", "understand", "of course", "sorry", "glad", "gladly", "happy",
            "welcome", "kind", "together", "respect", "would you", "could you", "may i",
        ),
        "nl": (
            "dank", "dank je", "bedankt", "alsjeblieft", "alstublieft", "graag", "begrijp", "begrijpen", "snap",
            "natuurlijk", "sorry", "spijt", "fijn", "prettig", "welkom", "aardig", "samen", "respect", "zou je",
            "wil je", "mag ik",
        ),
    }
)  # fmt: skip

#: A look gives every option a number; who guesses takes the one with the highest.
Look = Callable[[Sequence[Option], str], Sequence[float]]


def qualifiers(text: str, language: str) -> int:
    """How many words in a text leave room."""
    return _count(text, QUALIFIERS[language])


def politeness(text: str, language: str) -> int:
    """How many polite words a text has."""
    return _count(text, POLITE[language])


def _count(text: str, words: Sequence[str]) -> int:
    small = text.lower()
    return sum(len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", small)) for word in words)


LOOKS: Final[Mapping[str, Look]] = MappingProxyType(
    {
        "first": lambda options, _: [-place for place, _ in enumerate(options)],
        "last": lambda options, _: [place for place, _ in enumerate(options)],
        "longest": lambda options, language: [len(option.text.of(language)) for option in options],
        "shortest": lambda options, language: [-len(option.text.of(language)) for option in options],
        "qualified": lambda options, language: [qualifiers(option.text.of(language), language) for option in options],
        "politest": lambda options, language: [politeness(option.text.of(language), language) for option in options],
    }
)


def taken(look: Look, options: Sequence[Option], language: str) -> tuple[str, ...]:
    """The options that a look takes: one, or all that look alike."""
    scores = look(options, language)
    return tuple(option.id for option, score in zip(options, scores, strict=True) if score == max(scores))
