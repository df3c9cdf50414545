"""Numbers as people type them: "1.250,5" in Dutch, "1,250.5" in English, with or without a sign, a unit, a blank."""

import re
from typing import Final

_NUMBER: Final = re.compile(r"[-+]?\d+(\.\d*)?|[-+]?\.\d+", re.ASCII)
_AROUND: Final = "€$£% \u00a0\u202f"
_MAX_LENGTH: Final = 30


def read_number(text: str, language: str, unit: str = "") -> float | None:
    """The number that somebody typed, or nothing when it is none."""
    if len(text) > _MAX_LENGTH + len(unit):
        return None
    bare = text.strip().strip(_AROUND)
    if unit and bare.lower().endswith(unit.lower()):
        bare = bare[: -len(unit)].strip(_AROUND)
    bare = bare.replace("\u2212", "-").replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    thousands, decimal = (".", ",") if language == "nl" else (",", ".")
    grouped = rf"[-+]?[1-9]\d{{0,2}}({re.escape(thousands)}\d{{3}})+"
    if re.fullmatch(rf"{grouped}({re.escape(decimal)}\d*)?", bare, re.ASCII):
        bare = bare.replace(thousands, "")
    # A comma or a point that separates no thousands is a decimal sign, whichever of the two it is.
    bare = bare.replace(",", ".")
    if _NUMBER.fullmatch(bare) is None:
        return None
    number = float(bare)
    return int(number) if number.is_integer() else number
