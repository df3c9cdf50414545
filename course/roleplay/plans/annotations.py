"""What stands behind the moves of a game: notes to a play plan, in a file beside it.

The notes of ``plans/x/well.txt`` stand in ``plans/x/well.notes.yaml``. Each belongs to one decision, named by its line
as the plan writes it; ``time`` counts when the plan has the same line more than once. ``player`` is whom one watches,
``title`` and ``intro`` say what there is to see::

    format: 1
    player: Noor
    title: {en: ..., nl: ...}
    notes: # for each: at, points and why
      - at: say which-night
        points: [C24, C43]
        why: {en: ..., nl: ...}
      - at: hold
        time: 2
        points: [O20]
        source: Thompson 1991
        why: {en: ..., nl: ...}

``source`` is for what the rules that worked in a step do not name themselves.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as File
from typing import Any, Final

from course.findings import Finding, did_you_mean, in_order, listed
from course.locale import LANGUAGES, Text
from course.roleplay import strict_yaml
from course.roleplay.plans.plan import Plan
from course.roleplay.strict_yaml import Lines, Path, StrictYamlError

ENDING: Final = ".notes.yaml"
FORMAT: Final = 1

_TOP: Final = {"format": int, "player": str, "title": dict, "intro": dict, "notes": list}
_NOTE: Final = {"at": str, "time": int, "points": list, "source": str, "why": dict}
_NEEDED: Final = {"at", "points", "why"}
_WORDS: Final = {int: "a number", str: "a text", list: "a list", dict: "en and nl"}


@dataclass(frozen=True, slots=True)
class Note:
    """What stands behind one decision of a plan."""

    decision: int
    """Which decision of the plan, from 0."""
    points: tuple[str, ...]
    why: Text
    source: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """All notes of a plan, by decision."""

    title: Text | None = None
    intro: Text | None = None
    player: str = ""
    """Whom one watches."""
    by_decision: Mapping[int, Note] = field(default_factory=dict)


def notes_file(plan: File | str) -> File:
    """Where the notes of a plan stand, whether there are any or not."""
    return File(plan).with_suffix(ENDING)


def plan_file(notes: File | str) -> File:
    """The plan that a file of notes belongs to."""
    file = File(notes)
    return file.with_name(file.name.removesuffix(ENDING) + ".txt")


def read_notes(plan: Plan) -> tuple[Notes, list[Finding]]:
    """The notes to a plan, and what is wrong with them; without a file there are none, and that is not wrong.

    Notes with findings hold what could be read.
    """
    file = notes_file(plan.file)
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return Notes(), []
    except OSError as error:
        return Notes(), [Finding("S022", str(file), 1, 1, {"problem": error.strerror or type(error).__name__})]
    return parse_notes(data, plan, str(file))


def parse_notes(data: bytes, plan: Plan, file: str) -> tuple[Notes, list[Finding]]:
    """As :func:`read_notes`, for bytes that are at hand."""
    try:
        raw, lines = strict_yaml.load(data)
    except StrictYamlError as error:
        return Notes(), [error.finding(file)]
    reader = _Reader(file, lines)
    notes = reader.read(raw, plan)
    return notes, in_order([*lines.cut_findings(file), *reader.found])


class _Reader:
    """Reads what it can and remembers everything that is wrong."""

    def __init__(self, file: str, lines: Lines) -> None:
        self.file = file
        self.lines = lines
        self.found: list[Finding] = []

    def tell(self, code: str, path: Path, **values: object) -> None:
        self.found.append(Finding(code, self.file, *self.lines.of(*path), values))

    def read(self, raw: Any, plan: Plan) -> Notes:
        if not self.has_shape(raw, _TOP, {"format", "notes"}, ()):
            return Notes()
        if raw["format"] != FORMAT:
            self.tell("N001", ("format",), key="format", wanted=FORMAT)
        decisions = [str(line) for line in plan.decisions]
        notes: dict[int, Note] = {}
        for n, each in enumerate(raw["notes"]):
            note = self.note(each, decisions, ("notes", n))
            if note is None:
                continue
            if note.decision in notes:
                self.tell("N006", ("notes", n), at=decisions[note.decision])
            notes[note.decision] = note
        title, intro = (self.text(raw[key], (key,)) if key in raw else None for key in ("title", "intro"))
        return Notes(title, intro, raw.get("player", ""), notes)

    def note(self, raw: Any, decisions: Sequence[str], path: Path) -> Note | None:
        if not self.has_shape(raw, _NOTE, _NEEDED, path):
            return None
        why = self.text(raw["why"], (*path, "why"))
        self.points(raw["points"], (*path, "points"))
        at, time = " ".join(raw["at"].replace(";", " ; ").split()), raw.get("time", 1)
        places = [n for n, line in enumerate(decisions) if line == at]
        if not places:
            self.tell("N002", (*path, "at"), at=raw["at"], hint=did_you_mean(at, dict.fromkeys(decisions)))
            return None
        if not 1 <= time <= len(places):
            self.tell("N003", (*path, "time"), at=at, count=len(places))
            return None
        return None if why is None else Note(places[time - 1], tuple(raw["points"]), why, raw.get("source", ""))

    def points(self, raw: Sequence[Any], path: Path) -> None:
        from course.roleplay.checks.points import POINTS  # noqa: PLC0415 - the checks look at plans, and so at this

        if not raw:
            self.tell("N005", path)
        for n, point in enumerate(raw):
            if point not in POINTS:
                self.tell("N004", (*path, n), point=point)

    def text(self, raw: Any, path: Path) -> Text | None:
        if not self.has_shape(raw, dict.fromkeys(LANGUAGES, str), set(LANGUAGES), path):
            return None
        for language in LANGUAGES:
            if not raw[language].strip():
                self.tell("N001", (*path, language), key=language, wanted=_WORDS[str])
        return Text(*(raw[language].strip() for language in LANGUAGES))

    def has_shape(self, raw: Any, keys: Mapping[str, type], needed: set[str], path: Path) -> bool:
        """Whether it is a mapping of these keys and kinds, with all that are needed."""
        if not isinstance(raw, dict):
            self.tell("N001", path, key=str(path[-1]) if path else "notes", wanted=listed(keys))
            return False
        right = True
        for key, value in raw.items():
            if key not in keys:
                self.tell("N007", (*path, key), key=key, hint=did_you_mean(key, keys))
                right = False
            elif not isinstance(value, keys[key]) or isinstance(value, bool):
                self.tell("N001", (*path, key), key=key, wanted=_WORDS[keys[key]])
                right = False
        for key in sorted(needed - set(raw)):
            self.tell("N008", path, key=key)
            right = False
        return right


def stray_notes(folder: File) -> Iterator[Finding]:
    """Files of notes to a plan that there is not."""
    for file in sorted(folder.glob(f"*{ENDING}")):
        if not plan_file(file).is_file():
            yield Finding("N009", str(file), 1, 1, {"plan": plan_file(file).name})
