"""A role-play, decision by decision: what each did to the points of every score part, by which rule and source.

The points of a part are worked out anew after each decision, as if the game stopped there. So the points before the
first decision, and what each decision added or took, come to exactly the points of the part.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from autograder.explain.explanation import Attempt, ChangeLine, CheckLine, Decision, ScorePart
from autograder.explain.traces import TRACES, parts_of
from course.answers.collect import Collected
from course.locale import say
from course.negotiation import checks, score
from course.roleplay.debrief import debrief
from course.roleplay.page import Debrief, StepView
from course.roleplay.passages import speaker_of
from course.roleplay.play import Play, decide, start
from course.roleplay.scenario import OTHER
from course.roleplay.wording import capitalised, number, percent
from course.scoring import Book, Policy
from course.scoring import plays as attempts_of
from course.scoring.shelf import as_library

SMALL: Final = 1e-9
WITH_THEM: Final = frozenset({"question", "disclosure", "package", "hold", "accept", "walk", "private", "recess"})
"""Decisions without a scene that are said to the other side."""


@dataclass(frozen=True)
class Story:
    """One attempt that was played to the end, with every stop on the way."""

    play: Play
    language: str

    @cached_property
    def stops(self) -> tuple[Play, ...]:
        """The play before the first decision, and after each."""
        found = [start(self.play.scenario)]
        for entry in self.play.log:
            found.append(decide(found[-1], entry.decision))
        return tuple(found)

    @cached_property
    def shares(self) -> tuple[dict[str, float], ...]:
        """The share (0 to 1) of every part at every stop."""
        chosen = self.play.scenario.checks or ()
        return tuple(
            {name: part.share for name, part in score.parts(stop.game, stop.state, chosen).items()}
            for stop in self.stops
        )

    @cached_property
    def told(self) -> Debrief:
        """The debrief that the student saw."""
        return debrief(self.play, self.language)

    def part(self, name: str, maximum: float) -> ScorePart:
        """What there is to say about one score part that counts for ``maximum`` points."""
        decisions = tuple(
            found for n in range(len(self.play.log)) if (found := self._decision(n, name, maximum)) is not None
        )
        return ScorePart(
            self.play.scenario.id,
            name,
            self._formula(name),
            _points(self.shares[0][name], maximum),
            decisions,
            self._checks(maximum) if name == "process" else (),
            self._votes() if name == "ratification" else (),
        )

    def said(self, number: int) -> str:
        """The words of a decision, by its number."""
        return self.told.steps[number - 1].said

    def _decision(self, n: int, part: str, maximum: float) -> Decision | None:
        """One decision, when it moved the part or changed what bears on it."""
        before, after = self.shares[n][part], self.shares[n + 1][part]
        step = self.told.steps[n]
        changes = self._changes(n, step, part)
        if abs(after - before) < SMALL and not changes and not self._bears_on_check(n, part):
            return None
        return Decision(
            step.number,
            step.place,
            self._who(n),
            step.said,
            step.acts,
            _points(before, maximum),
            _points(after, maximum),
            changes,
        )

    def _changes(self, n: int, step: StepView, part: str) -> tuple[ChangeLine, ...]:
        scored = self.play.game.setup.score
        pairs = zip(self.play.log[n].changes, step.changes, strict=True)
        return tuple(
            ChangeLine(view.what, view.before, view.after, view.rule, view.point, view.source)
            for change, view in pairs
            if part in parts_of(change.what, scored)
        )

    def _who(self, n: int) -> str:
        entry, scenario = self.play.log[n], self.play.scenario
        if entry.decision.scene is not None:
            who: Sequence[str] = scenario.scenes[entry.decision.scene].with_
        else:
            who = (OTHER,) if entry.decision.kind in WITH_THEM else ()
        found = [speaker_of(self.play, each, self.language, "") for each in who]
        names = dict.fromkeys(speaker.name for speaker in found if speaker is not None)
        return ", ".join(names)

    def _bears_on_check(self, n: int, part: str) -> bool:
        return part == "process" and any(n + 1 in self._moments(check) for check in self._counted)

    @cached_property
    def _counted(self) -> dict[checks.Check, bool]:
        chosen = self.play.scenario.checks or ()
        return dict(checks.results(self.play.game, self.play.state, chosen))

    def _moments(self, check: checks.Check) -> tuple[int, ...]:
        """The numbers of the decisions that did something about a check."""
        trace = TRACES[check.name]
        seen = [trace(stop) for stop in self.stops]
        # Between the factions a check may also turn with the round: where it turns, somebody decided, too.
        met = [check.met(stop.game, stop.state) for stop in self.stops]
        return tuple(n for n in range(1, len(seen)) if seen[n] != seen[n - 1] or met[n] != met[n - 1])

    def _checks(self, maximum: float) -> tuple[CheckLine, ...]:
        chosen = self.play.scenario.checks or ()
        wanted = [c for c in checks.CHECKS if (c.name in chosen or c.point in chosen if chosen else c.usual)]
        each = maximum / len(self._counted) if self._counted else 0.0
        return tuple(self._check(check, each) for check in wanted)

    def _check(self, check: checks.Check, each: float) -> CheckLine:
        text = say(f"checks.{check.name}", self.language)
        if check not in self._counted:
            return CheckLine(text, check.point, "no_occasion", 0.0, 0.0, ())
        met = self._counted[check]
        points = round(each, 4)
        return CheckLine(
            text, check.point, "met" if met else "missed", points if met else 0.0, points, self._moments(check)
        )

    def _votes(self) -> tuple[str, ...]:
        found = []
        for vote in self.told.votes:
            yes, needed = (percent(share).of(self.language) for share in (vote.yes, vote.needed))
            found.append(say("explain.vote", self.language, name=vote.name, yes=yes, needed=needed))
            found += [f"{capitalised(each.name)}: {each.sentence}" for each in vote.factions]
        return tuple(found)

    def _formula(self, part: str) -> str:
        c = self.play.game.calibration
        values = {
            "base": percent(score.RATIFIED_BASE),
            "margin": number(100 * score.MARGIN_FULL, 0),
            "rejected": percent(score.REJECTED),
            "reopened": percent(c.reopening_weight),
            "room": percent(c.useful_freedom),
            "known": number(c.information_full, 2),
            "count": len(self._counted),
        }
        return say(f"explain.part_{part}", self.language, **values)


@dataclass(frozen=True)
class Told:
    """A role-play as far as it was played: every attempt, and the story of the one that counts."""

    attempts: tuple[attempts_of.Attempt, ...]
    chosen: attempts_of.Attempt | None
    story: Story | None
    collected: Collected
    item: str
    policy: Policy
    language: str

    def lines(self, part: str, maximum: float) -> tuple[Attempt, ...]:
        """Each attempt with what it would be worth in one part."""
        return tuple(self._line(attempt, part, maximum) for attempt in self.attempts)

    def _line(self, attempt: attempts_of.Attempt, part: str, maximum: float) -> Attempt:
        found = next((each for each in attempt.sheet.parts if each.id == part), None) if attempt.sheet else None
        lines = [line for line in self.collected.of(self.item) if line.attempt == attempt.number]
        counts = attempt is self.chosen
        return Attempt(
            attempt.number,
            lines[0].at if lines else "",
            say("explain.decisions", self.language, count=max(0, len(lines) - 1)),
            None if found is None else _points(found.points / found.maximum if found.maximum else 0.0, maximum),
            round(attempt.total, 4) if attempt.sheet else None,
            counts,
            self._why(attempt, counts=counts),
        )

    def _why(self, attempt: attempts_of.Attempt, *, counts: bool) -> str:
        if attempt.run.problem is not None:
            return say("explain.run_refused", self.language, why=attempt.run.problem)
        if attempt.sheet is None:
            code = "unfinished_counts" if counts else "unfinished"
        else:
            code = f"counts_{self.policy}" if counts else f"not_{self.policy}"
        return say(f"explain.run_{code}", self.language)


def tell(item: str, collected: Collected, book: Book, policy: Policy, language: str) -> Told:
    """What a student did with one role-play."""
    attempts = attempts_of.replay_all(item, collected, as_library(book.scenarios), policy)
    chosen = attempts_of.choose(attempts, policy) if attempts else None
    play = chosen.run.play if chosen is not None and chosen.sheet is not None else None
    return Told(
        attempts,
        chosen,
        Story(play, language) if play is not None else None,
        collected,
        item,
        policy,
        language,
    )


def _points(share: float, maximum: float) -> float:
    return round(share * maximum, 4)
