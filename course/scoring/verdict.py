"""What a scoring rule found: how much of the answer is right, and what there is to say about each part of it."""

from dataclasses import dataclass

from course.locale import Text, both

EMPTY = Text("", "")


@dataclass(frozen=True, slots=True)
class Judged:
    """One option, row or cell of an answer."""

    label: Text
    """The option's text, or the row's and column's names."""
    said: Text
    """What the student said about it; empty when nothing."""
    wanted: Text
    """What the key says about it; empty where the key is silent."""
    why: Text
    """The author's explanation; empty where there is none."""
    share: float | None = None
    """How right it is, 0 to 1; ``None`` when this part is not scored by itself."""
    chosen: bool = True
    """Whether the student's answer touches this part at all."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole answer: its share of the maximum, the rule in words, and its parts."""

    share: float
    rule: Text
    parts: tuple[Judged, ...]


def number_text(number: float, decimals: int = 2) -> Text:
    """A number as people write it in each language: no needless zeros, a decimal comma in Dutch."""
    plain = f"{number:,.{decimals}f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    plain = plain.replace("-", "\N{MINUS SIGN}") if plain.strip("-0,.") else "0"
    return Text(plain, plain.translate(str.maketrans(",.", ".,")))


def word(key: str, **values: object) -> Text:
    """A text of the area ``reasons``."""
    return both(f"reasons.{key}", **values)
