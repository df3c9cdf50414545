"""Every point of one hand-in, with the decision, the rule and the source that it comes from. Nothing is written.

``explanation`` holds what there is to say as plain data, ``questions`` and ``plays`` find it for the two kinds of
graded cells, ``run`` puts a hand-in together and holds it beside the grade book, ``show`` prints it.
"""
