"""axe-core, the referee of what a screen reader and a keyboard can use; works without a network."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from playwright.sync_api import Page


@cache
def _axe_core() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Violation:
    """One broken rule: what axe says about it, and the elements that break it."""

    rule: str
    help: str
    elements: tuple[str, ...]


def axe(page: Page, selector: str) -> tuple[Violation, ...]:
    """What is wrong within the elements that match `selector`; empty when nothing is."""
    if page.locator(selector).count() == 0:
        message = f"Nothing on the page matches {selector}; axe would find no fault with nothing."
        raise LookupError(message)
    page.evaluate(_axe_core())
    found = page.evaluate("selector => axe.run(selector, {resultTypes: ['violations']})", selector)
    return tuple(
        Violation(
            rule=violation["id"],
            help=violation["help"],
            elements=tuple(f"{node['html']}: {node['failureSummary']}" for node in violation["nodes"]),
        )
        for violation in found["violations"]
    )
