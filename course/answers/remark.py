"""What is odd about the answers of a student: said once, in both languages, and never raised."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from course.locale import Text, both

LONGEST_VALUE: Final = 200


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that a grader should know about a hand-in.

    ``code`` is the entry ``remark_<code>`` in ``course/locale/reasons.yaml``. ``line`` counts from 1 in the journal;
    it is 0 when the remark is about the whole file or about the copy in the notebook.
    """

    code: str
    line: int = 0
    values: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", {key: _shown(value) for key, value in self.values.items()})

    @property
    def text(self) -> Text:
        """The remark as a sentence."""
        return both(f"reasons.remark_{self.code}", line=self.line, **self.values)


def _shown(value: object) -> object:
    """What a student wrote, as far as a report and a terminal can hold it: on one line, and turning no words around."""
    if not isinstance(value, str) or (value.isprintable() and len(value) <= LONGEST_VALUE):
        return value
    plain = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in value[:LONGEST_VALUE])
    return plain if len(value) <= LONGEST_VALUE else f"{plain}…"


class DistrustedError(ValueError):
    """Something in the answers cannot be believed. Carries the code of the remark that says what."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def remark(self, line: int = 0) -> Remark:
        """The remark to hand on, at a line of the journal."""
        return Remark(self.code, line, self.values)
