"""The validator comes without the import that nobody needs, and leaves no trace of how."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from course.validator import leaving_out


def modules_after(code: str) -> set[str]:
    told = f"{code}\nimport sys\nprint(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_reading_a_role_play_imports_no_grammar_of_addresses() -> None:
    found = modules_after("import course.roleplay.load, course.answers.items")
    assert "jsonschema" in found
    assert not {name for name in found if name.startswith("rfc3987_syntax")}


def test_what_was_left_out_can_be_imported_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "left_out_for_now.py").write_text("HERE = True\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with leaving_out("left_out_for_now"), pytest.raises(ImportError):
        import_module("left_out_for_now")
    assert import_module("left_out_for_now").HERE


def test_what_is_there_already_stays() -> None:
    with leaving_out("json"):
        import json  # noqa: PLC0415

        assert json.loads("1") == 1
    assert "json" in sys.modules
