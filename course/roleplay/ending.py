"""How a role-play ended, by the name of its entry in the phrase book."""

from course.negotiation.checks import EVEN
from course.negotiation.counterpart import information_balance
from course.negotiation.score import no_worth, outcome, right_to_refuse
from course.roleplay.moods import mood
from course.roleplay.play import Play
from course.roleplay.scenario import OTHER

THIN = 0.05
"""A margin above the quota below which a yes is a thin one."""

KNOWN = 0.5
"""What a right no must be worth to be told as one that you could explain."""


def ending(play: Play) -> str:
    """The entry of the phrase book that tells the end."""
    state, game = play.state, play.game
    if not game.space:
        return _of_talk(play)
    ended = outcome(state)
    if ended == "ratified":
        vote = state.votes[-1]
        margins = [vote.support[b.id] - b.quota for b in game.bodies if b.binding and b.id in vote.support]
        return "ending_ratified_thin" if margins and min(margins) < THIN else "ending_ratified_good"
    if ended == "rejected":
        return "ending_rejected"
    if no_worth(game, state) >= KNOWN:
        return "ending_no_deal_right"
    if "they_left" in state.marks:
        return "ending_they_left"
    return "ending_no_deal_blind" if right_to_refuse(game, state) else "ending_no_deal_wrong"


def _of_talk(play: Play) -> str:
    """How a role-play ended that is one private talk."""
    state = play.state
    if state.leaked:
        return "ending_talk_leaked"
    if not state.given and not state.gained:
        return "ending_talk_empty"
    if mood(play.game, state, OTHER) == "cold":
        return "ending_talk_soured"
    balance = information_balance(play.game, state)
    return "ending_talk_even" if abs(balance) <= EVEN else "ending_talk_ahead" if balance > 0 else "ending_talk_behind"
