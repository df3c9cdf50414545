"""What a player remembers of its own choices, as a student would."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from course.negotiation.setup import Package
from course.roleplay.players.sight import Option


@dataclass(slots=True)
class Memory:
    """The own choices so far, and the dice of this player (players may hesitate; the engine never does)."""

    random: Random
    done: Counter[str] = field(default_factory=Counter)
    poll: Mapping[str, str] = field(default_factory=dict)
    polled: Package | None = None
    """The offer that home last gave its opinion of."""

    def did(self, kind: str, subject: str) -> bool:
        """Whether an act of this kind was done to this faction, demand or fact."""
        return self.done[f"{kind}:{subject}"] > 0

    def hear(self, poll: Mapping[str, str], offer: Package | None) -> None:
        """Home has said what it thinks of the standing offer."""
        if poll and poll != self.poll:
            self.poll, self.polled = dict(poll), offer

    def note(self, option: Option) -> None:
        """Remember what was chosen, as this player reads it."""
        for act in option.acts:
            for subject in (*act.factions, *act.demands, *([act.fact] if act.fact else [])):
                self.done[f"{act.kind}:{subject}"] += 1
