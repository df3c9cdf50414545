"""What a person does in JupyterLab, for tests: open a notebook, run it, save it, restart or lose its kernel."""

import json
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.server import JupyterServer

# The notebook in front, its session and its kernel, in JupyterLab's own words.
_KERNEL_IS_IDLE = """() => {
    const panel = window.jupyterapp?.shell.currentWidget;
    return panel?.sessionContext?.session?.kernel?.status === 'idle';
}"""


def write_notebook(path: Path, cells: Sequence[str]) -> Path:
    """Write a notebook of code cells, as small as the format allows."""
    path.write_text(
        json.dumps(
            {
                "cells": [
                    {
                        "cell_type": "code",
                        "id": f"cell-{number}",
                        "metadata": {},
                        "source": source,
                        "outputs": [],
                        "execution_count": None,
                    }
                    for number, source in enumerate(cells)
                ],
                "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
                "nbformat": 4,
                "nbformat_minor": 5,
            }
        ),
        encoding="utf-8",
    )
    return path


def open_notebook(page: Page, server: JupyterServer, path: str) -> None:
    """Open a notebook of the server's folder in an empty JupyterLab and wait until its kernel is ready."""
    page.goto(server.address(f"lab/tree/{path}?reset"))
    expect(page.locator(".jp-NotebookPanel")).to_have_count(1)
    wait_for_kernel(page)


def reload(page: Page) -> None:
    """Reload the page, as a student does, and wait until the notebook and its kernel are back."""
    page.reload()
    expect(page.locator(".jp-NotebookPanel")).to_have_count(1)
    wait_for_kernel(page)


def wait_for_kernel(page: Page) -> None:
    """Wait until the kernel of the notebook in front has nothing more to do."""
    page.wait_for_function(_KERNEL_IS_IDLE, timeout=60_000)


def run_all(page: Page) -> None:
    """Run all cells and wait until they have run."""
    _press(page, "notebook:run-all-cells")
    wait_for_kernel(page)


def save(page: Page) -> None:
    """Save the notebook and wait until it is on disk."""
    _press(page, "docmanager:save")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")


def restart_kernel(page: Page) -> None:
    """Restart the kernel of the notebook in front, as the menu does after its question."""
    page.evaluate(
        "async () => { await window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart(); }"
    )
    wait_for_kernel(page)


def kill_kernel(page: Page) -> None:
    """Let the kernel die at once, as `kill -9` does, and wait until there is another; closes JupyterLab's message."""
    page.evaluate(
        """async () => {
            const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
            const died = new Promise(resolve => kernel.statusChanged.connect((_, status) => {
                if (status === 'autorestarting' || status === 'restarting') resolve();
            }));
            const code = 'import os, signal; os.kill(os.getpid(), signal.SIGKILL)';
            kernel.requestExecute({code}).done.catch(() => {});
            await died;
        }"""
    )
    page.locator(".jp-Dialog", has_text="Kernel Restarting").get_by_role("button", name="Ok").click()
    wait_for_kernel(page)


def _press(page: Page, command: str) -> None:
    page.evaluate("async command => { await window.jupyterapp.commands.execute(command); }", command)
