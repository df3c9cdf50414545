"""Jupyter's own ways to show something, with types."""

from collections.abc import Mapping
from typing import Any

import IPython.display

# IPython ships types, but not for these two.
_display: Any = IPython.display.display
_update_display: Any = IPython.display.update_display


def show(widget: object) -> None:
    """Show a widget in the cell that runs now."""
    _display(widget)


def show_bundle(bundle: Mapping[str, Any], display_id: str | None = None) -> None:
    """Show an output in several MIME types; with an id it can be renewed later."""
    _display(dict(bundle), raw=True, display_id=display_id)


def renew_bundle(bundle: Mapping[str, Any], display_id: str) -> None:
    """Put another output in the place of one that was shown with this id."""
    _update_display(dict(bundle), raw=True, display_id=display_id)
