"""Everything a student answered, from the journal and from the copy in the notebook, with what is odd about it.

Nothing that stands in a hand-in is believed before it was looked at, and nothing in it can stop the grading: every
line that cannot be used becomes a remark.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from course.answers.journal import MAX_JOURNAL, MAX_LINES
from course.answers.line import FORMAT, MAX_LINE, Line, check_line, parse_line
from course.answers.remark import DistrustedError, Remark

MIME: Final = "application/vnd.achterban.answers+json"
#: Cells that carry a copy; a notebook has a few dozen.
MAX_COPIES: Final = 200
#: Steps of merging copies that differ from the journal; an honest notebook takes a few thousand.
MAX_MERGING: Final = 100_000
#: Lines of copies that differ from the journal are read as long as all lines together are no more than MAX_LINES,
#: and this many in any case.
MIN_COPIED: Final = 2_000
#: Values of all lines of the journal together; a full one has half of these.
MAX_VALUES: Final = 200_000
#: More remarks than this help nobody; the rest is counted.
MAX_REMARKS: Final = 50


_Identity = tuple[str, int, str, str]
_Lines = dict[_Identity, Line]


@dataclass(frozen=True, slots=True)
class Collected:
    """The answers of one hand-in, in order, each once."""

    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...] = ()
    #: Role-plays already replayed while scoring this hand-in, so that six score parts cost one replay.
    replayed: dict[tuple[str, int], object] = field(default_factory=dict, compare=False, repr=False)
    _items: dict[str, tuple[Line, ...]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, item: str) -> tuple[Line, ...]:
        """The answers to one item."""
        if item not in self._items:  # every score part of a role-play asks again
            self._items[item] = tuple(line for line in self.lines if line.item == item)
        return self._items[item]


def collect(journal: bytes | None, notebook: Mapping[str, object] | None) -> Collected:
    """Merge the journal with the copy in the notebook. Never raises, whatever they hold.

    The journal leads. Answers that only the notebook has are put where they belong: behind the answer that stands
    before them there.
    """
    remarks: list[Remark] = []
    lines = _once(_from_journal(journal or b"", remarks), remarks)
    work = 0
    for found in _copies(notebook, remarks, _by_item(lines), max(MIN_COPIED, MAX_LINES - len(lines))):
        copy = {line.identity: line for line in found}
        if copy.keys() <= lines.keys():
            continue
        work += len(lines) + len(copy)
        if work > MAX_MERGING:
            remarks.append(Remark("many_copies"))
            break
        lines = _merge(lines, copy)
    return _limited(list(lines.values()), remarks)


def _by_item(lines: _Lines) -> dict[object, list[object]]:
    """The lines as data, as the copies hold them: each the answers to one item."""
    found: dict[object, list[object]] = {}
    for line in lines.values():
        found.setdefault(line.item, []).append(line.as_data())
    return found


def _limited(lines: list[Line], remarks: list[Remark]) -> Collected:
    if len(lines) > MAX_LINES:
        remarks.append(Remark("many_lines", 0, {"maximum": MAX_LINES}))
        lines = lines[:MAX_LINES]
    if len(remarks) > MAX_REMARKS:
        more = len(remarks) - MAX_REMARKS
        remarks = [*remarks[:MAX_REMARKS], Remark("more_remarks", 0, {"count": more})]
    return Collected(tuple(lines), tuple(remarks))


def _from_journal(journal: bytes, remarks: list[Remark]) -> Iterator[tuple[int, Line]]:
    if len(journal) > MAX_JOURNAL:
        remarks.append(Remark("long_journal", 0, {"maximum": MAX_JOURNAL // 1024**2}))
        journal = journal[: journal.rfind(b"\n", 0, MAX_JOURNAL) + 1]
    # Editors on Windows put a mark before the first line.
    rows = journal.removeprefix(b"\xef\xbb\xbf").split(b"\n", MAX_LINES + 1)
    room = MAX_VALUES
    for number, raw in enumerate(rows, start=1):
        if number > MAX_LINES:
            remarks.append(Remark("many_lines", number, {"maximum": MAX_LINES}))
            return
        if not raw.strip():
            continue
        if len(raw) <= MAX_LINE:
            room -= raw.count(b",") + raw.count(b"[") + raw.count(b"{")
        if room < 0:
            remarks.append(Remark("many_values", number))
            return
        try:
            yield number, parse_line(raw.removesuffix(b"\r"))
        except DistrustedError as error:
            # Only the last line can be without a line break: a crash tore it off before it was ever shown.
            remarks.append(Remark("torn", number) if number == len(rows) else error.remark(number))


def _once(lines: Iterable[tuple[int, Line]], remarks: list[Remark]) -> _Lines:
    kept: _Lines = {}
    for number, line in lines:
        identity = line.identity
        if identity in kept:
            remarks.append(Remark("double_line", number))
        else:
            kept[identity] = line
    return kept


def _copies(
    notebook: Mapping[str, object] | None,
    remarks: list[Remark],
    journalled: Mapping[object, list[object]],
    room: int,
) -> Iterator[list[Line]]:
    """The lines of each embedded copy: one copy a cell that shows a question or a role-play.

    A copy that says the same as the journal, as nearly all do, or as the copy before it, adds nothing and is left out.
    Of all others ``room`` lines are read.
    """
    budget = MAX_LINES
    before: list[object] = []
    for number, content in enumerate(_outputs(notebook)):
        if budget <= 0 or room <= 0 or number >= MAX_COPIES:
            remarks.append(Remark("many_copies"))
            return
        if not isinstance(content, Mapping) or content.get("format") != FORMAT:
            remarks.append(Remark("copy_unreadable"))
            continue
        rows = content.get("lines")
        if not isinstance(rows, list):
            remarks.append(Remark("copy_unreadable"))
            continue
        budget -= len(rows)
        if _is_one_of(rows, before, _known(rows, journalled)):
            continue
        before = rows
        yield _checked(rows[:room], remarks)
        room -= len(rows)


def _is_one_of(rows: list[object], *others: list[object]) -> bool:
    try:
        return rows in others
    except RecursionError:
        return False


def _known(rows: list[object], journalled: Mapping[object, list[object]]) -> list[object]:
    """What the journal says about the item of the first row."""
    item = rows[0].get("item") if rows and isinstance(rows[0], Mapping) else None
    return journalled.get(item, []) if isinstance(item, str) else []


def _checked(rows: list[object], remarks: list[Remark]) -> list[Line]:
    found: list[Line] = []
    for place, row in enumerate(rows, start=1):
        try:
            found.append(check_line(row))
        except DistrustedError as error:
            # Nobody reads the rest, and thousands of sentences take their time.
            why = {"why": error.remark(place).text} if len(remarks) < MAX_REMARKS else {}
            remarks.append(Remark("copy_line", 0, why))
        except RecursionError:
            remarks.append(Remark("copy_unreadable"))
    return found


def _outputs(notebook: Mapping[str, object] | None) -> Iterator[object]:
    for cell in _list(notebook, "cells"):
        for output in _list(cell, "outputs"):
            data = output.get("data") if isinstance(output, Mapping) else None
            if not isinstance(data, Mapping) or MIME not in data:
                continue
            content = data[MIME]
            if isinstance(content, str) and len(content) <= MAX_JOURNAL:
                # Some tools store JSON outputs as text.
                try:
                    content = json.loads(content)
                except (ValueError, RecursionError):
                    content = None
            yield content


def _list(holder: object, key: str) -> list[object]:
    found = holder.get(key) if isinstance(holder, Mapping) else None
    return found if isinstance(found, list) else []


def _merge(lines: _Lines, copy: _Lines) -> _Lines:
    """Both, each answer once; what only the copy has stands beside its neighbours there."""
    before: dict[_Identity | None, _Lines] = {}
    behind: dict[_Identity | None, _Lines] = {}
    anchor: _Identity | None = None
    leading: _Lines = {}
    for identity, line in copy.items():
        if identity in lines:
            if anchor is None:
                before[identity] = leading
            anchor = identity
        elif anchor is None:
            leading[identity] = line
        else:
            behind.setdefault(anchor, {})[identity] = line
    if anchor is None:
        before[_next_in_time(lines, leading)] = leading
    merged: _Lines = {}
    for identity, line in lines.items():
        merged.update(before.get(identity, {}))
        merged[identity] = line
        merged.update(behind.get(identity, {}))
    merged.update(before.get(None, {}))
    return merged


def _next_in_time(lines: _Lines, leading: _Lines) -> _Identity | None:
    """The first answer to the same item that is later than all of ``leading``: the copy of a journal that was lost.

    None when there is none; then the copy goes on where the journal ends.
    """
    items = {line.item for line in leading.values()}
    latest = max(line.at for line in leading.values())
    return next((identity for identity, line in lines.items() if line.item in items and line.at > latest), None)
