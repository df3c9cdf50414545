"""Everything an instructor needs: class folders, grading on nbgrader, reports and exports.

Grading replays what a student decided, as data. It never runs a student's code and never starts a kernel.
"""
