"""Spoilings of the merger: what only it has. A stop after the yes, leaks, two kinds of private talks, a veto, two votes."""

# ruff: noqa: E501 - the table has one row a line

from typing import Any

from tests.roleplay.spoilings.row import GONE, Spoiling

M = "merger"


def after_first(agenda: list[Any]) -> list[Any]:
    """The rounds after the yes stand before the vote that says yes."""
    *rest, vote, after = agenda
    return [*rest, after, vote]


ROWS = (
    Spoiling(M, "no rounds after the yes, but scenes for them", {"agenda.after": GONE}, "R102"),
    Spoiling(M, "rounds after the yes before there is one", {"agenda": after_first}, "R119"),
    Spoiling(M, "two mugs in the fortieth round", {"scenes.two-mugs.when": {"round": 40}}, "R103"),
    Spoiling(M, "a headline of what did not leak", {"scenes.front-page.when": {"leaked": True, "not": {"leaked": True}}}, "R110"),
    Spoiling(M, "a check on announcing walks, and no walks", {"agenda.private": GONE}, "R132"),
    Spoiling(M, "the same headline twice in a first round", {"scenes.jip-on-the-line.when": {"round": 1}}, "R109"),
    Spoiling(M, "a way back from the dike that leads to itself", {"scenes.dike-back.again": True, "scenes.dike-back.moves.count-it-up.then": "dike-back"}, "R101"),
    Spoiling(M, "on the dike, what belongs on the stairs", {"scenes.dike-first.moves.years-then-lead.when": {"private": "in-passing"}}, "R111"),
    Spoiling(M, "a walk by chance", {"scenes.by-the-lift.moves.take-the-stairs.act": {"propose_private": "by-chance"}}, "S107"),
    Spoiling(M, "a walk with the nurses at South", {"scenes.south-ramp.moves.count-with-me.act": {"propose_private": "planned", "label": "chatham-house"}}, "R106"),
    Spoiling(M, "a promise of silence with a threat", {"scenes.photograph.moves.curtain.act": {"pressure": True, "label": "chatham-house"}}, "S122"),
    Spoiling(M, "saying that there may be walks when they are over", {"scenes.scrub-room.moves.you-must.act": {"announce_private": "doctors"}}, "R117"),
    Spoiling(M, "a third vote that nobody set up", {"agenda.vote.vote": ["house", "supervisors", "council"]}, "R010"),
    Spoiling(M, "eight seats of seven", {"own.bodies.supervisors.shares.south": 0.14}, "R014"),
    Spoiling(M, "a supervisor of nobody", {"own.bodies.supervisors.shares.patients": 0}, "R003"),
    Spoiling(M, "a veto for some", {"own.factions.doctors.veto": "sometimes"}, "S105"),
    Spoiling(M, "jobs for thirty months", {"own.demands.three-years.requires": {"jobs": [30]}}, "R006"),
)  # fmt: skip
