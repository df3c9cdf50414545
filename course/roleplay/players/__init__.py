"""Simulated players: they prove that a role-play rewards what the course teaches.

Every player sees what a student sees (:class:`~course.roleplay.players.sight.Sight`) and nothing of the hidden state. A
skilled reader recognises what a sentence does; that reading, and memory of the own choices, is all that skill adds.
"""

from course.roleplay.players.cast import PLAYERS, Player, player
from course.roleplay.players.runs import journal_values, run

__all__ = ["PLAYERS", "Player", "journal_values", "player", "run"]
