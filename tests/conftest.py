"""What every test stands on: no setting of the person who runs it leaks in, and random examples can be repeated."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling

# CI draws the same examples each time, so that it fails for the change and not for the draw.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")

# Locale, Jupyter and nbgrader read these; a test that needs one sets it itself.
PERSONAL = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "NBGRADER_EXECUTION", "NBGRADER_VALIDATING", "JUPYTER_TOKEN")


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Jupyter, nbgrader and matplotlib keep their settings and caches in a folder of this run."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in PERSONAL:
            patch.delenv(name, raising=False)
        # nbgrader starts the program alembic by its name; it stands beside the Python that runs the tests.
        patch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
        for name in ("CONFIG", "DATA", "RUNTIME"):
            patch.setenv(f"JUPYTER_{name}_DIR", str(home / "jupyter" / name.lower()))
        patch.setenv("IPYTHONDIR", str(home / "ipython"))
        patch.setenv("MPLCONFIGDIR", str(home / "matplotlib"))
        patch.setenv("MPLBACKEND", "agg")
        yield home


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What has been read stays to the end, so nobody has to look through all of it for garbage again and again."""
    gc.collect()
    gc.freeze()


class OneBrowser(LoadFileScheduling):
    """Tests of one file stay together, all browser tests too: what is slow to set up is set up once."""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> OneBrowser:
    """How tests are shared out when several run at a time."""
    return OneBrowser(config, log)
