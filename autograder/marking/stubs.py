"""The text that stands where a written answer is to come.

Both languages count as unanswered, whichever the class speaks: a student may have worked in the other one.
"""

from typing import Final

from course.locale import LANGUAGES, say

# What nbgrader writes when nobody told it another text.
NBGRADERS_OWN: Final = "YOUR ANSWER HERE"


def stub(language: str) -> str:
    """What nbgrader puts in the place of the model answer in a class of this language."""
    return say("build.stub", language)


def is_stub(text: str) -> bool:
    """Whether nothing was written yet."""
    return text.strip() in {NBGRADERS_OWN, *(stub(language).strip() for language in LANGUAGES)}
