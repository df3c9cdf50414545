"""What our commands do before they import anything large."""


def start_quickly() -> None:
    """Has jsonschema imported our way, before nbgrader and Jupyter import it theirs: that saves over a second."""
    import course.validator  # noqa: F401, PLC0415 - the import is all that is wanted, and only by programs
