"""Sentences that replace those of the shared phrase book: only its placeholders can be filled in."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

from course.findings import Finding, listed
from course.locale import LANGUAGES, area
from course.roleplay.fit.base import Rule, each, finding_at_value
from course.roleplay.scenario import Draft
from course.roleplay.strict_yaml import Path


def placeholders(draft: Draft) -> Iterator[Finding]:
    """R030: a phrase has placeholders that are filled where it is said."""
    for name, raw in draft.raw.get("phrases", {}).items():
        if name in area("phrases"):
            known = _in(area("phrases")[name])
            for path, text in _texts(raw, ("phrases", name)):
                found = _fields(text)
                wrong = None if found is None else sorted(found - known)
                if wrong is None or wrong:
                    shown = listed(f"{{{field}}}" for field in wrong or ()) or "{"
                    may = listed(f"{{{field}}}" for field in sorted(known)) or "-"
                    yield finding_at_value(draft, "R030", path, found=shown, known=may)


def _texts(raw: Any, path: Path) -> Iterator[tuple[Path, str]]:
    for place, said in each(raw, path):
        moods = {(): said} if "else" not in said else {(mood,): words for mood, words in said.items()}
        for step, text in moods.items():
            yield from (((*place, *step, language), text[language]) for language in LANGUAGES)


def _fields(text: str) -> set[str] | None:
    """The placeholders of a text, or None when a bracket is not closed or more than a name stands in one."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    if any(name is not None and (not name.isidentifier() or form or turned) for _, name, form, turned in parts):
        return None
    return {name for _, name, _, _ in parts if name is not None}


def _in(entry: object) -> set[str]:
    """All placeholders of one entry of the shared book."""
    if isinstance(entry, Mapping):
        return {name for inner in entry.values() for name in _in(inner)}
    if isinstance(entry, list):
        return {name for inner in entry for name in _in(inner)}
    return _fields(str(entry)) or set()


RULES: tuple[Rule, ...] = (placeholders,)
