"""A folder as students have it, and what a cell shows, without a kernel."""

import json
from pathlib import Path
from typing import Any

import pytest

from course.answers import public_file
from course.widgets import screen, session
from tests.answers.samples import authored


class Shown:
    """What the cells showed: widgets, outputs, and renewals of outputs."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.widgets: list[Any] = []
        self.outputs: list[tuple[dict[str, Any], str | None]] = []
        self.renewed: list[tuple[dict[str, Any], str]] = []
        monkeypatch.setattr(screen, "_display", self._display)
        monkeypatch.setattr(screen, "_update_display", self._update)

    def _display(self, thing: Any, *, raw: bool = False, display_id: str | None = None) -> None:
        if raw:
            self.outputs.append((thing, display_id))
        else:
            self.widgets.append(thing)

    def _update(self, thing: Any, *, raw: bool, display_id: str) -> None:
        assert raw
        self.renewed.append((thing, display_id))

    @property
    def texts(self) -> list[str]:
        return [output["text/plain"] for output, _ in self.outputs]

    @property
    def html(self) -> str:
        return "".join(output["text/html"] for output, _ in self.outputs)


def write_items(folder: Path, *, with_keys: bool) -> None:
    data = public_file(authored(), with_keys=with_keys)
    (folder / session.ITEMS).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
