"""The same words in written answers: stretches that two wrote alike, and that stand nowhere else.

What everybody may quote (the assignment, the questions, the lessons, what people say in the role-play) does not count,
and what many in the class wrote counts for little.
"""

import hashlib
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log2
from typing import Final

SHINGLE: Final = 5
"""Words that are compared at a time."""
WINDOW: Final = 4
"""Of so many neighbouring shingles one is remembered: enough to find every stretch of eight words."""
USUAL: Final = 6
"""Words in a row that people often have in common without knowing of each other."""
A_WORD: Final = 1.5
"""What each word beyond these is worth (in bits)."""
MOST_WORDS: Final = 2_000
MOST_PUBLIC: Final = 200_000
SHOWN: Final = 3
LONGEST_SHOWN: Final = 240
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that two wrote alike, as each of them wrote it."""

    words: int
    texts: tuple[str, str]


@dataclass(frozen=True, slots=True)
class SameText:
    """What two wrote alike in one written answer."""

    answer: str
    bits: float
    words: int
    """Words in these stretches together."""
    of: tuple[int, int]
    """How many words each of them wrote."""
    stretches: tuple[Stretch, ...]
    """The longest ones."""
    count: int


@dataclass(frozen=True, slots=True)
class Text:
    """One written answer, ready to be compared."""

    text: str
    shingles: Sequence[int]


def read_text(text: str) -> Text:
    """A written answer, ready to be compared."""
    # An array: a class has hundreds of thousands of these numbers.
    return Text(text, array("Q", shingles_of(text)))


def shingles_of(text: str, most: int = MOST_WORDS) -> list[int]:
    """Each few words in a row as a number, without case and punctuation."""
    words = [word.casefold() for word in _WORD.findall(text)[:most]]
    return [_number(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)]


def _number(words: Sequence[str]) -> int:
    return int.from_bytes(hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=8).digest())


def _kept(shingles: Sequence[int]) -> Iterable[int]:
    if len(shingles) <= WINDOW:
        return shingles[:1]
    return (min(shingles[n : n + WINDOW]) for n in range(len(shingles) - WINDOW + 1))


class Texts:
    """The written answers of a class."""

    def __init__(self) -> None:
        self._texts: dict[str, Mapping[str, Text]] = {}
        self._writers: Counter[int] = Counter()
        self._count = 0
        self._public: frozenset[int] = frozenset()

    def add(self, student: str, texts: Mapping[str, str]) -> None:
        """Counts what one student wrote."""
        found = {name: read_text(text) for name, text in texts.items()}
        self._texts[student] = found
        self._count += bool(found)
        self._writers.update({shingle for text in found.values() for shingle in _kept(text.shingles)})

    def leave_out(self, public: Iterable[str]) -> None:
        """What anybody may quote."""
        self._public = frozenset(shingle for text in public for shingle in shingles_of(text, MOST_PUBLIC))

    def kept(self, student: str) -> Iterable[int]:
        """The shingles by which candidates are found."""
        return {shingle for text in self._texts[student].values() for shingle in _kept(text.shingles)}

    def compare(self, a: str, b: str) -> tuple[SameText, ...]:
        """What two wrote alike, answer by answer; only where that is more than people usually do."""
        mine, theirs = self._texts[a], self._texts[b]
        found = (self._compare(name, mine[name], theirs[name]) for name in sorted(mine.keys() & theirs.keys()))
        return tuple(each for each in found if each.bits > 0)

    def _compare(self, name: str, mine: Text, theirs: Text) -> SameText:
        if set(mine.shingles).isdisjoint(theirs.shingles):
            return SameText(name, 0.0, 0, (0, 0), (), 0)
        where = {shingle: n for n, shingle in reversed(list(enumerate(theirs.shingles)))}
        quoted = self._quoted(mine)
        stretches: list[tuple[int, int, int, float]] = []
        begin = 0
        while begin < len(mine.shingles):
            length = self._length(mine, theirs, begin, where)
            if length:
                discount = self._rare(mine.shingles[begin : begin + length])
                words = length + SHINGLE - 1
                own = sum(place not in quoted for place in range(begin, begin + words))
                bits = max(0.0, own - USUAL) * A_WORD * discount
                if bits > 0:
                    stretches.append((words, begin, where[mine.shingles[begin]], bits))
            begin += max(1, length)
        longest = sorted(stretches, key=lambda each: (-each[0], each[1]))
        return SameText(
            name,
            sum(each[3] for each in stretches),
            sum(each[0] for each in stretches),
            (_count(mine), _count(theirs)),
            tuple(Stretch(words, (_cut(mine, i, words), _cut(theirs, j, words))) for words, i, j, _ in longest[:SHOWN]),
            len(stretches),
        )

    def _length(self, mine: Text, theirs: Text, begin: int, where: Mapping[int, int]) -> int:
        """How many shingles from here on are the same in both and in nothing public."""
        there = where.get(mine.shingles[begin])
        length = 0
        while (
            there is not None
            and begin + length < len(mine.shingles)
            and there + length < len(theirs.shingles)
            and mine.shingles[begin + length] == theirs.shingles[there + length]
            and mine.shingles[begin + length] not in self._public
        ):
            length += 1
        return length

    def _quoted(self, text: Text) -> set[int]:
        """The places of words that anybody may quote: two quotes one after the other make no words of one's own."""
        begins = (n for n, shingle in enumerate(text.shingles) if shingle in self._public)
        return {place for n in begins for place in range(n, n + SHINGLE)}

    def _rare(self, shingles: Sequence[int]) -> float:
        """1 when these two alone wrote it, less the more others did, 0 when everybody did."""
        writers = max((self._writers[shingle] for shingle in shingles), default=0)
        if writers <= 2 or self._count <= 2:
            return 1.0
        return log2(self._count / writers) / log2(self._count / 2)


def _count(text: Text) -> int:
    return sum(1 for _ in _WORD.finditer(text.text))


def _cut(text: Text, begin: int, words: int) -> str:
    spans = [match.span() for match in islice(_WORD.finditer(text.text), begin, begin + words)]
    found = " ".join(text.text[spans[0][0] : spans[-1][1]].split())
    return found if len(found) <= LONGEST_SHOWN else f"{found[:LONGEST_SHOWN].rstrip()}…"
