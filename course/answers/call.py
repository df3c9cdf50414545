"""Which item a graded cell is about: read from its text, never by running it."""

import ast
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from course.answers.line import is_id

#: How many literal texts each call begins with, and how many arguments it may have in all.
_CALLS: Final = {"ask": (1, 1), "record": (1, 2), "criterion": (2, 2), "roleplay": (1, 1)}
_MAX_SOURCE: Final = 20_000


@dataclass(frozen=True, slots=True)
class Call:
    """The one call in a graded cell."""

    name: str
    item: str
    part: str = ""


@lru_cache(maxsize=256)
def read_call(source: str) -> Call | None:
    """The call in a cell such as ``ask("e1c-1")``, or nothing when the cell holds anything else.

    Exactly one call and nothing beside it; the first argument of ``ask``, ``record`` and ``roleplay``, and both of
    ``criterion``, are texts written out. The value of ``record`` may be any expression: it is not looked at.
    """
    if len(source) > _MAX_SOURCE:
        return None
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    match body:
        case [ast.Expr(value=ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]))] if name in _CALLS:
            texts, total = _CALLS[name]
        case _:
            return None
    if len(arguments) != total:
        return None
    written = [part.value for part in arguments[:texts] if isinstance(part, ast.Constant)]
    if len(written) != texts or not all(is_id(text) for text in written):
        return None
    return Call(name, *(str(text) for text in written))
