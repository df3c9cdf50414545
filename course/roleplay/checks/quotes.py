"""Quotation marks and brackets that are not closed, and apostrophes that only look like quotation marks."""

import re
from collections import Counter
from typing import Final

from course.locale import Language

_PAIRS: Final = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
_APOSTROPHES: Final = {
    "en": re.compile(r"(?<=\w)['’](?=\w)|['’](?:em|til|cause|tis|twas|n|round)\b|['’]\d0s\b", re.IGNORECASE),
    "nl": re.compile(r"(?<=\w)['’](?=\w)|['’](?:s|t|n|k|m|r|ns|ie)(?=[\s-])|['’]\d\d\b(?!['’])", re.IGNORECASE),
}
"""Within a word (don't, euro's), and in front of one (the 'til of English, the 's and 't of Dutch)."""
_OPENS: Final = re.compile(r"(?:(?<=^)|(?<=[\s(\[“\"«–—-]))['‘](?=[^\s'’])")
_CLOSES: Final = re.compile(r"(?<=\S)['’](?!\w)")
_PLURAL: Final = re.compile(r"(?<=[sxz])['’](?=\s+\w)", re.IGNORECASE)
"""The firms' list: it may close a quotation and may be an apostrophe."""


def unpaired(text: str, language: Language) -> str | None:
    """The first mark of one paragraph that has no partner; None when all of them do."""
    count = Counter(text)
    for opens, closes in _PAIRS:
        if count[opens] != count[closes]:
            return opens if count[opens] > count[closes] else closes
    if count['"'] % 2:
        return '"'
    if "'" not in count and "’" not in count and "‘" not in count:
        return None
    plain = _APOSTROPHES[language].sub("", text)
    opened, closed, plural = (len(found.findall(plain)) for found in (_OPENS, _CLOSES, _PLURAL))
    if opened > closed:
        return "'"
    return "'" if opened < closed - plural else None
