"""Ways to choose in a figure."""

import random
from collections.abc import Iterator

from course.figures.page import Choice, Control
from course.figures.show import page


def value_of(control: Control, draw: random.Random) -> str | tuple[str, ...]:
    ids = [option.id for option in control.options]
    if control.kind == "radios":
        return draw.choice(ids)
    return tuple(each for each in ids if draw.random() < 0.5)


def states(figure: str, count: int) -> Iterator[Choice]:
    """The start, everything ticked, every option of a list by itself, and some at random; always the same ones."""
    draw = random.Random(7)
    controls = page(figure).controls
    yield {}
    yield {c.id: tuple(o.id for o in c.options) if c.kind == "checks" else c.options[-1].id for c in controls}
    for control in controls:
        for option in control.options:
            yield {control.id: option.id if control.kind == "radios" else (option.id,)}
    for _ in range(count):
        first = {c.id: value_of(c, draw) for c in controls if c.kind == "radios"}
        yield {c.id: value_of(c, draw) for c in page(figure, first).controls} | first
