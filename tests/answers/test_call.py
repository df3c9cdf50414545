"""What stands in a graded cell is read, never run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.answers import Call, read_call


@pytest.mark.parametrize(
    ("source", "call"),
    [
        ('ask("e1c-1")', Call("ask", "e1c-1")),
        ("ask('e1c-1')  # question 1", Call("ask", "e1c-1")),
        ('\n\nask(\n    "e1c-1",\n)\n', Call("ask", "e1c-1")),
        ('criterion("purchasing", "mandate")', Call("criterion", "purchasing", "mandate")),
        ('roleplay("purchasing")', Call("roleplay", "purchasing")),
        ('record("zopa-size", zopa_size)', Call("record", "zopa-size")),
        ('record("zopa-size", table.query("x > 1").shape[0])', Call("record", "zopa-size")),
    ],
)
def test_a_call_is_read(source: str, call: Call) -> None:
    assert read_call(source) == call


@pytest.mark.parametrize(
    "source",
    [
        "",
        "# nothing",
        "ask()",
        "ask(name)",
        'ask("a" + "b")',
        'ask(f"e1c-{1}")',
        'ask("e1c-1", "e1c-2")',
        'ask(item="e1c-1")',
        'ask(*["e1c-1"])',
        'ask("e1c-1"); ask("e1c-2")',
        'x = ask("e1c-1")',
        'ask("e1c-1")()',
        'widgets.ask("e1c-1")',
        'print("e1c-1")',
        'ask("no spaces")',
        'ask("")',
        f'ask("{"x" * 65}")',
        'ask(b"e1c-1")',
        "ask(1)",
        'criterion("purchasing")',
        'criterion("purchasing", part)',
        'record("zopa-size")',
        'if True:\n    ask("e1c-1")',
        'ask("e1c-1"',
        "\x00",
        "(" * 5000,
        "%matplotlib inline",
    ],
)
def test_anything_else_is_no_call(source: str) -> None:
    assert read_call(source) is None


def test_a_cell_is_never_run() -> None:
    assert read_call('record("zopa-size", 1 / 0)') == Call("record", "zopa-size")
    assert read_call('record("zopa-size", __import__("sys").exit())') == Call("record", "zopa-size")


@given(st.text())
def test_no_text_is_too_odd(source: str) -> None:
    read_call(source)
