"""Everything in a folder, for seeing whether anything in it changed."""

import hashlib
from pathlib import Path


def tree(root: Path) -> dict[str, tuple[str, int]]:
    """Every file, link and folder by its path: what is in it, and when a file was written last."""
    return {str(path.relative_to(root)): _seal(path) for path in sorted(root.rglob("*"))}


def _seal(path: Path) -> tuple[str, int]:
    if path.is_symlink():
        return f"link to {path.readlink()}", 0
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns
    return ("folder", path.stat().st_mtime_ns) if path.is_dir() else ("odd", 0)
