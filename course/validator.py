"""The validator of JSON Schema, imported without what takes over a second and is not needed.

Where ``rfc3987_syntax`` is installed (JupyterLab brings it), ``jsonschema`` imports it for one kind of check that no
schema of ours asks for: addresses outside ASCII. It builds its grammar at import, which takes longer than all else.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, cast

__all__ = ["Draft202012Validator", "ValidationError", "leaving_out"]

_SLOW: Final = "rfc3987_syntax"


@contextmanager
def leaving_out(name: str) -> Iterator[None]:
    """As long as this lasts, importing ``name`` fails as if it were not installed; unless it is there already."""
    modules = cast("dict[str, Any]", sys.modules)
    if name in modules:
        yield
        return
    modules[name] = None
    try:
        yield
    finally:
        del modules[name]


with leaving_out(_SLOW):
    from jsonschema import Draft202012Validator, ValidationError
