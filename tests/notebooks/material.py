"""Where the material of these tests stands, and how a test changes a copy of it."""

from pathlib import Path

FIXTURE = Path(__file__).parent / "fixtures" / "course"
REPOSITORY = Path(__file__).parent.parent.parent


def change(path: Path, old: str, new: str) -> None:
    """Replace words of a file that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
