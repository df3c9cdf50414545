"""Achterban: learn to negotiate with your own constituency.

Importing this package is cheap: pandas, matplotlib and the widgets load when they are first needed.
In a notebook use ``from course.widgets import ask, roleplay``.
"""

__version__ = "0.1.0"
