"""Role-plays as they were released, each kept under its hash, so that a later change takes no student's score away."""

import shutil
from pathlib import Path


def keep(folder: Path) -> tuple[Path, ...]:
    """Copies every role-play of the course to ``<id>-<hash>.yaml`` in ``folder``, unless it is there already."""
    from course.roleplay.fingerprint import scenario_hash  # noqa: PLC0415 - the engine loads when it is needed
    from course.roleplay.load import library, load  # noqa: PLC0415

    kept = []
    folder.mkdir(parents=True, exist_ok=True)
    for name, file in sorted(library().items()):
        # A variant plays by other numbers and is looked for under its own hash.
        for variant in (None, *load(file).variants):
            goal = folder / f"{name}-{scenario_hash(load(file, variant))}.yaml"
            if not goal.exists():
                shutil.copyfile(file, goal)
            kept.append(goal)
    return tuple(kept)
