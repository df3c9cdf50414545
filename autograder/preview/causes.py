"""Why a score comes out otherwise than before: what has changed since it was given, as far as this cell goes.

Two bases are held beside each other (:class:`autograder.basis.Basis`): the one that a score was given by, from the
ledger, and the one of now. What cannot be named more precisely is still named: the course, the configuration.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from autograder.grading.basis import Basis
from autograder.preview.keys import told
from course.answers.call import Call
from course.locale import Text, both

MOST: Final = 3
"""Differences of one key, or changed magnitudes, that are told; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that changed. ``code`` is stable; ``item`` is the question or role-play that it is about, if one."""

    code: str
    text: Text
    item: str = ""


HAND_IN: Final = "hand_in"
PERSON: Final = "person"


def cause(code: str, item: str = "", /, **values: object) -> Cause:
    """A cause whose text stands under ``cause_<code>`` in the area ``preview``."""
    return Cause(code, both(f"preview.cause_{code}", **values), item)


@dataclass(frozen=True)
class Since:
    """What changed for the class since a score was given; ``old`` is ``None`` when nobody wrote it down."""

    old: Basis | None
    new: Basis

    def of_cell(self, call: Call | None, *, several: bool = True) -> tuple[Cause, ...]:
        """What changed that can matter to a graded cell; ``several``: whether there is more than one attempt at it."""
        if self.old is None:
            return (cause("unrecorded"),)
        found = [*self._policy] if several else []
        if call is not None and call.name in {"ask", "record"}:
            found += [*self._question(call.item), *(self._code if "scoring" in self._changed else ())]
        elif call is not None:
            found += [*self._story(call.item), *self._rules]
        return tuple(found) or self.of_class

    @property
    def of_class(self) -> tuple[Cause, ...]:
        """What changed that may matter to anything: released notebook, files, configuration, our programs."""
        names = [name for name in ("release", "files", "config") if name in self._changed]
        found = [cause(name) for name in names]
        return (*found, *self._code) if self._changed & {*_PROGRAMS} else tuple(found)

    @property
    def of_penalty(self) -> tuple[Cause, ...]:
        """What changed that can matter to what lateness takes off."""
        return (cause("config"),) if "config" in self._changed else ()

    @property
    def everything(self) -> tuple[Cause, ...]:
        """All that changed since, whatever it matters to."""
        if self.old is None:
            return (cause("unrecorded"),)
        questions = [each for item in sorted(self._items) for each in self._question(item)]
        stories = [each for name in sorted(self._stories) for each in self._story(name)]
        rules = self._rules if self._changed & {"engine"} else ()
        return tuple(dict.fromkeys((*self._policy, *questions, *stories, *rules, *self.of_class)))

    @cached_property
    def _changed(self) -> frozenset[str]:
        assert self.old is not None
        names = {*self.old.parts, *self.new.parts}
        return frozenset(name for name in names if self.old.parts.get(name) != self.new.parts.get(name))

    @property
    def _policy(self) -> tuple[Cause, ...]:
        if self.old is None or self.old.attempts == self.new.attempts:
            return ()
        was, now = (both(f"reasons.run_policy_{policy}") for policy in (self.old.attempts, self.new.attempts))
        return (cause("attempts", was=was, now=now),)

    @cached_property
    def _items(self) -> frozenset[str]:
        assert self.old is not None
        return frozenset({*self.old.questions[0], *self.new.questions[0]})

    def _question(self, item: str) -> Iterator[Cause]:
        """What changed about one question: its key, or the question itself."""
        assert self.old is not None
        (old_items, old_keys), (new_items, new_keys) = self.old.questions, self.new.questions
        was, now = old_items.get(item), new_items.get(item)
        if was is None or now is None or item not in old_keys or item not in new_keys:
            if (was is None) is not (now is None):
                yield cause("question_gone" if now is None else "question_new", item, item=item)
            return
        before, after = told(was, old_keys[item]), told(now, new_keys[item])
        differing = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        if differing:
            lines = [_difference(name, before.get(name), after.get(name)) for name in differing[:MOST]]
            more = len(differing) - len(lines)
            yield cause("key", item, item=item, what=_and_more(lines, more))
        if was != now:
            yield cause("question", item, item=item)

    @cached_property
    def _stories(self) -> frozenset[str]:
        """The role-plays whose files changed, by id."""
        assert self.old is not None
        names = {*self.old.stories, *self.new.stories}
        changed = {name for name in names if self.old.stories.get(name) != self.new.stories.get(name)}
        # What is kept is named <id>-<hash>.yaml. A file more takes nothing from a run that was played before.
        kept = {name.rpartition("-")[0] for name in changed if name.endswith(".yaml") and name in self.old.stories}
        return frozenset(kept | {name for name in changed if not name.endswith(".yaml")})

    def _story(self, name: str) -> Iterator[Cause]:
        if name in self._stories:
            yield cause("story", name, item=name)

    @property
    def _rules(self) -> tuple[Cause, ...]:
        """What changed about the rules of the game: sizes by name, or the program."""
        assert self.old is not None
        if not self._changed & {"engine", "scoring"}:
            return ()
        old, new = self.old.calibration, self.new.calibration
        differing = [name for name in {**old, **new} if old.get(name) != new.get(name)]
        if not differing:
            return self._code
        lines = [_difference(Text(name, name), *(_size(each.get(name)) for each in (old, new))) for name in differing]
        return (cause("calibration", what=_and_more(lines[:MOST], max(0, len(lines) - MOST))),)

    @property
    def _code(self) -> tuple[Cause, ...]:
        assert self.old is not None
        was, now = self.old.parts.get("version", "–"), self.new.parts["version"]
        return (cause("version", was=was, now=now) if was != now else cause("program", version=now),)


_PROGRAMS: Final = ("engine", "scoring", "grader", "version", "nbgrader")


def _difference(name: Text, was: Text | None, now: Text | None) -> Text:
    nothing = Text("–", "–")
    key = "difference" if name.en else "difference_bare"
    return both(f"preview.{key}", name=name, was=was or nothing, now=now or nothing)


def _and_more(lines: list[Text], more: int) -> Text:
    text = Text("; ".join(line.en for line in lines), "; ".join(line.nl for line in lines))
    return both("preview.and_more", what=text, count=more) if more > 0 else text


def _size(value: float | None) -> Text | None:
    return None if value is None else Text(f"{value:g}", f"{value:g}".replace(".", ","))
