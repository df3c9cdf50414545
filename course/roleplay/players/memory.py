"""What a player remembers of its own choices, as a student would."""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from course.roleplay.players.sight import Option


@dataclass(slots=True)
class Memory:
    """The own choices so far, and the dice of this player (players may hesitate; the engine never does)."""

    random: Random
    done: Counter[str] = field(default_factory=Counter)
    packages: int = 0
    recess_talk: bool = False

    def did(self, kind: str, subject: str) -> bool:
        """Whether an act of this kind was done to this faction, demand or fact."""
        return self.done[f"{kind}:{subject}"] > 0

    def note(self, option: Option) -> None:
        """Remember what was chosen, as this player reads it."""
        for act in option.acts:
            for subject in (*act.factions, *act.demands, *([act.fact] if act.fact else [])):
                self.done[f"{act.kind}:{subject}"] += 1
