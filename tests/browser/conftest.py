"""A real JupyterLab and a real Chromium, started once for all browser tests; nothing leaves this machine."""

import os
import re
from collections.abc import Generator, Iterator
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.server import JupyterServer, start_jupyter
from tools import chromium

PICTURES = Path(__file__).parent.parent.parent / "build" / "browser"

# Quiet and alone: no calls home, and no name but this machine's can be looked up.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)

# A busy machine is slow, not wrong.
expect.set_options(timeout=20_000)

FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a test failed, so that `page` can leave a picture of the moment in build/browser."""
    report = yield
    if call.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def jupyter_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JupyterServer]:
    """JupyterLab on an empty folder; a test puts its notebooks into a folder of its own below `root`."""
    with start_jupyter(tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("lab-home")) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window. Missing, the tests are skipped; in CI, where nobody would notice, they fail."""
    program = chromium.find()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail(chromium.ADVICE, pytrace=False)
        pytest.skip(chromium.ADVICE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh window of 1280 by 900; the test fails when anything in it asks another machine for something."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    strangers: list[str] = []
    context.on("request", lambda asked: strangers.append(asked.url) if is_elsewhere(asked.url) else None)
    opened = context.new_page()
    opened.on("websocket", lambda socket: strangers.append(socket.url) if is_elsewhere(socket.url) else None)
    yield opened
    if request.node.stash.get(FAILED, False):
        PICTURES.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^\w-]+", "-", request.node.name)
        opened.screenshot(path=PICTURES / f"{name}.png")
    context.close()
    assert strangers == [], "The page asked other machines"


def is_elsewhere(url: str) -> bool:
    """Whether a request leaves this machine."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https", "ws", "wss"}:
        return False
    host = parts.hostname or ""
    if host == "localhost":
        return False
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return True
