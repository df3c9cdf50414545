"""How a question is written: what it asks for, and whether an option echoes it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

#: What a question should not ask for; the first that fits a sentence counts. A sentence ends with a question mark.
_ASKED: Final[Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]] = {
    "en": (
        (
            "Q028",
            re.compile(r"\b(?:what|how|which|who)\b[^?]*\b(?:would you|will you|are you going to)\b", re.IGNORECASE),
        ),
        (
            "Q026",
            re.compile(
                r"^(?:what is (?:a|an|meant by)\b|what does [^?]*\bmean$|define\b|which definition\b|what do we call\b"
                r"|how do you define\b)",
                re.IGNORECASE,
            ),
        ),
        (
            "Q027",
            re.compile(
                r"\b(?:what|which|who|whom|whose)\b[^?]*\b(?:not(?! only)|n't|never|except|least likely)\b",
                re.IGNORECASE,
            ),
        ),
    ),
    "nl": (
        (
            "Q028",
            re.compile(
                r"\b(?:wat|hoe|welke?|wie)\b[^?]*"
                r"\b(?:zou (?:je|jij)(?![^?]*\bmoeten\b)|(?:ga|doe|zeg|kies) (?:je|jij))\b",
                re.IGNORECASE,
            ),
        ),
        (
            "Q026",
            re.compile(
                r"^(?:wat is een\b|wat betekent\b|wat verstaan? (?:je|we|men)\b|welke definitie\b|hoe noem(?:en|t)?\b"
                r"|wat wordt bedoeld\b)",
                re.IGNORECASE,
            ),
        ),
        (
            "Q027",
            re.compile(r"\b(?:wat|welke?|wie|waar)\b[^?]*\b(?:niet(?! alleen)|geen|nooit|behalve)\b", re.IGNORECASE),
        ),
    ),
}
_SENTENCE: Final = re.compile(r"(?<=[.!?:])\s+")
_QUOTED: Final = re.compile(r"[‘“\"'][^’”\"']*[’”\"'](?!\w)")
_WORD: Final = re.compile(r"[^\W\d_][\w-]*")
#: Letters by which two forms of a word are the same one, and which a word needs to say something.
_STEM: Final = 5
#: Words of the question in one option, while the others have none, that make an echo.
_ECHO: Final = 2


def asked(question: str, language: str) -> Iterator[tuple[str, str]]:
    """What is wrong with what a question asks for: the code and the sentence.

    What somebody says in the question, between quotation marks, is not what is asked.
    """
    for sentence in _SENTENCE.split(_QUOTED.sub("", question)):
        if not sentence.rstrip().endswith("?"):
            continue
        plain = sentence.strip().rstrip("?").strip()
        for code, pattern in _ASKED[language]:
            if pattern.search(plain):
                yield code, sentence.strip()
                break


def repeats(question: str, options: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The option that repeats two or more words of the question where no other repeats any, with those words.

    Names and days do not count: people and dates of a case come back in every option or in none.
    """
    said = _stems(question)
    echoes = [tuple(word for stem, word in _stems(option).items() if stem in said) for option in options]
    for n, words in enumerate(echoes):
        if len(words) >= _ECHO and not any(other for m, other in enumerate(echoes) if m != n):
            yield n, words


def _stems(text: str) -> dict[str, str]:
    words = (match.group() for match in _WORD.finditer(text))
    return {word[:_STEM]: word for word in words if len(word) >= _STEM and not word[0].isupper()}
