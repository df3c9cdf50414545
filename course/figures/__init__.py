"""Interactive figures: one question each, answered with the numbers of a role-play that students play themselves.

The texts of a figure stand beside this file, ``<id>.yaml``; what it computes in the module of that name. A figure takes
what a reader chose and gives a :class:`course.figures.page.Page`: controls, picture, sentence and table, which always
say the same. Nothing here knows Jupyter.
"""

from typing import Final

FIGURES: Final = ("two-tables", "locks", "expectations", "escalation", "win-set", "knowledge")
"""The figures there are."""
