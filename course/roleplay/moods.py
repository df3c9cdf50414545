"""How people look and sound: moods in words, from the hidden state (never the numbers themselves)."""

from course.negotiation.game import Game
from course.negotiation.state import State
from course.roleplay.scenario import OTHER

FACTION_MOODS = ("angry", "wary", "open")
OTHER_MOODS = ("cold", "ok", "warm")

COLD, WARM = 0.3, 0.55
"""Relation below and from which the other side is cold or warm; a neutral start is 0.5."""


NO_MOOD = ""
"""Of people who speak for no party: the rules know nothing of how a reporter or a colleague feels."""


def mood(game: Game, state: State, who: str) -> str:
    """The mood of a faction (angry, wary, open) or of ``other`` (cold, ok, warm); of anybody else :data:`NO_MOOD`."""
    if who == OTHER:
        if state.escalation >= game.calibration.silence_escalation or state.relation < COLD:
            return "cold"
        return "warm" if state.relation >= WARM and state.escalation <= 1 else "ok"
    if who not in game.factions:
        return NO_MOOD
    of = state.factions[who]
    if of.emotion > 0.5:
        return "angry"
    return "wary" if of.trust < 0.5 or of.negative_image > 0.5 else "open"
