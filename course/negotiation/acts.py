"""What a sentence does: the closed list of acts (theory 3.3, 3.4, 3.11).

A student chooses words; the engine sees one or more acts behind them.
"""

from dataclasses import dataclass
from enum import StrEnum


class ActKind(StrEnum):
    """One kind of act; the value is the word in a scenario file."""

    # at home
    LISTEN = "listen"
    SHOW = "show"
    INFORM = "inform"
    PERSPECTIVE = "perspective"
    CONVERT = "convert"
    REFUSE = "refuse"
    ACCEPT_LOCK = "accept_lock"
    ACCEPT_ERRAND = "accept_errand"
    FEED_IMAGE = "feed_image"
    FEED_HOPE = "feed_hope"
    WAIT = "wait"
    REPORT = "report"
    INVITE = "invite"
    COALITION = "coalition"
    AGREE_PROCESS = "agree_process"
    TELL = "tell"
    LOOSEN_MANDATE = "loosen_mandate"
    ANNOUNCE_PRIVATE = "announce_private"
    PLAN = "plan"
    # at the table and in private
    DISCLOSE = "disclose"
    ASK = "ask"
    WITHHOLD = "withhold"
    PRESSURE = "pressure"
    RAISE_ERRAND = "raise_errand"
    TIE_HANDS = "tie_hands"
    TEST_HARDNESS = "test_hardness"
    HELP_THEIR_BACK_TABLE = "help_their_back_table"
    RESERVE = "reserve"
    NAME_CLOSEDNESS = "name_closedness"
    PROPOSE_PRIVATE = "propose_private"
    VERIFY = "verify"


@dataclass(frozen=True, slots=True)
class Act:
    """One act, with what it is about; only the fields of its kind are filled."""

    kind: ActKind
    factions: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    fact: str | None = None
    facts: tuple[str, ...] = ()
    """``plan``: what one is ready to tell."""
    evidence: str | None = None
    label: str | None = None
    """``propose_private``: the confidentiality agreed."""
    form: str | None = None
    """``propose_private``: ``in-passing`` or ``planned``."""
    otherwise: "Act | None" = None
    """``raise_errand``: what happens instead when no errand was carried."""
