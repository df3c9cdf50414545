"""What grading would change, and why, before anything is written.

``looking`` lays out copies of hand-ins, ``book`` reads the grade book, ``causes`` names what changed since a score was
given, ``changes`` holds old and new beside each other, ``run`` does so for a class and ``show`` prints it.
"""
