"""One student playing one role-play: resume from what is kept, decide, keep, try again. Knows no screen.

The order is the promise: a decision is first played in memory, then kept on disk, and only then shown. What cannot be
kept has not happened.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from secrets import randbelow
from typing import Final, Protocol

from course.answers import JournalError, Line
from course.locale import Language, Text, both, say
from course.negotiation.errors import IllegalDecisionError
from course.roleplay.decision import read_decision
from course.roleplay.page import as_data
from course.roleplay.play import decide, start
from course.roleplay.record import Library, decision_value, read_run, start_value
from course.roleplay.scenario import Scenario
from course.roleplay.variants import changes_nothing
from course.roleplay.view import look

_ATTEMPT: Final = 10_000  # more decisions than any attempt has: attempt and step make one growing number


class Keeper(Protocol):
    """Keeps answers: they are on disk when ``keep`` returns (a ``Session`` does this)."""

    def lines(self, item: str) -> Sequence[Line]:
        """What is kept for one item, in order."""

    def keep(self, item: str, attempt: int, value: Mapping[str, object]) -> object:
        """Keep one value.

        Raises:
            JournalError: they could not be kept.
        """


class Refused(Exception):  # noqa: N818 - nothing went wrong: it is an answer to a click
    """A click that changed nothing; ``text`` is the friendly sentence about it."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Playing:
    """The attempts of one student at one scenario; the last one is the one that is played."""

    def __init__(
        self,
        item: str,
        scenario: Scenario,
        keeper: Keeper,
        language: Language,
        library: Library,
        draw: Callable[[int], int] = randbelow,
    ) -> None:
        self.item = item
        self.scenario = scenario
        self.language = language
        self._keeper = keeper
        self._library = library
        self._draw = draw
        self._variants = scenario.variants if scenario.variant is None else ()
        self._drawn = any(changes_nothing(scenario.raw, variant) for variant in self._variants)
        self.problem: Text | None = None
        self.resumed = False
        self.attempt = 1
        self.play = start(scenario)
        self._started = False
        self._kept = 0
        self._resume()

    @property
    def seq(self) -> int:
        """A number that grows with every decision; equal numbers mean the same page."""
        return self.attempt * _ATTEMPT + len(self.play.log)

    def decide(self, seq: object, data: object) -> None:
        """Take one decision that was made on page ``seq``.

        Raises:
            Refused: it cannot be taken, or not be kept; nothing has changed.
        """
        self._must_be_now(seq)
        if self.problem is not None:
            raise Refused(both("stage.stale"))
        try:
            decision = read_decision(data)
            after = decide(self.play, decision)
        except IllegalDecisionError as error:
            raise Refused(both("stage.not_possible", reason=both(f"illegal.{error.code}", **error.values))) from error
        if not self._started:
            self._keep(start_value(self.scenario))
            self._started = True
        self._keep(decision_value(decision, after))
        self.resumed = False
        self.play = after

    def again(self, seq: object) -> None:
        """Begin a new attempt, after the end or after one that cannot be followed; its first decision keeps it.

        Raises:
            Refused: the attempt that is played can still go on.
        """
        self._must_be_now(seq)
        if self.problem is None and not self.play.ended:
            raise Refused(both("stage.stale"))
        self._begin(self.attempt + 1)

    def page(self) -> dict[str, object]:
        """What the screen shows: the view, and a sentence when something must be said."""
        if self.problem is not None:
            notice = say("stage.cannot_resume", self.language, attempt=self.attempt, reason=self.problem)
            return {"seq": self.seq, "view": None, "title": self.scenario.title.of(self.language), "notice": notice}
        return {
            "seq": self.seq,
            "view": as_data(look(self.play, self.language)),
            "fresh": not self.play.log,
            "notice": say("stage.welcome_back", self.language) if self.resumed and not self.play.ended else "",
            "attempt": self.attempt,
        }

    # ------------------------------------------------------------------ what is kept

    def _keep(self, value: Mapping[str, object]) -> None:
        try:
            self._keeper.keep(self.item, self.attempt, value)
        except JournalError as error:
            raise Refused(both("stage.not_saved", reason=str(error))) from error
        self._kept += 1

    def _must_be_now(self, seq: object) -> None:
        if seq != self.seq:
            raise Refused(both("stage.stale"))
        if len(self._keeper.lines(self.item)) != self._kept:
            # Played on in another window: show what is there now.
            self._resume()
            raise Refused(both("stage.stale"))

    def _resume(self) -> None:
        """Go to where the last attempt stands."""
        lines = self._keeper.lines(self.item)
        self._kept = len(lines)
        self.problem = None
        self.resumed = False
        if not lines:
            self._begin(1)
            self._keep_the_draw()
            return
        attempt = max(line.attempt for line in lines)
        run = read_run([line.value for line in lines if line.attempt == attempt], self._library)
        self._begin(attempt)
        self._started = True
        if run.problem is not None or run.play is None:
            self.problem = run.problem or both("record.empty")
            return
        self.scenario = run.play.scenario
        self.play = run.play
        self.resumed = bool(run.play.log)

    def _begin(self, attempt: int) -> None:
        if self._variants:
            self.scenario = self._next_variant(attempt)
        self.attempt = attempt
        self.problem = None
        self.resumed = False
        self._started = False
        self.play = start(self.scenario)

    def _keep_the_draw(self) -> None:
        """Who read the briefing yesterday finds the same one today, and nobody opens the page until they like it."""
        if not self._drawn:
            return
        with suppress(Refused):  # a folder that cannot be written to: the first decision says so
            self._keep(start_value(self.scenario))
            self._started = True

    def _next_variant(self, attempt: int) -> Scenario:
        """Who sits across the table: the role-play as it stands first, and then its variants in turn.

        With a variant that changes nothing the role-play as it stands is one among them: the first is drawn then.
        """
        last = self.scenario.variant
        if self._drawn:
            after = self._draw(len(self._variants)) if last is None else self._variants.index(last) + 1
            wanted: str | None = self._variants[after % len(self._variants)]
        else:
            wanted = (None, *self._variants)[(attempt - 1) % (len(self._variants) + 1)]
        found = self._library(self.scenario.id, wanted, {})
        return self.scenario if found is None else found
