"""Players who take sentences by their looks: first, last, longest, shortest, politest. None of that may pay.

Beside sentences they do what anybody would.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from course.locale import Language
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.players.everyday import sensible
from course.roleplay.players.memory import Memory
from course.roleplay.players.sight import Option, Sight

Look = Callable[[Sequence[Option], Language], Option]
"""Which of some sentences somebody takes who only looks at them."""

POLITE: Mapping[Language, tuple[str, ...]] = MappingProxyType(
    {
        "en": (
            "thank", "please", "appreciate", "understand", "of course", "sorry", "glad", "happy", "fair", "good",
            "right", "gladly", "welcome", "kind", "together", "respect", "would you", "could you", "may i", "love",
        ),
        "nl": (
            "dank", "bedankt", "alsjeblieft", "alstublieft", "graag", "begrijp", "snap", "natuurlijk", "sorry",
            "spijt", "fijn", "mooi", "prettig", "eerlijk", "goed", "gelijk", "welkom", "aardig", "samen", "respect",
            "zou je", "wil je", "mag ik",
        ),
    }
)  # fmt: skip
"""Words that make a sentence polite, as parts of words in small letters."""


def politeness(text: str, language: Language) -> int:
    """How many polite words a sentence has."""
    small = text.lower()
    return sum(small.count(word) for word in POLITE[language])


LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "first": lambda sentences, _: sentences[0],
        "last": lambda sentences, _: sentences[-1],
        "longest": lambda sentences, _: max(sentences, key=lambda o: len(o.label)),
        "shortest": lambda sentences, _: min(sentences, key=lambda o: len(o.label)),
        "politest": lambda sentences, language: max(sentences, key=lambda o: politeness(o.label, language)),
    }
)


def by_looks(name: str) -> Callable[[Sight, Memory], Decision]:
    """Takes sentences by their looks only; the rest as anybody would.

    Raises:
        KeyError: there is no such look.
    """
    look = LOOKS[name]

    def decide(seen: Sight, memory: Memory) -> Decision:
        sentences = seen.of(DecisionKind.MOVE)
        return look(sentences, seen.language).decision if sentences else sensible(seen, memory)

    return decide
