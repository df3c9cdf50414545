from pathlib import Path

import pytest

from course.widgets import session
from course.widgets.session import Session
from tests.widgets.notebooks import Shown, write_items


@pytest.fixture(autouse=True)
def _student(monkeypatch: pytest.MonkeyPatch) -> None:
    """A student runs the cells, in a kernel where nothing was begun."""
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.setattr(session, "_session", None)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    return Shown(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a notebook whose questions count."""
    write_items(tmp_path, with_keys=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def begun(folder: Path) -> Session:
    """A session in English in that folder."""
    session.begin("try", "en")
    assert folder.is_dir()
    return session.current()
