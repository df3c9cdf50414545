"""A play plan as a game to watch: what the player saw, chose and got, and what stands behind it.

A frame is one move with what led to it: going somewhere, where nobody says anything, belongs to the move that follows.
"""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from course.roleplay.debrief import debrief, source_text, step_view
from course.roleplay.decision import DecisionKind
from course.roleplay.heading import heading, place
from course.roleplay.menu import choices
from course.roleplay.page import ChangeView
from course.roleplay.passages import Passage, history
from course.roleplay.plans.annotations import Note, Notes
from course.roleplay.plans.following import steps
from course.roleplay.plans.plan import Plan
from course.roleplay.play import Play, options, start
from course.roleplay.scenario import Scenario

_STAGES = {"leaving": "home", "recess": "table"}
"""Phases that belong to another one for who says which part is to be seen."""


class NoSuchPartError(LookupError):
    """A phase or decision that the game does not have; ``name`` is what was asked for, ``known`` the phases it has."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name)
        self.name = name
        self.known = tuple(known)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A sentence that could have been said; ``chosen`` is the one that was."""

    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a move: why it was made, which points and rules it follows, from which sources."""

    why: str
    points: tuple[str, ...]
    rules: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """One move of the game."""

    number: int
    place: str
    """home, mandate, table, recess, private, report, vote or debrief."""
    heading: str
    before: tuple[str, ...]
    """What was done on the way here, in words: going to somebody, going on."""
    situation: tuple[Passage, ...]
    """What the player saw before choosing."""
    alternatives: tuple[Alternative, ...]
    outcome: tuple[Passage, ...]
    """What was said or done, and what came back."""
    acts: tuple[str, ...]
    """What it was in the terms of the course."""
    changes: tuple[ChangeView, ...]
    behind: Behind | None


@dataclass(frozen=True, slots=True)
class End:
    """How the game ended."""

    name: str
    story: str
    advice: str
    total: float


@dataclass(frozen=True, slots=True)
class Replay:
    """A game, or a part of one, to watch from the first frame to the last."""

    scenario: str
    plan: str
    language: str
    title: str
    intro: str
    player: str
    """Whom one watches; empty when the notes do not say."""
    skipped: int
    """How many frames came before the first."""
    frames: tuple[Frame, ...]
    end: End | None
    """Only when the game is shown to its end."""
    portraits: tuple[str, ...]


def replay(
    plan: Plan,
    scenario: Scenario,
    notes: Notes,
    language: str,
    *,
    begin: str | None = None,
    until: str | None = None,
) -> Replay:
    """The game of a plan in one language, from ``begin`` to ``until``: a phase, or a decision as the plan writes it.

    Raises:
        PlanError: a decision cannot be taken.
        NoSuchPartError: there is no such phase or decision in this game.
    """
    first = start(scenario)
    plays = [first, *steps(plan, first)]
    frames = list(_frames(plan, plays, notes, language))
    low, high = _range(plan, plays, begin, until)
    shown = [frame for frame, last in frames if low <= last <= high]
    whole = high == len(plan.decisions) - 1 and plays[-1].ended
    end = _end(plays[-1], language) if whole else None
    if end is not None and shown:  # its story is told once, at the end
        last = _without(shown.pop(), end.story)
        shown += [last] if last.outcome or last.behind else []
    words = notes.title or scenario.title
    return Replay(
        scenario.id,
        plan.file,
        language,
        words.of(language).strip(),
        notes.intro.of(language).strip() if notes.intro else "",
        notes.player,
        sum(last < low for _, last in frames),
        tuple(shown),
        end,
        tuple(sorted({person.portrait for person in scenario.people.values() if person.portrait})),
    )


def _without(frame: Frame, text: str) -> Frame:
    return dataclasses.replace(frame, outcome=tuple(p for p in frame.outcome if p.text != text))


def _range(plan: Plan, plays: Sequence[Play], begin: str | None, until: str | None) -> tuple[int, int]:
    """The first and the last decision to show, from 0."""
    phases = [_STAGES.get(entry.phase, entry.phase) for entry in plays[-1].log]
    lines = [str(line) for line in plan.decisions]

    def places(name: str) -> list[int]:
        found = [n for n, phase in enumerate(phases) if phase == name] or [
            n for n, line in enumerate(lines) if line == name
        ]
        if not found:
            raise NoSuchPartError(name, list(dict.fromkeys(phases)))
        return found

    return (places(begin)[0] if begin else 0, places(until)[-1] if until else len(lines) - 1)


def _frames(plan: Plan, plays: Sequence[Play], notes: Notes, language: str) -> Iterator[tuple[Frame, int]]:
    """Every frame, with the number of its last decision."""
    waiting: list[int] = []
    number = 0
    for n in range(len(plan.decisions)):
        waiting.append(n)
        silent = not _outcome(plays[n + 1], language) and n not in notes.by_decision
        if silent and n + 1 < len(plan.decisions):
            continue
        number += 1
        yield _frame(number, plays, waiting, notes, language), n
        waiting = []


def _frame(number: int, plays: Sequence[Play], decisions: Sequence[int], notes: Notes, language: str) -> Frame:
    *silent, last = decisions
    before, after = plays[last], plays[last + 1]
    views = [step_view(plays[n + 1], n + 1, plays[n + 1].log[n], language) for n in decisions]
    changes = tuple(change for view in views for change in view.changes)
    note = notes.by_decision.get(last)
    return Frame(
        number,
        place(before),
        heading(before, language),
        tuple(view.said for view in views[: len(silent)]),
        _situation(before, language),
        tuple(_alternatives(before, after, language)),
        _outcome(after, language) or _silent(views[-1].said),
        views[-1].acts,
        changes,
        None if note is None else _behind(note, changes, language),
    )


def _silent(said: str) -> tuple[Passage, ...]:
    """A move without words, told."""
    return (Passage("news", said),)


def _outcome(after: Play, language: str) -> tuple[Passage, ...]:
    """What the last decision brought, up to where the next situation begins."""
    return _split(after, language)[0]


def _situation(before: Play, language: str) -> tuple[Passage, ...]:
    """What a player has before them: the scene, or else what they last offered."""
    seen = _split(before, language)[1]
    if seen or before.state.offer is None or before.phase != "table":
        return seen
    earlier, now = history(before, language)
    return tuple(p for p in (*earlier, *now) if p.kind == "offer")[-1:]


def _split(play: Play, language: str) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    _, now = history(play, language)
    at = next((n for n, passage in enumerate(now) if passage.kind == "situation"), len(now))
    return now[:at], now[at:]


def _alternatives(before: Play, after: Play, language: str) -> Iterator[Alternative]:
    """The sentences of the scene, when it was one; else nothing: what can be done at a table is no short list."""
    decision = after.log[-1].decision
    if decision.kind is not DecisionKind.MOVE:
        return
    for choice in choices(before, options(before), language):
        yield Alternative(choice.label, choice.decision == decision.as_data())


def _behind(note: Note, changes: Sequence[ChangeView], language: str) -> Behind:
    rules = tuple(dict.fromkeys(change.rule for change in changes))
    sources = [source_text(note.source, language)] if note.source else []
    sources += [change.source for change in changes if change.source]
    return Behind(note.why.of(language), note.points, rules, tuple(dict.fromkeys(sources)))


def _end(play: Play, language: str) -> End:
    told = debrief(play, language)
    return End(told.ending, told.story, told.advice, told.total)
