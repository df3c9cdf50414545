"""One decision being worked out: the state so far, and every change with its reason."""

from collections.abc import Iterable

from course.negotiation.calibration import Calibration
from course.negotiation.changes import Change, Rule
from course.negotiation.constituency import clip
from course.negotiation.game import Game
from course.negotiation.state import FactionState, State, changed


class Turn:
    """Collects the changes that one decision makes.

    Starts from a state and ends with ``turn.state``; the state it started from is not touched.
    """

    def __init__(self, game: Game, state: State) -> None:
        self.game = game
        self.state = state
        self.changes: list[Change] = []

    @property
    def calibration(self) -> Calibration:
        """The magnitudes in force."""
        return self.game.calibration

    def faction(self, name: str) -> FactionState:
        """How a faction stands now."""
        return self.state.factions[name]

    def note(self, what: str, subject: str, before: object, after: object, rule: Rule) -> None:
        """Remember that something changed; a change to the same value is no change."""
        if before != after:
            self.changes.append(Change(what, subject, before, after, rule))

    def move(self, name: str, attribute: str, value: float, rule: Rule) -> None:
        """Set a magnitude of a faction, held between 0 and 1."""
        of = self.faction(name)
        before, after = getattr(of, attribute), clip(value)
        self.flag(name, **{attribute: after})
        self.note(attribute, name, before, after, rule)

    def flag(self, name: str, **values: object) -> None:
        """Set flags of a faction that need no explanation."""
        of = self.faction(name)
        if any(getattr(of, field) != value for field, value in values.items()):
            self.put(factions={**self.state.factions, name: changed(of, values)})

    def contact(self, name: str) -> None:
        """The faction has had word from us."""
        if self.state.round == 0:
            self.mark(f"spoken:{name}")
        self.flag(name, silent_rounds=0)

    def put(self, **values: object) -> None:
        """Set fields of the state that need no explanation of their own."""
        self.state = changed(self.state, values)

    def relation(self, by: float, rule: Rule) -> None:
        """Change the relation with the counterpart, held between 0 and 1."""
        before, after = self.state.relation, clip(self.state.relation + by)
        self.put(relation=after)
        self.note("relation", "", before, after, rule)

    def escalate(self, by: float, rule: Rule) -> None:
        """Change the stage of escalation, held between 0 and 9 (Glasl)."""
        before, after = self.state.escalation, clip(self.state.escalation + by, 0.0, 9.0)
        self.put(escalation=after)
        self.note("escalation", "", before, after, rule)

    def demand(self, name: str, status: str, rule: Rule) -> None:
        """Set what became of a demand."""
        before = self.state.demands[name]
        self.put(demands={**self.state.demands, name: status})
        self.note("demand", name, before, status, rule)

    def mark(self, *names: str) -> None:
        """Remember something that the process checks look at."""
        if not self.state.marks.issuperset(names):
            self.put(marks=self.state.marks | frozenset(names))

    def strength(self, act: str, subject: str) -> float:
        """What is left of an act: 1 the first time on a subject, half of it each next time (theory 3.11, 2)."""
        key = f"{act}:{subject}"
        times = self.state.repeats.get(key, 0)
        self.put(repeats={**self.state.repeats, key: times + 1})
        return float(self.calibration.repetition**times)

    def everyone(self) -> Iterable[str]:
        """The names of all own factions."""
        return tuple(self.game.factions)
