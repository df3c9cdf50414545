"""Collecting answers from files and notebooks that anybody can have written."""

import json
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.answers import MIME, Collected, Line, collect
from course.answers.collect import MAX_COPIES, MAX_REMARKS
from course.answers.journal import MAX_JOURNAL, MAX_LINES
from course.answers.line import check_line
from course.locale import LANGUAGES

module = sys.modules["course.answers.collect"]  # the package has a function of this name
AT = "2026-11-21T10:15:02Z"


def line(number: int, item: str = "a", at: str = AT) -> Line:
    return Line(item, number, {"number": number}, at)


def journal(*lines: Line | bytes) -> bytes:
    return b"".join((each if isinstance(each, bytes) else each.as_json().encode()) + b"\n" for each in lines)


def notebook(*copies: object) -> dict[str, Any]:
    return {"cells": [{"outputs": [{"output_type": "display_data", "data": {MIME: copy}}]} for copy in copies]}


def copy(*lines: Line) -> dict[str, Any]:
    return {"format": 1, "lines": [each.as_data() for each in lines]}


def raw(**changes: object) -> bytes:
    return json.dumps({**line(1).as_data(), **changes}).encode()


def codes(collected: Collected) -> list[str]:
    return [remark.code for remark in collected.remarks]


# ------------------------------------------------------------------ merging


def test_the_journal_alone() -> None:
    assert collect(journal(line(1), line(2)), None).lines == (line(1), line(2))


def test_the_copy_alone() -> None:
    assert collect(None, notebook(copy(line(1)), copy(line(1, "b")))).lines == (line(1), line(1, "b"))


def test_both_count_each_answer_once() -> None:
    found = collect(journal(line(1), line(2)), notebook(copy(line(1), line(2))))
    assert found == Collected((line(1), line(2)))


def test_what_only_the_copy_has_stands_where_it_was() -> None:
    found = collect(
        journal(line(2), line(4), line(1, "b")), notebook(copy(line(1), line(2), line(3), line(4), line(5)))
    )
    assert found.of("a") == tuple(line(n) for n in (1, 2, 3, 4, 5))
    assert found.of("b") == (line(1, "b"),)


def test_a_journal_that_began_anew_stands_behind_the_copy_of_the_lost_one() -> None:
    late = [line(n, at="2026-11-22T10:00:00Z") for n in (3, 4)]
    found = collect(journal(line(1, "b"), *late), notebook(copy(line(1), line(2))))
    assert found.of("a") == (line(1), line(2), *late)


def test_a_journal_that_lost_its_beginning_gets_it_back() -> None:
    assert collect(journal(line(3), line(4)), notebook(copy(*map(line, (1, 2, 3))))).lines == tuple(
        map(line, (1, 2, 3, 4))
    )


def test_a_copy_older_than_the_journal_changes_nothing() -> None:
    assert collect(journal(line(1), line(2)), notebook(copy(line(1)))).lines == (line(1), line(2))


def test_equal_values_at_another_time_are_two_answers() -> None:
    later = line(1, at="2026-11-21T10:15:03Z")
    assert collect(journal(line(1), later), None).lines == (line(1), later)


def test_a_line_that_stands_there_twice_counts_once_and_is_told() -> None:
    found = collect(journal(line(1), line(1)), None)
    assert found.lines == (line(1),)
    assert codes(found) == ["double_line"]
    assert found.remarks[0].line == 2


# ------------------------------------------------------------------ distrust


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (b"not json", "not_json"),
        (b"\xff\xfe\x00", "not_utf8"),
        (b"[1, 2]", "not_an_object"),
        (b"null", "not_an_object"),
        (b'{"format": 1}', "missing_field"),
        (raw(format=2), "unknown_format"),
        (raw(format="1"), "unknown_format"),
        (raw(format=True), "unknown_format"),
        (raw(extra=1), "unknown_field"),
        (raw(item="with space"), "bad_item"),
        (raw(item="x" * 65), "bad_item"),
        (raw(item="é"), "bad_item"),
        (raw(item="a\n"), "bad_item"),
        (raw(item=7), "bad_item"),
        (raw(attempt=0), "bad_attempt"),
        (raw(attempt=10_001), "bad_attempt"),
        (raw(attempt=1.0), "bad_attempt"),
        (raw(attempt=True), "bad_attempt"),
        (raw(attempt="1"), "bad_attempt"),
        (raw(value=[1]), "bad_value"),
        (raw(value=None), "bad_value"),
        (raw(at="yesterday"), "bad_time"),
        (raw(at=None), "bad_time"),
        (raw(value={"n": float("nan")}), "not_a_number"),
        (raw(value={"n": float("-inf")}), "not_a_number"),
        (raw().replace(b'"number": 1', b'"number": 1e999'), "huge_number"),
        (raw(value={"n": 10**17}), "huge_number"),
        (raw().replace(b'"number": 1', b'"number": ' + b"9" * 5000), "huge_number"),
        (raw().replace(b'{"number": 1}', b'{"number": 1, "number": 2}'), "double_key"),
        (raw(value={"text": "\ud800"}), "lone_surrogate"),
        (raw(value={"\udfff": 1}), "lone_surrogate"),
        (raw().replace(b'"number": 1', b'"number": ' + b"[" * 25 + b"]" * 25), "too_deep"),
        (b"[" * 60_000, "too_deep"),
        (raw(value={"text": "x" * 70_000}), "long_line"),
    ],
)
def test_a_line_that_cannot_be_believed_is_a_remark(written: bytes, code: str) -> None:
    found = collect(journal(line(1), written, line(2)), None)
    assert found.lines == (line(1), line(2))
    assert codes(found) == [code]
    assert found.remarks[0].line == 2


def test_every_remark_is_a_sentence_in_both_languages() -> None:
    odd = collect(
        journal(b"{", raw(attempt=0), raw(format=9), line(1), line(1)) + b"{torn", notebook("?", {"format": 2})
    )
    assert len(odd.remarks) == 7
    for remark in odd.remarks:
        for language in LANGUAGES:
            assert remark.text.of(language).endswith(".")
            assert "{" not in remark.text.of(language)


def test_a_torn_last_line_is_told_apart_from_a_wrong_one() -> None:
    found = collect(journal(line(1)) + b'{"format": 1, "it', None)
    assert found.lines == (line(1),)
    assert codes(found) == ["torn"]


@pytest.mark.parametrize("broken", [b"\r\n", b"\n\n\n", b"\n   \n"])
def test_line_breaks_of_every_kind(broken: bytes) -> None:
    found = collect(
        b"\xef\xbb\xbf" + broken.join(each.as_json().encode() for each in (line(1), line(2))) + broken, None
    )
    assert found == Collected((line(1), line(2)))


def test_a_journal_that_is_too_large_counts_as_far_as_it_is_read() -> None:
    wide = [Line("a", n, {"text": f"{n}" + "x" * 60_000}, AT) for n in range(1, 101)]
    assert len(journal(*wide)) > MAX_JOURNAL
    found = collect(journal(*wide), None)
    assert found.lines == tuple(wide[: len(found.lines)])
    assert len(found.lines) > 30
    assert codes(found) == ["long_journal"]


def test_more_lines_than_anybody_writes_are_not_read() -> None:
    found = collect(b"\n" * MAX_LINES + journal(line(1)), None)
    assert found.lines == ()
    assert codes(found) == ["many_lines"]


def test_remarks_do_not_grow_without_end() -> None:
    found = collect(b"x\n" * 1000, None)
    assert len(found.remarks) == MAX_REMARKS + 1
    assert found.remarks[-1].code == "more_remarks"
    assert found.remarks[-1].values == {"count": 1000 - MAX_REMARKS}


@pytest.mark.parametrize(
    ("copies", "expected"),
    [
        (["text"], ["copy_unreadable"]),
        ([None], ["copy_unreadable"]),
        ([{"format": 2, "lines": []}], ["copy_unreadable"]),
        ([{"format": 1, "lines": {}}], ["copy_unreadable"]),
        ([{"format": 1}], ["copy_unreadable"]),
        ([{"format": 1, "lines": [1, {"format": 1}]}], ["copy_line", "copy_line"]),
        ([{"format": 1, "lines": [{**line(1).as_data(), "value": {"n": float("nan")}}]}], ["copy_line"]),
        ([{"format": 1, "lines": [{**line(1).as_data(), "value": {"n": 10**500}}]}], ["copy_line"]),
        ([{"format": 1, "lines": []}], []),
    ],
)
def test_a_copy_that_cannot_be_believed_is_a_remark(copies: list[object], expected: list[str]) -> None:
    found = collect(journal(line(1)), notebook(*copies))
    assert found.lines == (line(1),)
    assert codes(found) == expected


def test_a_copy_stored_as_text_is_read() -> None:
    assert collect(None, notebook(json.dumps(copy(line(1))))).lines == (line(1),)


def test_more_copies_than_a_notebook_has_cells_are_not_read() -> None:
    found = collect(None, notebook(*(copy(line(n)) for n in range(1, MAX_COPIES + 50))))
    assert len(found.lines) == MAX_COPIES
    assert "many_copies" in codes(found)


def nested(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = [value]
    return value


def test_a_copy_nested_without_end_is_a_remark() -> None:
    deep = {"format": 1, "lines": [{**line(1).as_data(), "value": {"n": nested(5000)}}]}
    assert codes(collect(None, notebook(deep))) == ["copy_line"]


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"cells": None},
        {"cells": [None, 1, {"outputs": "x"}, {"outputs": [None, {"data": []}, {"data": {MIME: []}}]}]},
    ],
)
def test_no_notebook_is_too_odd(odd: dict[str, object]) -> None:
    assert collect(None, odd).lines == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=25,
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "format": st.just(1) | JSON,
        "item": st.just("a") | JSON,
        "attempt": st.just(1) | JSON,
        "value": st.dictionaries(st.text(), JSON, max_size=3) | JSON,
        "at": st.just(AT) | JSON,
    },
)


def as_bytes(value: object) -> bytes:
    return json.dumps(value).encode()


@given(st.binary(max_size=400))
def test_no_bytes_are_too_odd(data: bytes) -> None:
    for remark in collect(data, None).remarks:
        assert remark.text.nl


@given(st.lists(FIELDS.map(as_bytes) | JSON.map(as_bytes) | st.binary(max_size=60), max_size=6))
def test_no_line_is_too_odd(rows: list[bytes]) -> None:
    found = collect(journal(line(7), *rows, line(8)), None)
    assert line(7) in found.lines
    assert line(8) in found.lines
    for each in found.lines:
        assert json.loads(each.as_json()) == each.as_data()
    for remark in found.remarks:
        assert remark.text.en


@given(st.lists(FIELDS | JSON, max_size=4), st.lists(JSON, max_size=3))
def test_no_copy_is_too_odd(rows: list[object], others: list[object]) -> None:
    found = collect(journal(line(7)), notebook({"format": 1, "lines": rows}, *others))
    assert found.lines[0].item == "a"
    assert line(7) in found.lines


@given(st.lists(st.integers(1, 6), unique=True, max_size=6), st.lists(st.integers(1, 6), unique=True, max_size=6))
def test_merging_loses_nothing_and_doubles_nothing(first: list[int], second: list[int]) -> None:
    found = collect(journal(*map(line, first)), notebook(copy(*map(line, second)))).lines
    assert sorted(each.attempt for each in found) == sorted({*first, *second})
    # The journal leads: its own order is never changed.
    assert [each.attempt for each in found if each.attempt in first] == first


@given(st.integers(0, 8), st.integers(0, 8))
def test_two_halves_of_one_history_come_together_in_order(known: int, cut: int) -> None:
    history = [line(n) for n in range(1, 9)]
    found = collect(journal(*history[:known]), notebook(copy(*history[min(cut, known) :]))).lines
    assert found == tuple(history)


# ------------------------------------------------------------------ bounded work


def test_merging_many_copies_into_a_long_journal_stops_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[int] = []

    def merge(lines: dict[object, Line], more: dict[object, Line]) -> dict[object, Line]:
        steps.append(len(lines) + len(more))
        return {**lines, **more}

    monkeypatch.setattr(module, "MAX_MERGING", 1_000)
    monkeypatch.setattr(module, "_merge", merge)
    copies = [copy(line(1, f"x{n}")) for n in range(100)]
    found = collect(journal(*(line(1, f"y{n}") for n in range(100))), notebook(*copies))
    assert sum(steps) <= 1_000
    assert codes(found) == ["many_copies"]
    assert len(found.of("y99")) == 1


def test_copies_that_hold_nothing_new_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_MERGING", 0)
    found = collect(journal(line(1), line(2)), notebook(*[copy(line(1))] * 50))
    assert found == Collected((line(1), line(2)))


def test_equal_copies_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[object] = []

    def look(row: object) -> Line:
        looked.append(row)
        return check_line(row)

    monkeypatch.setattr(module, "check_line", look)
    same = [copy(line(1), line(2))] * 50
    assert collect(None, notebook(*same)).lines == (line(1), line(2))
    assert len(looked) == 2
    looked.clear()
    assert collect(journal(line(1), line(2), Line("b", 1, {}, AT)), notebook(*same)).of("a") == (line(1), line(2))
    assert looked == []


def test_equal_copies_nested_without_end_do_not_matter() -> None:
    deep = {"format": 1, "lines": [{**line(1).as_data(), "value": {"n": nested(5000)}}]}
    other = {"format": 1, "lines": [{**line(1).as_data(), "value": {"n": nested(5000)}}]}
    found = collect(journal(line(1)), notebook(deep, other))
    assert found.lines == (line(1),)


def test_a_journal_full_of_values_is_read_as_far_as_anybody_can_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_VALUES", 100)
    wide = [Line("a", n, {"n": [n] * 20}, AT) for n in range(1, 11)]
    found = collect(journal(*wide), None)
    assert found.lines == tuple(wide[: len(found.lines)])
    assert 0 < len(found.lines) < 5
    assert codes(found) == ["many_values"]


def test_one_line_that_is_too_long_does_not_use_up_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_VALUES", 100)
    found = collect(b"[" * 70_000 + b"\n" + journal(line(1)), None)
    assert found.lines == (line(1),)
    assert codes(found) == ["long_line"]


def test_copies_that_differ_have_the_room_that_the_journal_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_LINES", 10)
    monkeypatch.setattr(module, "MIN_COPIED", 2)
    copies = [copy(line(1, f"x{n}")) for n in range(8)]
    found = collect(journal(*(line(1, f"y{n}") for n in range(7))), notebook(*copies))
    assert len(found.lines) == 10
    assert "many_copies" in codes(found)
