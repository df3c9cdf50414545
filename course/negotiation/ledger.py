"""The ledger: which facts one side knows of the other, where they were told and how far they can be relied on.

Nothing is really off the record (O12): what was told is known, wherever it was told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

AT_TABLE: Final = "table"
"""The channel of what is said openly; in private the channel is what was agreed about it (a label)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One fact that the other side now knows.

    ``channel`` is ``table`` or the label of a private talk; ``round`` when it was told; ``reliability`` (0-1) how far
    it can be built on as far as the hearer can tell: 1 is sure, 0 has been found untrue (O21).
    """

    fact: str
    channel: str = AT_TABLE
    round: int = 0
    reliability: float = 1.0


Ledger = tuple[Line, ...]
"""Lines in the order of telling."""


def facts(ledger: Ledger) -> tuple[str, ...]:
    """The facts of a ledger, in the order of telling."""
    return tuple(line.fact for line in ledger)


def at_table(names: Iterable[str]) -> Ledger:
    """These facts, as if they had been told openly before the first round."""
    return tuple(Line(name) for name in names)


def line_of(ledger: Ledger, fact: str) -> Line | None:
    """What the ledger says of one fact."""
    return next((line for line in ledger if line.fact == fact), None)


def rated(ledger: Ledger, fact: str, reliability: float) -> Ledger:
    """The same ledger with another reliability of one fact."""
    return tuple(replace(line, reliability=reliability) if line.fact == fact else line for line in ledger)
