"""Play plans (*speelplannen*): whole games as a page of text, with how they must end.

One decision a line, in words that a teacher reads; ``=>`` begins what must come of it, ``#`` a remark; blank lines and
indents are free::

    # Played well: first home, then the table.
    talk henk-floor
      say which-night
    mandate price 96 92 88; lead 4 2; floor 45
    tell weeks-first
    propose 92 4 90
    private planned off-the-record
    hold
    accept

    => ratified 96 4 60
    => substance 30
    => score >= 85
    => not leaked

``variant closed`` on top plays a variant. The plans of ``x.yaml`` stand beside it in ``plans/x/``, each in a file
``<name>.txt``; ``course lint`` plays them. What stands behind the moves of a plan is told in ``<name>.notes.yaml`` (see
``annotations``); :mod:`course.roleplay.plans.replay` makes of both a game to watch.
"""

from course.roleplay.plans.annotations import ENDING as NOTES
from course.roleplay.plans.annotations import Note, Notes, read_notes
from course.roleplay.plans.following import check, differences, follow, steps
from course.roleplay.plans.plan import Plan, PlanError
from course.roleplay.plans.reading import parse, read
from course.roleplay.plans.shelf import check_file, check_plans, plans_of
from course.roleplay.plans.writing import written

__all__ = [
    "NOTES",
    "Note",
    "Notes",
    "Plan",
    "PlanError",
    "check",
    "check_file",
    "check_plans",
    "differences",
    "follow",
    "parse",
    "plans_of",
    "read",
    "read_notes",
    "steps",
    "written",
]
