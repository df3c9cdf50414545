"""Spoilings of the role-play of a talk in private, over coffee."""

# ruff: noqa: E501 - the table has one row a line

from tests.roleplay.spoilings.row import GONE, Spoiling

K = "coffee-afterwards"

ROWS = (
    Spoiling(K, "a score of 90", {"score.process": 25}, "R018"),
    Spoiling(K, "points for a vote that never comes", {"score": {"information": 50, "relation": 15, "process": 15, "ratification": 20}}, "R133"),
    Spoiling(K, "a check on errands, and no errand", {"checks": ["asked_back", "limit_kept", "no_errand"]}, "R132"),
    Spoiling(K, "fifty turns", {"agenda.private.private": 50}, "R114"),
    Spoiling(K, "the talk before the preparation", {"agenda": [{"private": 8}, {"home": 2}]}, "R119"),
    Spoiling(K, "an untruth that nobody can check", {"other.facts.others.false": True, "other.facts.others.check": GONE}, "R128"),
    Spoiling(K, "a letter wrong in the name of a phrase", {"phrases.no_anser": {"en": "That is one for the nineteenth.", "nl": "Die bewaar ik voor de negentiende."}}, "R135"),
    Spoiling(K, "a phrase that wants an offer", {"phrases.no_answer": {"en": "First an offer: {offer}.", "nl": "Eerst een bod: {offer}."}}, "R030"),
    Spoiling(K, "a plan to tell what only Carlijn knows", {"scenes.fatma-list.moves.nothing-at-all.act": {"plan": ["discount"]}}, "R007"),
    Spoiling(K, "a promise of secrecy that there is not", {"scenes.two-cups.moves.my-word.act": {"propose_private": "planned", "label": "top-secret"}}, "S107"),
    Spoiling(K, "a scene at a table that there is not", {"scenes.suppose.place": "table"}, "R102"),
    Spoiling(K, "telling Carlijn on Tuesday, at the whiteboard", {"scenes.fatma-order.moves.leave-out-audit.act": {"disclose": "audit"}}, "R106"),
    Spoiling(K, "a scene in the twentieth turn", {"scenes.coat-ok.when": {"round": 20}}, "R103"),
    Spoiling(K, "a scene that leads to the next for ever", {"scenes.what-do-i-say.again": True, "scenes.what-do-i-say.moves.you-know-best.then": "what-do-i-say"}, "R115"),
    Spoiling(K, "something still to be translated", {"scenes.fatma-order.moves.one-for-one.say.nl": "TODO: vertalen."}, "R208"),
)  # fmt: skip
