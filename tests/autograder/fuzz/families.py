"""What is done to hand-ins, family by family, and what must hold afterwards beyond being graded or refused."""

from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Final

from tests.autograder.fuzz import (
    spoil_bytes,
    spoil_decisions,
    spoil_files,
    spoil_journal,
    spoil_json,
    spoil_markdown,
    spoil_notebook,
)
from tests.autograder.fuzz.mutant import Mutant, Spoil
from tests.autograder.fuzz.oddities import PLAIN
from tests.autograder.fuzz.school import Original

FAMILIES: Final[dict[str, tuple[Spoil, ...]]] = {
    "bytes": spoil_bytes.ALL,
    "structure": spoil_json.ALL,
    "notebook": spoil_notebook.ALL,
    "journal": spoil_journal.ALL,
    "decisions": spoil_decisions.ALL,
    "markdown": spoil_markdown.ALL,
    "files": spoil_files.ALL,
}
FIELDS: Final = "fields"
"""Every field of every decision and answer with every odd value in its place, one after another."""
MIXED: Final = "mixed"
"""Two to four of all of these, one after another."""
NAMES: Final = (*FAMILIES, FIELDS, MIXED)
REMOVING: Final = frozenset(
    {
        *spoil_bytes.REMOVING,
        *spoil_notebook.REMOVING,
        *spoil_journal.REMOVING,
        *spoil_markdown.REMOVING,
        *spoil_files.REMOVING,
    }
)
"""These add no answer that the student did not give: no cell may get more points than before."""


@dataclass(frozen=True)
class Case:
    """One mutant, and how it was made."""

    family: str
    number: int
    mutant: Mutant
    done: tuple[Spoil, ...]

    @property
    def name(self) -> str:
        """For people, and for the folder in which a failing hand-in is kept."""
        what = "+".join(f"{spoil.__module__.rpartition('_')[2]}.{spoil.__name__}" for spoil in self.done)
        return f"{self.family}-{self.number} {self.mutant.original.assignment}/{self.mutant.original.student} {what}"

    @property
    def only_removes(self) -> bool:
        """Whether no answer can have come into it."""
        return all(spoil in REMOVING for spoil in self.done)


@lru_cache(maxsize=2)
def _fields(originals: tuple[Original, ...]) -> list[tuple[Original, int, int]]:
    random = Random(0)
    found = [
        (each, *field) for each in originals for field in spoil_decisions.fields_of(Mutant(each, originals, random))
    ]
    random.shuffle(found)
    return found


def count_fields(originals: tuple[Original, ...]) -> int:
    """How many mutants the family of fields has."""
    return len(_fields(originals)) * len(PLAIN)


def _field(number: int, seed: int, originals: tuple[Original, ...], random: Random) -> Case:
    fields = _fields(originals)
    # Each number another field; once all fields had their turn, the next value for each.
    turn, place = divmod(number, len(fields))
    original, line, inside = fields[place]
    new = PLAIN[(turn + place * 31 + seed) % len(PLAIN)]
    mutant = Mutant(original, originals, random)
    spoil_decisions.replace_field(mutant, line, inside, new)
    return Case(FIELDS, number, mutant, (spoil_decisions.field_replaced,))


def case(family: str, number: int, seed: int, originals: tuple[Original, ...]) -> Case:
    """The mutant of this number; the same for the same seed."""
    random = Random(f"{seed} {family} {number}")
    if family == FIELDS:
        return _field(number, seed, originals, random)
    mutant = Mutant(random.choice(originals), originals, random)
    if family != MIXED:
        done = [random.choice(FAMILIES[family])]
    else:
        done = [random.choice(FAMILIES[random.choice(tuple(FAMILIES))]) for _ in range(random.randint(2, 4))]
    for spoil in done:
        spoil(mutant)
    return Case(family, number, mutant, tuple(done))
