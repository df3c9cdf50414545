"""What happened in one decision, without a language: the view turns it into sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from course.negotiation.changes import Change
from course.roleplay.decision import Decision


@dataclass(frozen=True, slots=True)
class Event:
    """One thing to tell: ``kind`` and what fills it.

    Kinds: said, reply, situation (scene, move, mood); ask, answer, answer_again, no_answer, tell, told (fact, mood);
    propose, offer (package, reaction, before, mood); poll (faction -> feeling); mandate (agreed, who, tries, and the
    issue and option they mind most); recess, back, hold, walk, left, reopened (mood); vote (number); end;
    propose_private, private, agreed (form, label); private_refused, private_over (mood); hold_private;
    improve_opening, improve_agreed, improve_their_no (package, mood); improve_home_no (who); improve_same; verified
    (fact, holds); lie_found (fact); leaked (home, announced).
    """

    kind: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: the decision, where it was taken, what happened and every change with its reason."""

    decision: Decision
    phase: str
    round: int
    events: tuple[Event, ...]
    changes: tuple[Change, ...]
