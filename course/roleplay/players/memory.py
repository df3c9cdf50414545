"""What a player remembers of its own choices, as a student would."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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
    asked: frozenset[str] = frozenset()
    """Facts of theirs that we asked for by hand; when one has not been heard, it was in vain."""

    @property
    def named_closedness(self) -> bool:
        """Whether we said that little comes back."""
        return self.done["name_closedness"] > 0

    def copy(self) -> "Memory":
        """The same memory, with dice that stand as these do, for trying out another way on."""
        dice = Random()
        dice.setstate(self.random.getstate())
        return replace(self, random=dice, done=self.done.copy())

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
            self.done[act.kind.value] += 1
            for subject in (*act.factions, *act.demands, *([act.fact] if act.fact else [])):
                self.done[f"{act.kind}:{subject}"] += 1
