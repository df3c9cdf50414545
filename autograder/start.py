"""What our commands do before they import anything large."""

from importlib import import_module


def start_quickly() -> None:
    """Has jsonschema imported our way, before nbgrader and Jupyter import it theirs: that saves over a second."""
    import_module("course.validator")
