"""What packages are worth to home and to them, as far as words and the order of options tell a student."""

from collections.abc import Mapping

from course.negotiation.setup import Package
from course.roleplay.players.sight import Sight

FAIR = 0.5
"""Half of every issue: what they could hardly refuse, as far as the order of the options tells."""

_WORTH = {"guess_good": 1.0, "guess_fair": 0.55, "guess_bad": 0.0, "guess_little": 0.5}


def for_home(seen: Sight, package: Package) -> float:
    """How home would take a package (0-1), from what it said; the worst-served faction with a say counts extra."""
    known = frozenset(seen.feelings)
    found: Mapping[Package, float] | None = seen.worked_out.get(known)
    if found is None:
        found = seen.worked_out[known] = {x: _for_home(seen, x) for x in seen.space}
    return found[package]


def _for_home(seen: Sight, package: Package) -> float:
    # Options run from best for the other to best for us: a little more is a little better.
    more = 1 - for_them(seen, package)
    if not seen.feelings:
        return more
    found = {f: for_faction(seen, f, package) for f in seen.feelings}
    mean = sum(seen.votes[f] * v for f, v in found.items()) / sum(seen.votes[f] for f in found)
    return 0.65 * mean + 0.25 * min(found.values()) + 0.1 * more


def for_faction(seen: Sight, faction: str, package: Package) -> float:
    """How one faction would take a package (0-1), from what it said of the issues that matter to it."""
    said = seen.feelings[faction]
    matters = [_WORTH[said[i][o]] for i, o in zip(seen.issues, package, strict=True) if said[i][o] != "guess_little"]
    return sum(matters) / len(matters) if matters else 0.5


def for_them(seen: Sight, package: Package) -> float:
    """How they would take a package (0-1), from the order of the options alone."""
    found: Mapping[Package, float] | None = seen.worked_out.get("for them")
    if found is None:
        found = seen.worked_out["for them"] = {x: _for_them(seen, x) for x in seen.space}
    return found[package]


def _for_them(seen: Sight, package: Package) -> float:
    places = (
        options.index(option) / max(1, len(options) - 1)
        for options, option in zip(seen.issues.values(), package, strict=True)
    )
    return 1 - sum(places) / len(seen.issues)
