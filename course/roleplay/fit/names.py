"""Every name must be the name of something."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from course.findings import Finding
from course.negotiation.calibration import Calibration
from course.negotiation.checks import CHECKS
from course.negotiation.setup import Option
from course.roleplay.acts import ANY_ERRAND
from course.roleplay.draft import option_id
from course.roleplay.fit.base import (
    SIDES,
    Rule,
    each,
    finding,
    raw_acts,
    raw_conditions,
    raw_moves,
    side,
    unknown,
)
from course.roleplay.scenario import OTHER, Draft
from course.roleplay.strict_yaml import Path

_DEMAND_ACTS = ("convert", "refuse", "accept_lock", "accept_errand", "raise_errand", "loosen_mandate")
_FACTION_ACTS = (
    "listen",
    "inform",
    "perspective",
    "feed_image",
    "feed_hope",
    "wait",
    "report",
    "invite",
    "coalition",
    "agree_process",
    "announce_private",
    "to",
)


def following_scenes(draft: Draft) -> Iterator[Finding]:
    """R001: ``then`` names a scene."""
    for path, move in raw_moves(draft):
        if "then" in move:
            yield from unknown(draft, "R001", (*path, "then"), move["then"], draft.scenes)


def played_scenes(draft: Draft) -> Iterator[Finding]:
    """R002: ``played`` names scenes and their moves."""
    for path, condition in raw_conditions(draft):
        played = condition.get("played")
        if isinstance(played, Mapping):
            for name, moves in played.items():
                yield from unknown(draft, "R002", (*path, "played", name), name, draft.scenes)
                if name in draft.scenes:
                    for move_path, move in each(moves, (*path, "played", name)):
                        yield from unknown(draft, "R002", move_path, move, draft.scenes[name].moves)
        elif played is not None:
            for scene_path, scene in each(played, (*path, "played")):
                yield from unknown(draft, "R002", scene_path, scene, draft.scenes)


def parties(draft: Draft) -> Iterator[Finding]:
    """R003: acts, demands, moods, secrets and ``with`` name factions (or who else may stand there)."""
    own, theirs = list(draft.own.factions), list(draft.other.factions)
    for path, act in raw_acts(draft):
        for word in set(act) & set(_FACTION_ACTS):
            for place, name in each(act[word], (*path, word)):
                yield from unknown(draft, "R003", place, name, own)
    for n, scene in enumerate(draft.raw["scenes"]):
        for place, name in each(scene.get("with", []), ("scenes", n, "with")):
            yield from unknown(draft, "R003", place, name, [*own, OTHER, *theirs, *draft.people])
    for path, condition in raw_conditions(draft):
        for name in condition.get("mood", ()):
            yield from unknown(draft, "R003", (*path, "mood", name), name, [*own, OTHER])
    for demand, raw in side(draft, "own").get("demands", {}).items():
        yield from unknown(draft, "R003", ("own", "demands", demand, "by"), raw["by"], own)
    for which in SIDES:
        yield from _parties_of_side(draft, which)


def _parties_of_side(draft: Draft, which: str) -> Iterator[Finding]:
    raw = side(draft, which)
    factions = list(raw.get("factions", {}))
    for fact, values in raw.get("facts", {}).items():
        if "secret" in values:
            path = (which, "facts", fact, "secret", "towards")
            yield from unknown(draft, "R003", path, values["secret"]["towards"], ["home", *draft.own.factions])
    for body, values in raw.get("bodies", {}).items():
        for name in values.get("shares", {}):
            yield from unknown(draft, "R003", (which, "bodies", body, "shares", name), name, factions)
    for name in raw.get("fallback", {}).get("utility", {}):
        yield from unknown(draft, "R003", (which, "fallback", "utility", name), name, factions)


def persons(draft: Draft) -> Iterator[Finding]:
    """R004: ``person`` names somebody of ``people``."""
    for which in SIDES:
        raw = side(draft, which)
        if "person" in raw:
            yield from unknown(draft, "R004", (which, "person"), raw["person"], draft.people)
        for faction, values in raw.get("factions", {}).items():
            if "person" in values:
                path = (which, "factions", faction, "person")
                yield from unknown(draft, "R004", path, values["person"], draft.people)


def issues(draft: Draft) -> Iterator[Finding]:
    """R005: weights, values, fallback, facts and demands name issues."""
    for path, name in _issue_names(draft):
        yield from unknown(draft, "R005", path, name, draft.issues)


def _issue_names(draft: Draft) -> Iterator[tuple[Path, str]]:
    for which in SIDES:
        raw = side(draft, which)
        holders: list[tuple[Path, Mapping[str, Any]]] = [((which,), raw)]
        holders += [((which, "factions", f), values) for f, values in raw.get("factions", {}).items()]
        for path, holder in holders:
            for key in ("weights", "values"):
                yield from (((*path, key, issue), issue) for issue in holder.get(key, {}))
        if "utility" not in raw.get("fallback", {}):
            yield from (((which, "fallback", issue), issue) for issue in raw.get("fallback", {}))
        for fact, values in raw.get("facts", {}).items():
            if "about" in values:
                yield (which, "facts", fact, "about"), values["about"]
        for demand, values in raw.get("demands", {}).items():
            yield from (((which, "demands", demand, "requires", i), i) for i in values.get("requires", {}))


def options(draft: Draft) -> Iterator[Finding]:
    """R006: a fallback and a demand name options that their issue has."""
    for which in SIDES:
        raw = side(draft, which)
        if "utility" not in raw.get("fallback", {}):
            for issue, option in raw.get("fallback", {}).items():
                yield from _option(draft, (which, "fallback", issue), issue, option)
        for demand, values in raw.get("demands", {}).items():
            for issue, chosen in values.get("requires", {}).items():
                for path, option in each(chosen, (which, "demands", demand, "requires", issue)):
                    yield from _option(draft, path, issue, option)


def _option(draft: Draft, path: Path, issue: str, option: Option) -> Iterator[Finding]:
    if issue in draft.issues:  # else R005 has said so
        yield from unknown(draft, "R006", path, option, [each.id for each in draft.issues[issue].options])


def facts(draft: Draft) -> Iterator[Finding]:
    """R007: acts and conditions name facts of the side that can tell them."""
    own, theirs = draft.own.facts, draft.other.facts
    for path, act in raw_acts(draft):
        for word, known in (("disclose", own), ("tell", own), ("ask", theirs), ("verify", theirs)):
            if word in act:
                yield from unknown(draft, "R007", (*path, word), act[word], known)
        for n, name in enumerate(act.get("plan", ())):
            yield from unknown(draft, "R007", (*path, "plan", n), name, own)
        if isinstance(act.get("test_hardness"), str):
            yield from unknown(draft, "R007", (*path, "test_hardness"), act["test_hardness"], theirs)
    for path, condition in raw_conditions(draft):
        for word, known in (("told", own), ("heard", theirs)):
            for place, name in each(condition.get(word, []), (*path, word)):
                yield from unknown(draft, "R007", place, name, known)


def evidence(draft: Draft) -> Iterator[Finding]:
    """R008: ``show`` names evidence."""
    for path, act in raw_acts(draft):
        if "show" in act:
            yield from unknown(draft, "R008", (*path, "show"), act["show"], draft.own.evidence)


def demands(draft: Draft) -> Iterator[Finding]:
    """R009: acts, conditions and ``opens`` name demands."""
    for path, act in raw_acts(draft):
        for word in set(act) & set(_DEMAND_ACTS):
            known = [*draft.own.demands, ANY_ERRAND] if word == "raise_errand" else draft.own.demands
            for place, name in each(act[word], (*path, word)):
                yield from unknown(draft, "R009", place, name, known)
    for n, scene in enumerate(draft.raw["scenes"]):
        for place, name in each(scene.get("opens", []), ("scenes", n, "opens")):
            yield from unknown(draft, "R009", place, name, draft.own.demands)
    for path, condition in raw_conditions(draft):
        for name in condition.get("demand", ()):
            yield from unknown(draft, "R009", (*path, "demand", name), name, draft.own.demands)


def bodies(draft: Draft) -> Iterator[Finding]:
    """R010: the vote on the agenda names bodies, when there are any."""
    for n, stop in enumerate(draft.raw["agenda"]):
        if draft.own.bodies:
            for path, name in each(stop.get("vote", []), ("agenda", n, "vote")):
                yield from unknown(draft, "R010", path, name, draft.own.bodies)


def doubles(draft: Draft) -> Iterator[Finding]:
    """R011: two scenes, two moves of a scene or two options of an issue never share an id."""
    groups: list[tuple[Path, list[Any]]] = [(("scenes",), draft.raw["scenes"])]
    groups += [(("scenes", n, "moves"), scene["moves"]) for n, scene in enumerate(draft.raw["scenes"])]
    groups += [(("issues", i, "options"), issue["options"]) for i, issue in draft.raw.get("issues", {}).items()]
    for path, members in groups:
        first: dict[Option, Path] = {}
        for n, member in enumerate(members):
            name, here = option_id(member), (*path, n)
            if name in first:
                line = draft.lines.of(*first[name]).line
                yield finding(draft, "R011", (*here, "id"), name=name, first=line)
            else:
                first[name] = (*here, "id")


def magnitudes(draft: Draft) -> Iterator[Finding]:
    """R016: ``rules`` names magnitudes of the model."""
    known = [each.name for each in fields(Calibration)]
    for name in draft.rules:
        yield from unknown(draft, "R016", ("rules", name), name, known)


def checks(draft: Draft) -> Iterator[Finding]:
    """R029: ``checks`` names process checks, or the seed points of some."""
    known = [name for check in CHECKS for name in (check.name, check.point)]
    for n, name in enumerate(draft.raw.get("checks", ())):
        yield from unknown(draft, "R029", ("checks", n), name, dict.fromkeys(known))


def variants(draft: Draft) -> Iterator[Finding]:
    """R017: conditions name variants."""
    for path, condition in raw_conditions(draft):
        for place, name in each(condition.get("variant", []), (*path, "variant")):
            yield from unknown(draft, "R017", place, name, draft.variants)


RULES: tuple[Rule, ...] = (
    following_scenes,
    played_scenes,
    parties,
    persons,
    issues,
    options,
    facts,
    evidence,
    demands,
    bodies,
    doubles,
    magnitudes,
    checks,
    variants,
)
