"""Spoilings of the role-play of the works council."""

# ruff: noqa: E501 - the table has one row a line

from typing import Any

from tests.roleplay.spoilings.row import GONE, Spoiling

W = "works-council"


def nobody_tells(scenes: list[Any]) -> list[Any]:
    """Every move that tells home a secret informs instead."""
    for scene in scenes:
        for move in scene["moves"]:
            acts = move["act"] if isinstance(move["act"], list) else [move["act"]]
            move["act"] = [{"inform": act["to"]} if "tell" in act else act for act in acts]
    return scenes


ROWS = (
    Spoiling(W, "seats that make 108", {"own.bodies.council.shares.temps": 0.17}, "R014"),
    Spoiling(W, "a vote by a body that there is not", {"agenda.vote.vote": ["council", "staf"]}, "R010"),
    Spoiling(W, "a lock on an option that there is not", {"own.demands.twenty.requires": {"posts": [21]}}, "R006"),
    Spoiling(W, "a value too few", {"own.values.posts": [0, 50, 72]}, "R013"),
    Spoiling(W, "a fallback that forgets the young people", {"own.fallback.utility.temps": GONE}, "R019"),
    Spoiling(W, "a letter wrong in a magnitude", {"rules": {"useful_fredom": 0.12}}, "R016"),
    Spoiling(W, "a check that there is not", {"checks": ["spoken_first", "secret_keep"]}, "R029"),
    Spoiling(W, "a secret that no move gives away", {"scenes": nobody_tells}, "R129"),
    Spoiling(W, "an errand delivered at home", {"scenes.west-canteen.moves.to-her-face.act": {"raise_errand": "since-may"}}, "R106"),
    Spoiling(W, "an errand that ties something down", {"own.demands.since-may.requires": {"posts": [20]}}, "R025"),
    Spoiling(W, "an errand accepted as a lock", {"scenes.west-canteen.moves.to-her-face.act": {"accept_lock": "since-may"}}, "R023"),
    Spoiling(W, "a face that nobody drew", {"people.kyra.portrait": "woman-curly"}, "R134"),
    Spoiling(W, "a seed point that there is not", {"scenes.west-gate.points": ["C24", "C64"]}, "R130"),
    Spoiling(W, "Woerden in a mood of the other side", {"scenes.west-early.when": {"phase": "home", "mood": {"west": "warm"}}}, "R103"),
    Spoiling(W, "home is told of private talks after the table", {"scenes.report-west.moves.rest-in-ede.act": {"announce_private": "west"}}, "R117"),
    Spoiling(W, "a quotation left open", {"scenes.west-gate.moves.twenty-it-is.reply.nl": "'Jullie horen het! roept ze. Iedereen heeft het gehoord."}, "R209"),
    Spoiling(W, "a label as long as a sentence", {"scenes.west-gate.label": {"en": "Woerden, dock 4, where Saliha stands at the change of shift with the whole announcement in her hand", "nl": "Woerden, dock 4"}}, "R206"),
)  # fmt: skip
