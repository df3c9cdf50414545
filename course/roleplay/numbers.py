"""The numbers of a scenario file as the rules want them: a :class:`~course.negotiation.setup.Setup`.

Only for values whose names and numbers have been checked (:mod:`course.roleplay.fit`).
"""

from collections.abc import Mapping
from typing import Any

from course.negotiation.setup import (
    SCORE_PARTS,
    Body,
    Clock,
    Demand,
    DemandKind,
    Evidence,
    Fact,
    Faction,
    FactionStart,
    FactKind,
    Issue,
    OtherSide,
    OwnSide,
    Package,
    Secret,
    Setup,
)
from course.roleplay.draft import option_id
from course.roleplay.scenario import Draft

Raw = Mapping[str, Any]

USUAL_BODY = "meeting"
"""The body that votes when the file names none."""


def setup_of(draft: Draft) -> Setup:
    """What the rules need to know of a role-play."""
    raw = draft.raw
    issues = tuple(
        Issue(i, tuple(option_id(option) for option in issue["options"])) for i, issue in raw.get("issues", {}).items()
    )
    return Setup(
        id=draft.id,
        issues=issues,
        own=_own(raw["own"], issues, draft),
        other=_other(raw["other"], issues),
        clock=_clock(draft),
        leak_limit=float(draft.leak_limit),
        score=dict(draft.score) if draft.score else SCORE_PARTS,
        rules=dict(draft.rules),
    )


def _clock(draft: Draft) -> Clock:
    vote = draft.stop("vote")
    sizes = {item.kind: item.size for item in draft.agenda if item.kind != "vote"}
    return Clock(**sizes, vote=vote.bodies if vote else ())


def _own(raw: Raw, issues: tuple[Issue, ...], draft: Draft) -> OwnSide:
    return OwnSide(
        factions=_factions(raw, issues),
        bodies=_bodies(raw, draft),
        fallback=_own_fallback(raw, issues),
        facts=_facts(raw),
        evidence=tuple(Evidence(i, float(e["quality"])) for i, e in raw.get("evidence", {}).items()),
        demands=tuple(
            Demand(
                i,
                d["by"],
                DemandKind(d["kind"]),
                {issue: frozenset(options) for issue, options in d.get("requires", {}).items()},
            )
            for i, d in raw.get("demands", {}).items()
        ),
    )


def _bodies(raw: Raw, draft: Draft) -> tuple[Body, ...]:
    if "bodies" in raw:
        return tuple(
            Body(i, float(b["quota"]), b.get("shares"), b.get("binding", True)) for i, b in raw["bodies"].items()
        )
    vote = draft.stop("vote")
    quota = float(raw.get("quota", 0.5))
    return tuple(Body(body, quota) for body in (vote.bodies if vote else (USUAL_BODY,)))


def _own_fallback(raw: Raw, issues: tuple[Issue, ...]) -> Package | Mapping[str, float] | None:
    fallback = raw.get("fallback")
    if fallback is None:
        return None
    if "utility" in fallback:
        return {faction: float(worth) for faction, worth in fallback["utility"].items()}
    return tuple(fallback[issue.id] for issue in issues)


def _other(raw: Raw, issues: tuple[Issue, ...]) -> OtherSide:
    start = raw.get("start", {})
    factions = _factions(raw, issues)
    return OtherSide(
        weights=() if factions else _row(raw.get("weights", {}), issues),
        values=_values(raw.get("values", {}), issues) if "values" in raw else (),
        reservation=float(raw.get("reservation", 0.0)),
        openness=float(raw.get("openness", 0.3)),
        patience=float(raw.get("patience", 1.0)),
        observers=float(raw.get("observers", 0.0)),
        facts=_facts(raw),
        relation=float(start.get("relation", 0.5)),
        escalation=float(start.get("escalation", 1)),
        factions=factions,
        fallback=_utility_fallback(raw, factions, issues),
        quota=float(raw.get("quota", 0.5)),
    )


def _utility_fallback(raw: Raw, factions: tuple[Faction, ...], issues: tuple[Issue, ...]) -> Mapping[str, float] | None:
    """What no deal is worth to each of their factions, also when the file gives it as a package."""
    fallback = raw.get("fallback")
    if fallback is None or not factions:
        return None
    if "utility" in fallback:
        return {faction: float(worth) for faction, worth in fallback["utility"].items()}
    chosen = [issue.options.index(fallback[issue.id]) for issue in issues]
    return {
        f.id: round(sum(w * row[n] for w, row, n in zip(f.weights, f.values, chosen, strict=True)), 9) for f in factions
    }


def _factions(raw: Raw, issues: tuple[Issue, ...]) -> tuple[Faction, ...]:
    return tuple(
        Faction(
            id=i,
            share=float(f["share"]),
            weights=_row(f["weights"], issues),
            values=_values(f.get("values", raw.get("values", {})), issues),
            overconfidence=float(f.get("overconfidence", 10)),
            veto=f.get("veto", False),
            start=FactionStart(**{name: float(size) for name, size in f["start"].items()}),
        )
        for i, f in raw.get("factions", {}).items()
    )


def _row(weights: Mapping[str, float], issues: tuple[Issue, ...]) -> tuple[float, ...]:
    return tuple(float(weights[issue.id]) for issue in issues)


def _values(values: Mapping[str, list[float]], issues: tuple[Issue, ...]) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(float(worth) for worth in values[issue.id]) for issue in issues)


def _facts(raw: Raw) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            id=i,
            kind=FactKind(f["kind"]),
            about=f.get("about"),
            false=f.get("false", False),
            secret=Secret(f["secret"]["towards"], f["secret"]["until"]) if "secret" in f else None,
            checkable="check" in f,
        )
        for i, f in raw.get("facts", {}).items()
    )
