"""Whether the names and numbers of a role-play fit together: without that it cannot be played.

Each rule looks at one thing and gives findings of one code; :data:`FIT` is the list of them.
"""

from course.roleplay.fit import acts, amounts, names, phrases
from course.roleplay.fit.base import Rule

FIT: tuple[Rule, ...] = (*names.RULES, *acts.RULES, *amounts.RULES, *phrases.RULES)
"""All rules; :func:`course.roleplay.load.read` asks every one of them."""
