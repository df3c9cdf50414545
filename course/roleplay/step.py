"""One decision being played: a turn of the rules, and where the scenes have got to."""

from collections.abc import Iterable, Mapping

from course.negotiation.errors import IllegalDecisionError
from course.negotiation.turn import Turn
from course.roleplay.events import Entry, Event
from course.roleplay.moods import mood
from course.roleplay.progress import Play
from course.roleplay.scenario import OTHER, Scenario, Scene


class Step:
    """Starts from a play and ends with :meth:`result`; the play it started from is not touched.

    The modules ``scenes``, ``stages``, ``talking`` and ``bargaining`` work on it.
    """

    def __init__(self, play: Play) -> None:
        self.play = play
        self.turn = Turn(play.game, play.state)
        self.phase = play.phase
        self.scene = play.scene
        self.pending = play.pending
        self.played = play.played
        self.talks_left = play.talks_left
        self.events: list[Event] = []

    @property
    def scenario(self) -> Scenario:
        """What is played."""
        return self.play.scenario

    def result(self, *, log: tuple[Entry, ...] = (), opening: tuple[Event, ...] = ()) -> Play:
        """The play after this decision, with its log so far and what there was to tell before the first decision."""
        play = self.play
        return Play(
            play.scenario,
            play.game,
            self.turn.state,
            self.phase,
            self.scene,
            self.pending,
            self.played,
            self.talks_left,
            log,
            opening,
        )

    def scene_of(self, name: str) -> Scene:
        """A scene by its id."""
        return self.scenario.scenes[name]

    def tell(self, kind: str, /, **values: object) -> None:
        """Something happened that the view will put into words."""
        self.events.append(Event(kind, values))

    def need(self, *phases: str) -> None:
        """Refuse what does not belong to this point.

        Raises:
            IllegalDecisionError: the play is in another phase.
        """
        if self.phase not in phases:
            raise IllegalDecisionError("not_now", phase=self.phase)

    def moods(self, people: Iterable[str]) -> Mapping[str, str]:
        """How these people feel now; who speaks for a party feels as it does."""
        return {who: mood(self.turn.game, self.turn.state, self.scenario.party(who)) for who in people}

    def other_mood(self) -> str:
        """How the counterpart feels now."""
        return mood(self.turn.game, self.turn.state, OTHER)

    def spokesman(self) -> str | None:
        """Who speaks for home when it grants or refuses room: the faction that trusts you least."""
        factions = self.turn.state.factions
        return min(factions, key=lambda f: factions[f].trust, default=None)

    def tries_left(self) -> int:
        """How often a mandate can still be proposed."""
        return max(0, self.scenario.setup.clock.mandate - self.turn.state.refusals)
