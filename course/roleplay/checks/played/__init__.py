"""Rules that play: simulated players go through a role-play and find out what no reading shows.

Each rule is a pure function from a role-play to findings; the games are played once and shared (``games``). All dice
have fixed seeds, so that the same file always gives the same findings.
"""

from course.roleplay.checks.base import ScenarioRule
from course.roleplay.checks.played import looks, margins, order, paths

__all__ = ["RULES"]

RULES: tuple[ScenarioRule, ...] = (*order.RULES, *looks.RULES, *paths.RULES, *margins.RULES)
"""All rules that play, R301 to R314."""
