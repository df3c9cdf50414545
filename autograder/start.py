"""What our commands do before they import anything large."""

import sys
from typing import Any, Final, cast

# jsonschema imports it where it is installed, for one kind of check that no schema of notebooks asks for: addresses
# outside ASCII. It builds its grammar at import, which takes longer than everything else together.
_SLOW: Final = "rfc3987_syntax"


def start_quickly() -> None:
    """Leaves out an optional check of jsonschema whose import takes over a second."""
    if "jsonschema" not in sys.modules:
        cast("dict[str, Any]", sys.modules).setdefault(_SLOW, None)
