"""A private talk as data: how it came about, what was agreed about it, who owes whom an answer."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How a private talk comes about (O2): a remark on the way to the coffee (O3), or an appointment (O6)."""

    IN_PASSING = "in-passing"
    PLANNED = "planned"


class Label(StrEnum):
    """What is agreed about confidentiality, from weak to strong."""

    BETWEEN_US = "between-us"
    OFF_THE_RECORD = "off-the-record"
    CHATHAM_HOUSE = "chatham-house"
    WITHOUT_PREJUDICE = "without-prejudice"
    MEDIATION = "mediation"
    NDA = "nda"


@dataclass(frozen=True, slots=True)
class PrivateTalk:
    """The private talk that is going on.

    ``told`` and ``answered`` count facts in this talk: as long as we told more than they answered, they owe us one.
    """

    form: Form
    label: Label
    turns: int
    turn: int = 1
    told: int = 0
    answered: int = 0

    @property
    def owed(self) -> bool:
        """Whether they owe us an answer (O4-O5)."""
        return self.told > self.answered
