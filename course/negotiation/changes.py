"""Why something changed: the rule, its seed point and its source, with the value before and after."""

from dataclasses import dataclass
from enum import Enum
from typing import Self


class Rule(Enum):
    """Every rule that can change something; its text stands in ``course/locale/rules.yaml`` under the lower-case name.

    ``point`` is the seed point (C.., O..), ``source`` where the sign of the effect comes from; a source that ends in
    ``*`` was not checked by us at the source.
    """

    point: str
    source: str

    def __new__(cls, point: str, source: str) -> Self:
        """Number the members, so that two rules with the same point and source stay two."""
        member = object.__new__(cls)
        member._value_ = len(cls.__members__)
        member.point = point
        member.source = source
        return member

    LISTEN_CALMS = "C43", "Itzchakov, Castro & Kluger 2017"
    LISTEN_TRUST = "C24", "Lind & Tyler 1988*"
    LISTEN_VOICE = "C24", "Lind & Tyler 1988*"
    EVIDENCE = "C11", "Walton & McKersie 1965; Colosi 1983"
    EVIDENCE_BOOMERANG = "C43", "Heller et al.; Colosi 1983*"
    INFORM_IMAGE = "C40", "Walton & McKersie 1965"
    INFORM_VOICE = "C38", "Lind & Tyler 1988*"
    INFORM_KNOWLEDGE = "C39", "Walton & McKersie 1965"
    PERSPECTIVE = "C37", "Galinsky et al.*"
    DEMAND_OPENED = "C5", "Druckman 1994"
    DEMAND_CONVERTED = "C18", "Fisher & Ury 1981*"
    DEMAND_REFUSED = "C18", "Brehm 1966*"
    DEMAND_ACCEPTED = "C7", "Druckman 1994"
    DEMAND_LEFT_OPEN = "C6", "Druckman 1994"
    ERRAND_ACCEPTED = "C26", "Steinel et al. 2009"
    ERRAND_RAISED = "C28", "Glasl 1980"
    ERRAND_KEPT_BACK = "C30", "Steinel et al. 2009"
    PROMISE_BROKEN = "C21", "Walton & McKersie 1965"
    IMAGE_FED = "C32", "Steinel et al. 2009"
    HOPE_FED = "C21", "Walton & McKersie 1965"
    PLEASING_WORDS = "C26", "Steinel et al. 2009"
    INVITED = "C41", "Walton & McKersie 1965"
    COALITION = "C42", "Putnam 1988; Mayer 1992*"
    LEFT_OUT = "C42", "Putnam 1988"
    PROCESS_AGREED = "C19", "De Dreu et al. 2000"
    REPORTED = "C45", "Walton & McKersie 1965"
    SILENCE = "C24", "design"
    MANDATE_AGREED = "C9", "Putnam 1988"
    MANDATE_LOOSENED = "C18", "Walton & McKersie 1965"
    MANDATE_REFUSED = "C9", "Steinel et al. 2009"
    TOLD = "O14", "Thompson 1991"
    TOLD_LIMIT = "O17", "Raiffa 1982*"
    ANSWERED = "O5", "McGinn, Thompson & Bazerman 2003"
    NOT_ANSWERED = "O20", "Kelley 1966*"
    WITHHELD = "O20", "Thompson 1991"
    PRESSURE = "C34", "Glasl 1980"
    TIED_HANDS = "C9", "Schelling 1960; Putnam 1988*"
    HARDNESS_TESTED = "O22", "Fisher & Ury 1981*"
    BACK_TABLE_HELPED = "C37", "Sebenius 2013"
    CLOSEDNESS_NAMED = "O22", "Fisher & Ury 1981*"
    VERIFIED = "O21", "Thompson 1991"
    PRIVATE_AGREED = "O6", "Wanis-St. John 2006"
    EXPOSED = "O12", "Wanis-St. John 2006"
    LEAKED = "O13", "Wanis-St. John 2006"
    LIE_FOUND = "O21", "Robinson, Lewicki & Donahue 2000"
    CHANNEL_TOLD = "C38", "Wanis-St. John 2006"
    TOLD_HOME = "C45", "Lind & Tyler 1988*"
    SECRET_TOLD = "C45", "design"
    THEIRS_VOTED = "C1", "Putnam 1988"
    EXTREME_PACKAGE = "C36", "Lewicki, Barry & Saunders*"
    CONCESSION = "C10", "Mastenbroek 1989*"
    CONCESSION_THEIRS = "C10", "Faratin, Sierra & Jennings 1998*"
    OFFER_OPENED = "C10", "Faratin, Sierra & Jennings 1998*"
    RECESS = "C24", "Mastenbroek 1989*"
    BROKEN_OFF = "C35", "Glasl 1980"
    SIGNED = "C3", "Putnam 1988"
    BREACH = "C6", "Putnam 1988"
    VOTED = "C48", "Putnam 1988"
    REOPENED = "C3", "Putnam 1988"
    IMPROVED = "C48", "Raiffa 1985*"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: ``what`` of ``subject`` (a faction, a demand, a fact or ``""``), before, after, why."""

    what: str
    subject: str
    before: object
    after: object
    rule: Rule
