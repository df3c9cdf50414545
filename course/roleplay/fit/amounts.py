"""The numbers must be complete and add up, or the rules cannot reckon with them."""

from collections.abc import Iterator, Mapping
from math import isclose, prod
from typing import Any, Final

from course.findings import Finding, listed
from course.negotiation.setup import SCORE_PARTS
from course.roleplay.fit.base import SIDES, Rule, finding, finding_at_value, side
from course.roleplay.scenario import Draft
from course.roleplay.strict_yaml import Path

MOST_PACKAGES: Final = 500
_NEAR: Final = 1e-6
_TABLE_STOPS: Final = ("mandate", "table", "vote", "after")


def _weighing(draft: Draft, which: str) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Everything of a side that weighs issues: its factions, or else the side itself when it weighs at all."""
    raw = side(draft, which)
    factions = raw.get("factions", {})
    if factions:
        yield from (((which, "factions", f), values) for f, values in factions.items())
    elif which == "other" and draft.issues:
        yield (which,), raw


def weights_complete(draft: Draft) -> Iterator[Finding]:
    """R012: every issue has its weight."""
    for which in SIDES:
        for path, holder in _weighing(draft, which):
            weights = holder.get("weights", {})
            missing = [issue for issue in draft.issues if issue not in weights]
            if missing:
                where = (*path, "weights") if "weights" in holder else path
                yield finding(draft, "R012", where, missing=listed(missing))


def values_complete(draft: Draft) -> Iterator[Finding]:
    """R013: every issue has a value for each of its options."""
    for which in SIDES:
        raw = side(draft, which)
        shared = raw.get("values", {})
        yield from _value_rows(draft, (which, "values"), shared)
        for path, holder in _weighing(draft, which):
            own = holder.get("values", shared)
            if path != (which,) and "values" in holder:
                yield from _value_rows(draft, (*path, "values"), own)
            missing = [issue for issue in draft.issues if issue not in own]
            if missing:
                place: Path = (*path, "values") if "values" in holder else (which, "values") if shared else (which,)
                yield finding(draft, "R026", place, missing=listed(missing))


def _value_rows(draft: Draft, path: Path, values: Mapping[str, Any]) -> Iterator[Finding]:
    for issue, row in values.items():
        if issue in draft.issues:
            wanted = len(draft.issues[issue].options)
            if len(row) != wanted:
                yield finding(draft, "R013", (*path, issue), issue=issue, count=len(row), wanted=wanted)


def shares_add_up(draft: Draft) -> Iterator[Finding]:
    """R014: the shares of the factions, and those in a body, make 1."""
    for which in SIDES:
        raw = side(draft, which)
        factions = raw.get("factions", {})
        if factions:
            total = sum(values["share"] for values in factions.values())
            if not isclose(total, 1, abs_tol=_NEAR):
                yield finding(draft, "R014", (which, "factions"), total=_number(total))
        for body, values in raw.get("bodies", {}).items():
            shares = values.get("shares")
            if shares is not None and not isclose(sum(shares.values()), 1, abs_tol=_NEAR):
                path = (which, "bodies", body, "shares")
                yield finding(draft, "R014", path, total=_number(sum(shares.values())))


def weights_add_up(draft: Draft) -> Iterator[Finding]:
    """R015: weights make 1."""
    for which in SIDES:
        for path, holder in _weighing(draft, which):
            weights = holder.get("weights", {})
            if weights and not isclose(sum(weights.values()), 1, abs_tol=_NEAR):
                yield finding(draft, "R015", (*path, "weights"), total=_number(sum(weights.values())))


def score_adds_up(draft: Draft) -> Iterator[Finding]:
    """R018: the parts of the score make 100."""
    total = sum((draft.score or SCORE_PARTS).values())
    if not isclose(total, 100, abs_tol=_NEAR):
        yield finding(draft, "R018", ("score",), total=_number(total))


def fallbacks_complete(draft: Draft) -> Iterator[Finding]:
    """R019: a fallback says something of every issue, or of every faction."""
    for which in SIDES:
        raw = side(draft, which)
        fallback = raw.get("fallback")
        if fallback is None:
            continue
        wanted = raw.get("factions", {}) if "utility" in fallback else draft.issues
        given = fallback.get("utility", fallback)
        missing = [name for name in wanted if name not in given]
        if missing:
            yield finding(draft, "R019", (which, "fallback"), missing=listed(missing))


def table_is_laid(draft: Draft) -> Iterator[Finding]:
    """R020: who negotiates at a table has issues, factions and a fallback; the other side a point where it stops."""
    if not any(draft.stop(kind) for kind in _TABLE_STOPS):
        return
    own, other = side(draft, "own"), side(draft, "other")
    if not draft.issues:
        yield finding(draft, "R020", ("agenda",), what="issues")
    if not own.get("factions"):
        yield finding(draft, "R020", ("own",), what="own.factions")
    if "fallback" not in own:
        yield finding(draft, "R020", ("own",), what="own.fallback")
    if other.get("factions"):
        if "fallback" not in other:
            yield finding(draft, "R020", ("other",), what="other.fallback")
    elif "reservation" not in other:
        yield finding(draft, "R020", ("other",), what="other.reservation")


def not_too_many_packages(draft: Draft) -> Iterator[Finding]:
    """R027: all packages can be reckoned through."""
    count = prod(len(issue.options) for issue in draft.issues.values())
    if count > MOST_PACKAGES:
        yield finding(draft, "R027", ("issues",), count=count, limit=MOST_PACKAGES)


def stops_once(draft: Draft) -> Iterator[Finding]:
    """R028: every stop stands on the agenda once."""
    seen: set[str] = set()
    for n, item in enumerate(draft.agenda):
        if item.kind in seen:
            yield finding_at_value(draft, "R028", ("agenda", n), kind=item.kind)
        seen.add(item.kind)


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


RULES: tuple[Rule, ...] = (
    weights_complete,
    values_complete,
    shares_add_up,
    weights_add_up,
    score_adds_up,
    fallbacks_complete,
    table_is_laid,
    not_too_many_packages,
    stops_once,
)
