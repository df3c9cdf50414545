"""The language and the screen that `make course` picks, and the JupyterLab that it starts."""

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from course.cli import default_language
from tools.open_course import QUIET_LAB, has_screen, lab_command, main


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_BE@euro"}, "nl"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "nld"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "nl_NL.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "nl_NL.UTF-8"}, "nl"),
        ({"LC_ALL": "nl_NL", "LC_MESSAGES": "en_US", "LANG": "en_US"}, "nl"),
        ({"LC_ALL": "", "LANG": "nl_NL"}, "nl"),
        ({"LANGUAGE": "nl", "LANG": "en_US.UTF-8"}, "nl"),
        ({"LANGUAGE": "en", "LANG": "nl_NL.UTF-8"}, "en"),
        ({"LANGUAGE": "nl_NL:en"}, "nl"),
        ({"LANGUAGE": "de:fr:nl:en"}, "nl"),
        ({"LANGUAGE": "de:fr", "LANG": "nl_NL"}, "nl"),
        ({"LANGUAGE": "", "LANG": "nl_NL"}, "nl"),
    ],
)
def test_the_locale_chooses_the_language(environ: dict[str, str], language: str) -> None:
    assert default_language(environ, "C") == language


@pytest.mark.parametrize(
    "environ", [{}, {"DISPLAY": ""}, {"DISPLAY": ":0", "CI": "true"}, {"DISPLAY": ":0", "SSH_CONNECTION": "x"}]
)
def test_without_a_screen_no_browser_is_started(environ: dict[str, str]) -> None:
    assert not has_screen(environ, "linux")


def test_with_a_screen_and_a_browser_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webbrowser.get", lambda: None)
    assert has_screen({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert has_screen({}, "darwin")


@pytest.mark.parametrize(("user", "allowed"), [(0, True), (1000, False)])
@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no root")
def test_root_may_start_jupyterlab_and_nobody_else_is_told_to(
    monkeypatch: pytest.MonkeyPatch, user: int, *, allowed: bool
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert ("--allow-root" in lab_command(Path(), Path())) is allowed


def test_the_token_is_in_no_command_line() -> None:
    assert [word for word in lab_command(Path(), Path()) if "token" in word.lower()] == []


def test_jupyterlab_asks_nobody_for_news() -> None:
    assert QUIET_LAB["@jupyterlab/apputils-extension:notification"] == {"fetchNews": "false", "checkForUpdates": False}


def test_a_language_that_is_not_there_is_said_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--language", "fr"])
    assert "LANGUAGE=nl or LANGUAGE=en, not fr" in capsys.readouterr().err


SERVE = """
import sys
from pathlib import Path
from tools.open_course import serve
sys.exit(serve(Path(sys.argv[1]), show=False))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="make is for Linux and macOS")
def test_the_printed_address_opens_the_course_and_only_with_its_token(tmp_path: Path) -> None:
    folder = tmp_path / "course-nl"
    folder.mkdir()
    (folder / "start.ipynb").write_text("{}", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, str(folder)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            address = next(line.strip() for line in process.stdout if "http://" in line)
            found = re.fullmatch(r"(http://127\.0\.0\.1:\d+)/lab/tree/start\.ipynb\?token=(\w{48})", address)
            assert found
            contents = f"{found[1]}/api/contents/start.ipynb?content=0"
            with urllib.request.urlopen(f"{contents}&token={found[2]}", timeout=20) as page:  # noqa: S310
                assert page.status == 200
            with pytest.raises(urllib.error.HTTPError, match="403"):
                urllib.request.urlopen(contents, timeout=20)  # noqa: S310
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)
