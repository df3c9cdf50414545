"""What is on a page of a role-play, as plain data: the parts that the stage, the terminal and the players get."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from course.roleplay.passages import Passage, Speaker


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop on the way: home, mandate, table or private, report, vote. ``status`` is done, now, ahead or skipped."""

    id: str
    label: str
    status: str


@dataclass(frozen=True, slots=True)
class Clock:
    """How much of the time is used."""

    label: str
    used: int
    total: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose, as a full sentence, and the decision that it is."""

    label: str
    decision: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Tool:
    """A group of choices: ask, tell, verify, private, hold, recess, leave, accept, walk; after the vote settle."""

    id: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class BuilderOption:
    """One option of an issue, as it reads."""

    id: object
    label: str


@dataclass(frozen=True, slots=True)
class BuilderIssue:
    """One issue with its options; ``selected`` is where the builder starts."""

    id: str
    label: str
    options: tuple[BuilderOption, ...]
    selected: object = None


@dataclass(frozen=True, slots=True)
class Guess:
    """What a faction thinks of each option, in words, as far as you asked: issue -> option -> sentence.

    ``votes`` is its share of the votes (0-1), ``first`` the issue that weighs most for it ("" when you did not ask).
    """

    name: str
    votes: float
    first: str
    texts: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Builder:
    """The package builder."""

    issues: tuple[BuilderIssue, ...]
    guesses: tuple[Guess, ...]
    their_offer: Mapping[str, object]
    last: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class MandateForm:
    """The form of the mandate meeting; ``locked`` holds what promises at home leave of an issue."""

    issues: tuple[BuilderIssue, ...]
    tries_left: int
    locked: Mapping[str, tuple[object, ...]]
    sentence: str


@dataclass(frozen=True, slots=True)
class Note:
    """One part of your notes."""

    id: str
    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One fact that was told (``side`` told) or heard, where, and how sure it is.

    ``weight`` (0-1) says how much it hurts when it is known; ``private`` whether it was said in private; ``untrue``
    whether it has been found untrue (afterwards: whether it was).
    """

    side: str
    text: str
    kind: str
    weight: float
    where: str
    private: bool
    round: int
    sure: str
    untrue: bool


@dataclass(frozen=True, slots=True)
class Private:
    """The private talk that is going on: what was agreed about it (``label`` is its id), and how long it lasts."""

    label: str
    heading: str
    sentence: str
    turn: int
    turns: int


@dataclass(frozen=True, slots=True)
class Leak:
    """How far what was told in private is exposed, from where on it gets out, and whether it did.

    ``announced`` says whether home knew beforehand of such talks; None when there is no home in the story.
    """

    exposure: float
    limit: float
    leaked: bool
    sentence: str
    announced: bool | None


@dataclass(frozen=True, slots=True)
class View:
    """Everything that is on the stage now."""

    scenario: str
    language: str
    title: str
    briefing: str
    place: str
    heading: str
    stops: tuple[Stop, ...]
    clock: Clock | None
    passages: tuple[Passage, ...]
    earlier: tuple[Passage, ...]
    question: str
    choices: tuple[Choice, ...] = ()
    builder: Builder | None = None
    tools: tuple[Tool, ...] = ()
    mandate: MandateForm | None = None
    notes: tuple[Note, ...] = ()
    finished: bool = False
    people: tuple[Speaker, ...] = field(default=())
    private: Private | None = None
    ledger: tuple[LedgerRow, ...] = ()
    balance: str = ""
    """In words who gave more, as far as you can know; empty when nothing was told or heard."""


@dataclass(frozen=True, slots=True)
class PartView:
    """One score part in words."""

    id: str
    label: str
    points: float
    maximum: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """One package in the picture: worth to us and to them (0-100)."""

    package: Mapping[str, object]
    label: str
    ours: float
    theirs: float
    in_zone: bool
    in_mandate: bool
    in_win_set: bool
    on_frontier: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A point to compare with: deal, nash, kalai_smorodinsky, fallback."""

    id: str
    label: str
    ours: float
    theirs: float


@dataclass(frozen=True, slots=True)
class Offer:
    """One package that was put on the table, by ``us`` or ``them``."""

    round: int
    who: str
    label: str
    ours: float
    theirs: float


@dataclass(frozen=True, slots=True)
class FactionVote:
    """How a faction voted, and why in one sentence."""

    name: str
    yes: float
    sentence: str


@dataclass(frozen=True, slots=True)
class VoteView:
    """One vote of one body."""

    number: int
    name: str
    yes: float
    needed: float
    factions: tuple[FactionVote, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What changed, from what to what, by which rule, from which seed point and source."""

    what: str
    before: str
    after: str
    rule: str
    point: str
    source: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One decision, what it was in the terms of the course, and what it changed."""

    number: int
    place: str
    said: str
    acts: tuple[str, ...]
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """One of Mastenbroek's five activities, 0-1."""

    label: str
    value: float


@dataclass(frozen=True, slots=True)
class Debrief:
    """All that the debrief shows."""

    ending: str
    story: str
    advice: str
    """What would have helped most, in one sentence."""
    drawn: str
    """Which variant this was, and what a good end was in it; empty when there is nothing to tell."""
    total: float
    parts: tuple[PartView, ...]
    outcomes: tuple[Dot, ...]
    marks: tuple[Mark, ...]
    path: tuple[Offer, ...]
    votes: tuple[VoteView, ...]
    steps: tuple[StepView, ...]
    radar: tuple[Axis, ...]
    ledger: tuple[LedgerRow, ...] = ()
    leak: Leak | None = None


def as_data(view: object) -> dict[str, object]:
    """A view (or debrief) as JSON data."""
    return asdict(view)  # type: ignore[call-overload,no-any-return]  # views and debriefs are dataclasses
