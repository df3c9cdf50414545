"""The shape of a scenario file, and what is wrong with it in words that a teacher can act on.

The shape itself is ``scenario.schema.json`` beside this module: editors read it for completion, we read it here.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from course.findings import Finding, did_you_mean, in_order, listed
from course.locale import LANGUAGES, Text, both
from course.negotiation.acts import ActKind
from course.roleplay.strict_yaml import Lines, Path, Position
from course.validator import Draft202012Validator, ValidationError

_TYPES: Final[Mapping[str, Callable[[Any], bool]]] = {
    "nothing": lambda v: v is None,
    "boolean": lambda v: isinstance(v, bool),
    "number": lambda v: isinstance(v, int | float),
    "string": lambda v: isinstance(v, str),
    "array": lambda v: isinstance(v, list),
    "object": lambda v: isinstance(v, Mapping),
}

_WRITTEN: Final = re.compile(r"(?P<number>[0-9]{1,9}(?:[.,][0-9]{1,9})?) *(?P<percent>%?)")
"""A number as people write it: ``50%``, ``0,45``."""
_ACTS: Final = [kind.value for kind in ActKind]


@cache
def schema() -> Mapping[str, Any]:
    """The JSON Schema of a scenario file (format 1)."""
    text = (resources.files("course.roleplay") / "scenario.schema.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def shape_findings(raw: Any, lines: Lines, file: str, validator: Draft202012Validator | None = None) -> list[Finding]:
    """What in ``raw`` does not have the shape of a scenario, from top to bottom; empty when all is well.

    Another ``validator`` holds it to another shape: files of questions are read with the same words.
    """
    report = _Report(lines, file, raw)
    found = [
        finding for error in (validator or _validator()).iter_errors(raw) for finding in report.of(_problem(error))
    ]
    return in_order(found)


@dataclass(frozen=True, slots=True)
class _Problem:
    """One error of the validator: what keyword of the schema is not met, and by what."""

    keyword: str
    wanted: Any
    """What the keyword asks for."""
    schema: Mapping[str, Any]
    kind: str
    """What the schema calls the thing (``x-kind``): text, act, condition ..."""
    found: Any
    path: Path
    is_key: bool
    """Whether it is about the name of a key and not about a value."""
    message: str


def _problem(error: ValidationError) -> _Problem:
    rule: Mapping[str, Any] = error.schema if isinstance(error.schema, Mapping) else {}
    return _Problem(
        keyword=str(error.validator),
        wanted=error.validator_value,
        schema=rule,
        kind=rule.get("x-kind", ""),
        found=error.instance,
        path=tuple(error.absolute_path),
        is_key="propertyNames" in error.absolute_schema_path,
        message=error.message,
    )


class _Report:
    """Turns the problems of one file into findings: one method for each keyword that our schemas use."""

    def __init__(self, lines: Lines, file: str, raw: Any = None) -> None:
        self._raw = raw
        self._lines = lines
        self._file = file
        self._keywords: Mapping[str, Callable[[_Problem], Iterator[Finding]]] = {
            "additionalProperties": self._unknown_keys,
            "required": self._missing_key,
            "dependentRequired": self._missing_partner,
            "type": self._wrong_type,
            "enum": self._not_one_of,
            "const": self._not_the_same,
            "pattern": self._badly_written,
            "maxLength": self._badly_written,
            "uniqueItems": self._doubles,
            **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum"), self._out_of_range),
            **dict.fromkeys(("minItems", "maxItems", "minProperties", "maxProperties"), self._wrong_count),
        }

    def of(self, problem: _Problem) -> Iterator[Finding]:
        """The findings that one problem stands for."""
        return self._keywords[problem.keyword](problem)

    def _finding(self, code: str, position: Position, **values: object) -> Finding:
        return Finding(code, self._file, position.line, position.column, values)

    def _where(self, path: Path) -> str:
        """A path as a person would say it: ``own.factions.finance``, ``scenes.kitchen.moves.listen``.

        A member of a list goes by its id; one without an id by its number, from 1. The top is the file.
        """
        inside, steps = self._raw, []
        for step in path:
            try:
                inside = inside[step]
            except (LookupError, TypeError):
                inside = None
            name = inside.get("id") if isinstance(step, int) and isinstance(inside, Mapping) else None
            steps.append(
                _shown(name) if isinstance(name, str) and name else str(step + 1 if isinstance(step, int) else step)
            )
        return ".".join(steps) or "(top)"

    def _unknown_keys(self, problem: _Problem) -> Iterator[Finding]:
        known = list(problem.schema.get("properties", ()))
        for key in problem.found:
            if key not in known:
                yield self._unknown_key(problem, key, known)

    def _unknown_key(self, problem: _Problem, key: str, known: list[str]) -> Finding:
        place = self._lines.of(*problem.path, key)
        match problem.kind:
            case "act":
                return self._finding("S110", place, act=key, hint=_close(key, _ACTS), acts=listed(_ACTS))
            case "condition":
                return self._finding("S112", place, word=key, hint=_close(key, known), words=listed(known))
            case "by_mood":
                return self._finding("S117", place, mood=key, moods=listed(known))
            case _:
                return self._finding(
                    "S101", place, key=key, where=self._where(problem.path), hint=did_you_mean(key, known)
                )

    def _missing_key(self, problem: _Problem) -> Iterator[Finding]:
        # The validator gives an error for each missing key and names it in its message only.
        missing = next(key for key in problem.wanted if problem.message.startswith(f"'{key}' "))
        place = self._lines.of(*problem.path)
        if missing in LANGUAGES:
            yield self._finding("S103", place, key=missing, language=both(f"findings.language_{missing}"))
        elif problem.kind == "by_mood":
            yield self._finding("S113", place)
        else:
            yield self._finding("S102", place, key=missing, where=self._where(problem.path))

    def _missing_partner(self, problem: _Problem) -> Iterator[Finding]:
        for word, partners in problem.wanted.items():
            for partner in partners:
                if word in problem.found and partner not in problem.found:
                    yield self._finding("S122", self._lines.of(*problem.path, word), word=word, partner=partner)

    def _wrong_type(self, problem: _Problem) -> Iterator[Finding]:
        place = self._lines.value_of(*problem.path)
        match problem.kind:
            case "text" | "said" | "by_mood":
                yield self._finding("S104", place, found=_kind_of(problem.found))
            case "bare_option":
                yield self._finding("S118", place, found=_shown(problem.found))
            case "act":
                yield self._finding("S111", place, acts=listed(_ACTS))
            case "rounds":
                yield self._finding("S114", place, found=_shown(problem.found))
            case _:
                wanted = problem.wanted if isinstance(problem.wanted, str) else problem.wanted[0]
                expected = both(f"findings.type_{wanted}")
                found = _kind_of(problem.found)
                cure = _with_a_point(problem) or both("findings.write_that", expected=expected)
                values = {"key": self._where(problem.path), "expected": expected, "found": found, "cure": cure}
                yield self._finding("S105", place, **values)

    def _not_one_of(self, problem: _Problem) -> Iterator[Finding]:
        place = self._lines.value_of(*problem.path)
        hint = both("findings.one_of", words=listed(problem.wanted))
        yield self._finding("S107", place, found=_shown(problem.found), hint=hint)

    def _not_the_same(self, problem: _Problem) -> Iterator[Finding]:
        place = self._lines.value_of(*problem.path)
        if problem.wanted is True:  # acts that are about nothing else: {withhold: true}
            yield self._finding("S119", place, key=problem.path[-1])
        else:
            yield self._finding("S116", place, found=_shown(problem.found), format=problem.wanted)

    def _badly_written(self, problem: _Problem) -> Iterator[Finding]:
        code = {"rounds": "S114", "seed_point": "S120"}.get(problem.kind, "S108")
        lines, path = self._lines, problem.path
        place = lines.of(*path, problem.found) if problem.is_key else lines.value_of(*path)
        yield self._finding(code, place, found=_shown(problem.found))

    def _out_of_range(self, problem: _Problem) -> Iterator[Finding]:
        low = problem.schema.get("minimum", problem.schema.get("exclusiveMinimum", 0))
        place = self._lines.value_of(*problem.path)
        bounds = _bounds(low, problem.schema.get("maximum"))
        yield self._finding("S106", place, key=self._where(problem.path), found=_shown(problem.found), bounds=bounds)

    def _wrong_count(self, problem: _Problem) -> Iterator[Finding]:
        place = self._lines.of(*problem.path)
        known = listed(problem.schema.get("properties", ()))
        match problem.kind:
            case "act":
                yield self._finding("S111", place, acts=listed(_ACTS))
            case "condition":
                yield self._finding("S112", place, word="", hint=Text("", ""), words=known)
            case "stop":
                yield self._finding("S121", place, words=known)
            case _:
                low = problem.schema.get("minItems", problem.schema.get("minProperties", 0))
                bounds = _bounds(low, problem.schema.get("maxItems"))
                count = len(problem.found)
                yield self._finding("S109", place, key=self._where(problem.path), count=count, bounds=bounds)

    def _doubles(self, problem: _Problem) -> Iterator[Finding]:
        for n, item in enumerate(problem.found):
            if item in problem.found[:n]:
                yield self._finding("S115", self._lines.of(*problem.path, n), found=_shown(item))


def _bounds(low: float, high: float | None) -> Text:
    return both("findings.at_least", low=low) if high is None else both("findings.between", low=low, high=high)


def _close(word: str, known: list[str]) -> Text:
    """`` Did you mean ...?``, or nothing: for messages that list the known words themselves."""
    hint = did_you_mean(word, known)
    return hint if hint != did_you_mean("", known) else Text("", "")


def _with_a_point(problem: _Problem) -> Text | None:
    """What to write for ``50%`` or ``0,45``; None when something else stands there."""
    found = _WRITTEN.fullmatch(problem.found.strip()) if isinstance(problem.found, str) else None
    if problem.wanted != "number" or found is None:
        return None
    number = float(found["number"].replace(",", "."))
    if found["percent"] and problem.schema.get("maximum") == 1:
        number /= 100
    return both("findings.number_with_point", number=f"{number:g}")


def _kind_of(value: Any) -> Text:
    """What a value is, in words."""
    name = next(name for name, is_it in _TYPES.items() if is_it(value))
    return both(f"findings.type_{name}")


def _shown(value: Any) -> str:
    """A value as it stands in the file, shortened."""
    text = "true" if value is True else "false" if value is False else "" if value is None else str(value)
    longest = 40
    return text if len(text) <= longest else f"{text[:longest]}..."
