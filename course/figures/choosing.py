"""Controls that hold what a reader chose; nothing that comes from a browser is trusted."""

from collections.abc import Iterable, Sequence

from course.figures.page import Choice, Control, Option


def radios(name: str, label: str, options: Sequence[Option], given: Choice, start: str = "") -> Control:
    """One of several; what is no option becomes ``start``, by default the first."""
    ids = [option.id for option in options]
    value = given.get(name)
    chosen = value if isinstance(value, str) and value in ids else start or ids[0]
    return Control(name, "radios", label, tuple(options), chosen)


def checks(name: str, label: str, options: Sequence[Option], given: Choice, start: Iterable[str] = ()) -> Control:
    """Any number of several, in the order of the options; ``start`` when nothing was said of them."""
    value = given.get(name)
    wanted = set(start) if value is None else set(value) if isinstance(value, (tuple, list)) else set()
    return Control(name, "checks", label, tuple(options), tuple(o.id for o in options if o.id in wanted))


def one(choice: Choice, name: str) -> str:
    """What was chosen with a control of kind radios."""
    value = choice[name]
    assert isinstance(value, str)
    return value


def several(choice: Choice, name: str) -> tuple[str, ...]:
    """What was chosen with a control of kind checks."""
    value = choice[name]
    assert isinstance(value, tuple)
    return value
