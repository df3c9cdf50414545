"""``python -m course.cli`` is the command ``course``, for whoever has it not on the path."""

from course.cli import main

main()
