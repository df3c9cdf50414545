"""Simulated players: they prove that a role-play rewards what the course teaches.

Every player sees what a student sees (:class:`~course.roleplay.players.sight.Sight`) and nothing of the hidden state. A
skilled reader recognises what a sentence does; that reading, and memory of the own choices, is all that skill adds.
"""

from course.roleplay.players.cast import PLAYERS, VICES, Player, player
from course.roleplay.players.exploits import EXPLOITS
from course.roleplay.players.runs import journal_values, run

__all__ = ["EXPLOITS", "PLAYERS", "VICES", "Player", "journal_values", "player", "run"]
