"""States are frozen, and a changed one is another value."""

from dataclasses import FrozenInstanceError, replace

import pytest

from course.negotiation.state import FactionState, State, changed
from tests.negotiation import r1

START = r1.game().opening()


@pytest.mark.parametrize("values", [{}, {"round": 3}, {"round": 3, "relation": 0.1, "plan": ("our-limit",)}])
def test_changed_does_what_replace_does(values: dict[str, object]) -> None:
    before = replace(START)
    assert changed(START, values) == replace(START, **values)  # type: ignore[arg-type]  # fields of a state
    assert before == START


def test_an_unknown_field_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="luck"):
        changed(START, {"luck": 1, "round": 2})


def test_a_state_cannot_be_changed_in_place() -> None:
    states: tuple[State | FactionState, ...] = (START, START.factions["finance"])
    for state in states:
        with pytest.raises(FrozenInstanceError):
            state.trust = 1.0  # type: ignore[misc,union-attr]  # that is the point
