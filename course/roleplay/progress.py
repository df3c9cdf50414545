"""Where a role-play stands, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from course.negotiation.game import Game
from course.negotiation.state import State
from course.roleplay.events import Entry, Event
from course.roleplay.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Play:
    """Where a role-play stands.

    ``phase`` is home, leaving, mandate, table, recess, private, report, vote, after or end; ``scene`` the scene
    that waits for an answer.
    """

    scenario: Scenario
    game: Game
    state: State
    phase: str = "home"
    scene: str | None = None
    pending: tuple[str, ...] = ()
    played: Mapping[str, str] = field(default_factory=dict)
    talks_left: int = 0
    log: tuple[Entry, ...] = ()
    opening: tuple[Event, ...] = ()
    """What there is to tell before the first decision."""

    @property
    def ended(self) -> bool:
        """Whether there is nothing left to decide."""
        return self.phase == "end"
