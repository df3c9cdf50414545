"""What a class gained between the test before and the test after: per learning goal and in all.

``measure`` computes, ``sittings`` reads the grade book, ``show`` writes the table for people and programs.
"""
