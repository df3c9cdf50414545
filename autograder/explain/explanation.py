"""An explanation as plain data, its texts in one language. ``explanation.schema.json`` says the same of its JSON."""

from dataclasses import asdict, dataclass, field
from typing import Any, Final

from autograder.preview.causes import Cause

FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer to a question, or one attempt at a role-play."""

    number: int
    at: str
    """When it was given; for a role-play when it began."""
    said: str
    """What it was, in short."""
    points: float | None
    """What this cell would have got for it; ``None`` when it cannot be scored."""
    total: float | None
    """For a role-play: all its points together."""
    counts: bool
    why: str
    """Why it counts, or why not."""


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """One option, row or number of a question."""

    label: str
    said: str
    wanted: str
    why: str
    share: float | None
    """How right it is, 0 to 1; ``None`` when it is not scored by itself."""
    chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What there is to say about a graded question."""

    item: str
    kind: str
    question: str
    seed_points: tuple[str, ...]
    source: str
    status: str
    formula: str
    share: float | None
    """The part (0 to 1) of the points that was earned; ``None`` without an answer that counts."""
    parts: tuple[AnswerPart, ...]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One thing that a decision changed."""

    what: str
    before: str
    after: str
    rule: str
    seed_point: str
    source: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of the game that matters to a score part, with the points of the part before and after it."""

    number: int
    place: str
    who: str
    """Whom it was said to; empty when to nobody in particular."""
    said: str
    acts: tuple[str, ...]
    before: float
    after: float
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One process check: ``status`` is met, missed or no_occasion (then it does not count)."""

    check: str
    seed_point: str
    status: str
    points: float
    maximum: float
    decisions: tuple[int, ...]
    """The numbers of the decisions that had to do with it."""


@dataclass(frozen=True, slots=True)
class ScorePart:
    """What there is to say about one score part of a role-play."""

    roleplay: str
    part: str
    formula: str
    start: float
    """The points before the first decision; each decision says how they went on from there."""
    decisions: tuple[Decision, ...]
    checks: tuple[CheckLine, ...] = ()
    votes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InBook:
    """What the grade book says about one cell."""

    automatic: float | None
    by_person: float | None
    extra: float
    comment: str = ""
    """What a person wrote below it."""

    @property
    def counts(self) -> float:
        """The points that count there."""
        given = self.automatic if self.by_person is None else self.by_person
        return (given or 0.0) + self.extra


@dataclass(frozen=True, slots=True)
class Cell:
    """One graded cell."""

    cell: str
    label: str
    kind: str
    """question, part (of a role-play), written or other."""
    points: float | None
    """What the rules give now; ``None``: a person has to look."""
    maximum: float
    counts: float
    """What counts: a person's points where there are any, else those of the rules."""
    reasons: tuple[str, ...]
    attempts: tuple[Attempt, ...] = ()
    question: Question | None = None
    part: ScorePart | None = None
    book: InBook | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """Points that were not earned, and where."""

    cell: str
    label: str
    points: float
    why: str
    decision: int | None = None
    """The number of the decision that cost most of them, where one did."""


@dataclass(frozen=True, slots=True)
class Lateness:
    """When it was due, when it came, and what that takes off."""

    due: str
    handed_in: str
    seconds_late: float
    points: float


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell (or, with an empty name, lateness) about which the grade book says something else."""

    cell: str
    label: str
    book: float | None
    now: float | None
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class NoteLine:
    """What was repaired, ignored or distrusted."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Every point of one hand-in."""

    assignment: str
    student: str
    name: str
    language: str
    policy: str
    """Which attempt counts in this class: best, last or first."""
    graded: bool
    """Whether the grade book has points for it."""
    explained: float
    """The sum of all cells less what lateness takes off, as the rules are now."""
    book: float | None
    """The same in the grade book; ``None`` when it has nothing."""
    maximum: float
    cells: tuple[Cell, ...]
    losses: tuple[Loss, ...]
    lateness: Lateness | None
    differences: tuple[Difference, ...]
    is_new: bool
    """Whether the hand-in came anew, or changed, since it was graded."""
    notes: tuple[NoteLine, ...] = field(default=())

    def as_data(self) -> dict[str, Any]:
        """The explanation as JSON data; ``explanation.schema.json`` describes it."""
        found: dict[str, Any] = {"format": FORMAT, **asdict(self)}
        for data, difference in zip(found["differences"], self.differences, strict=True):
            data["causes"] = [
                {"code": each.code, "item": each.item or None, "text": each.text.of(self.language)}
                for each in difference.causes
            ]
        return found
