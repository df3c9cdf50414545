"""The figures in a text, written as digits or as words, so that two languages can be compared.

Good enough for prices, weeks, votes and dates: words up to ninety-nine, hundred and thousand; digits with the
separators of their language (9,600 and 9.600 are the same figure).
"""

import re
from functools import cache

from course.locale import Language

_ONES = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "nl": "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
}
_MORE = {
    "en": {"hundred": 100, "thousand": 1000, "half": 0.5, "first": 1, "second": 2, "third": 3, "fourth": 4, "once": 1}
    | {"twice": 2, "both": 2, "pair": 2, "dozen": 12, "noon": 12, "midnight": 12, "fifth": 5, "sixth": 6},
    "nl": {"honderd": 100, "duizend": 1000, "half": 0.5, "halve": 0.5, "eerste": 1, "tweede": 2, "derde": 3}
    | {"vierde": 4, "vijfde": 5, "zesde": 6, "één": 1, "beide": 2, "allebei": 2, "paar": 2, "dozijn": 12},
}

_DIGITS = {
    "en": re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?"),
    "nl": re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?"),
}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@cache
def words(language: Language) -> dict[str, float]:
    """Number words of a language with their values."""
    small = _ONES[language].split()
    found: dict[str, float] = {word: n for n, word in enumerate(small)}
    for tens, word in enumerate(_TENS[language].split(), start=2):
        found[word] = 10 * tens
        found |= {_joined(word, one, language): 10 * tens + n for n, one in enumerate(small[1:10], start=1)}
    if language == "nl":
        for count, word in enumerate(small[2:], start=2):
            found |= {f"{word}honderd": 100 * count, f"{word}duizend": 1000 * count}
    return found | _MORE[language]


def _joined(tens: str, one: str, language: Language) -> str:
    if language == "en":
        return f"{tens}-{one}"
    return f"{one}{'ën' if one.endswith('e') else 'en'}{tens}"


def digits(text: str, language: Language) -> list[float]:
    """The figures that stand in a text as digits."""
    thousands, decimal = (",", ".") if language == "en" else (".", ",")
    return [float(found.replace(thousands, "").replace(decimal, ".")) for found in _DIGITS[language].findall(text)]


def figures(text: str, language: Language) -> set[float]:
    """All figures of a text, those written as words too."""
    known = words(language)
    found = set(digits(text, language))
    for word in _WORD.findall(text.lower()):
        for part in {word, *word.split("-")}:
            if part in known:
                found.add(known[part])
    return found
