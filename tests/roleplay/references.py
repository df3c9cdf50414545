"""The pages of names beside the authoring guide: their tables are made of what the program knows.

``python -m tests.roleplay.references`` brings them up to date; so does ``python -m tests.roleplay.guide``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path

from course.locale import Language, area, both
from course.negotiation.calibration import Calibration
from course.negotiation.checks import CHECKS
from course.negotiation.setup import SCORE_PARTS
from course.roleplay.checks.points import POINTS
from course.roleplay.checks.usage import faces

FOLDER = Path(__file__).parents[2] / "docs" / "authoring"
PAGES: dict[Language, tuple[Path, ...]] = {
    "en": (FOLDER / "points.md", FOLDER / "names.md"),
    "nl": (FOLDER / "punten.md", FOLDER / "namen.md"),
}
HEADS: Mapping[str, dict[Language, tuple[str, ...]]] = {
    "constituency": {"en": ("point", "what it is about"), "nl": ("punt", "waar het over gaat")},
    "off-the-record": {"en": ("point", "what it is about"), "nl": ("punt", "waar het over gaat")},
    "check": {
        "en": ("check", "point", "usual", "a good negotiator manages to"),
        "nl": ("controlepunt", "punt", "gewoon", "wat een goede onderhandelaar doet"),
    },
    "score": {
        "en": ("part", "usual points", "in the debrief"),
        "nl": ("onderdeel", "gewone punten", "in de nabespreking"),
    },
    "phrase": {"en": ("phrase", "when it is said", "filled in"), "nl": ("zin", "wanneer hij klinkt", "ingevuld")},
    "portrait": {"en": ("portrait",), "nl": ("portret",)},
    "magnitude": {"en": ("magnitude", "usual value"), "nl": ("grootheid", "gewone waarde")},
}
"""The tables of the pages, by the name of their mark, with what stands above their columns."""
KEPT = re.compile(rf"(<!-- ({'|'.join(HEADS)}) -->\n).*?(<!-- end -->)", flags=re.DOTALL)
YES: Mapping[Language, str] = {"en": "yes", "nl": "ja"}


def table(kind: str, language: Language) -> str:
    """One table, as the program is now."""
    head = HEADS[kind][language]
    rows = [head, ("---",) * len(head), *_ROWS[kind](language)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _points(letter: str) -> Callable[[Language], list[tuple[str, ...]]]:
    names = sorted((point for point in POINTS if point.startswith(letter)), key=lambda point: int(point[1:]))
    return lambda language: [(f"`{name}`", both(f"words.point_{name}").of(language)) for name in names]


def _checks(language: Language) -> list[tuple[str, ...]]:
    return [
        (f"`{c.name}`", c.point, YES[language] if c.usual else "", both(f"checks.{c.name}").of(language))
        for c in CHECKS
    ]


def _score(language: Language) -> list[tuple[str, ...]]:
    return [(f"`{part}`", f"{points:g}", both(f"score.{part}").of(language)) for part, points in SCORE_PARTS.items()]


def _phrases(language: Language) -> list[tuple[str, ...]]:
    return [
        (
            f"`{name}`",
            both(f"words.phrase_{name}").of(language),
            " ".join(f"`{field}`" for field in sorted(set(re.findall(r"\{\w+\}", str(entry))))),
        )
        for name, entry in area("phrases").items()
    ]


def _portraits(_: Language) -> list[tuple[str, ...]]:
    return [(f"`{name}`",) for name in faces()]


def _magnitudes(_: Language) -> list[tuple[str, ...]]:
    return [(f"`{field.name}`", f"{field.default:g}") for field in fields(Calibration)]


_ROWS: Mapping[str, Callable[[Language], list[tuple[str, ...]]]] = {
    "constituency": _points("C"),
    "off-the-record": _points("O"),
    "check": _checks,
    "score": _score,
    "phrase": _phrases,
    "portrait": _portraits,
    "magnitude": _magnitudes,
}


def with_tables(page: str, language: Language) -> str:
    """The page with its tables as the program is now."""
    return KEPT.sub(lambda m: f"{m[1]}{table(m[2], language)}\n{m[3]}", page)


def renew() -> None:
    """Brings all pages up to date."""
    for language, pages in PAGES.items():
        for page in pages:
            page.write_text(with_tables(page.read_text(encoding="utf-8"), language), encoding="utf-8")


if __name__ == "__main__":
    renew()
