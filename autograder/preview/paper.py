"""Lines on a terminal, wrapped and coloured; the same lines, whole and plain, in a file or a pipe."""

from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

STEP: Final = 2
WIDEST: Final = 110
"""Characters in a line of prose: longer ones are hard to read."""


class Paper:
    """Where lines are written. Texts of unknown origin are shown, never obeyed."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False)
        self._is_blank = True

    def line(self, text: str, *, indent: int = 0, style: str = "", hang: int = 0) -> None:
        """One line, ``indent`` steps in; where it wraps, the rest stands ``hang`` characters further in."""
        self._is_blank = False
        plain = printable(text)
        if not self.console.is_terminal:
            self.console.print(" " * (indent * STEP) + plain, markup=False, highlight=False, soft_wrap=True)
            return
        room = max(20, min(self.console.width, WIDEST) - indent * STEP - hang)
        wrapped = Text(plain, style=style).wrap(self.console, room)
        for number, part in enumerate(wrapped):
            part.rstrip()
            self.console.print(Padding(part, (0, 0, 0, indent * STEP + (hang if number else 0))))

    def heading(self, text: str) -> None:
        """A heading, with air above it."""
        self.gap()
        self.line(text, style="bold")

    def gap(self) -> None:
        """An empty line, unless there is one."""
        if not self._is_blank:
            self.console.print()
        self._is_blank = True


def printable(text: str) -> str:
    """Without what a terminal obeys."""
    return "".join(each if each.isprintable() else " " for each in text)
