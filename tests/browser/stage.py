"""Playing on the stage as a student does, with the mouse or with nothing but the keyboard."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from playwright.sync_api import Locator, Page, expect

from course.roleplay.decision import read_decision
from course.roleplay.page import Choice, View
from course.roleplay.play import Play, decide, start
from course.roleplay.scenario import Scenario
from course.roleplay.view import look

# Cut off: wider than the stage, or hiding words that nobody can scroll to.
_CUT = """() => {
    const stage = document.querySelector('.ab-stage');
    const right = stage.getBoundingClientRect().right + 1;
    // Only for who listens: what a table has no room for when it is shown as a list of cards is clipped away.
    const clipped = node => node && getComputedStyle(node).clipPath !== 'none';
    const unseen = node => node.closest('.hidden') || clipped(node.closest('thead')) || clipped(node.closest('td'));
    const cut = node => (node.scrollWidth > node.clientWidth + 1
            && !['visible', 'auto'].includes(getComputedStyle(node).overflowX) && !unseen(node))
        || (node.getBoundingClientRect().right > right && !node.closest('.scroller') && !unseen(node));
    return [...stage.querySelectorAll('*')].filter(cut).map(node => `${node.tagName}.${node.className}`);
}"""
_TABS = 80


class Hand(Protocol):
    """How somebody reaches a control."""

    def press(self, control: Locator) -> None:
        """Press a button."""

    def say(self, control: Locator, number: int) -> None:
        """Choose one of the numbered sentences; `number` counts from 1."""

    def pick(self, segments: Locator, number: int) -> None:
        """Pick one option of an issue."""

    def tick(self, box: Locator) -> None:
        """Change a check box."""


class Mouse:
    """Clicks."""

    def press(self, control: Locator) -> None:
        control.click()

    def say(self, control: Locator, number: int) -> None:
        assert number > 0
        control.click()

    def pick(self, segments: Locator, number: int) -> None:
        segments.locator("label").nth(number).click()

    def tick(self, box: Locator) -> None:
        box.locator("xpath=..").click()


class Keyboard:
    """Tab, arrows, space, Enter and the number keys; never the mouse."""

    def __init__(self, page: Page) -> None:
        self._keys = page.keyboard

    def press(self, control: Locator) -> None:
        self._go_to(control)
        self._keys.press("Enter")

    def say(self, control: Locator, number: int) -> None:
        expect(control).to_have_attribute("aria-keyshortcuts", str(number))
        self._keys.press(str(number))

    def pick(self, segments: Locator, number: int) -> None:
        options = segments.locator("input")
        self._go_to(segments.locator("input:checked"))
        for _ in range(options.count()):
            if options.nth(number).is_checked():
                return
            self._keys.press("ArrowRight")
        expect(options.nth(number)).to_be_checked()

    def tick(self, box: Locator) -> None:
        self._go_to(box)
        self._keys.press("Space")

    def _go_to(self, control: Locator) -> None:
        for _ in range(_TABS):
            if control.evaluate("node => node === document.activeElement"):
                return
            self._keys.press("Tab")
        raise AssertionError(f"Tab does not reach {control}")


class Player:
    """Carries out the decisions of a journal on the stage, and knows what the stage should show."""

    def __init__(self, page: Page, scenario: Scenario, language: str, hand: Hand) -> None:
        self.page = page
        self.stage = page.locator(".ab-stage")
        self.play: Play = start(scenario)
        self._language = language
        self._hand = hand

    @property
    def view(self) -> View:
        return look(self.play, self._language)

    def decide(self, value: Mapping[str, Any]) -> None:
        """Carry out one decision and wait until the stage shows what came of it."""
        decision = read_decision(value)
        self._carry_out(decision.as_data())
        self.play = decide(self.play, decision)
        self.expect_page()

    def expect_page(self) -> None:
        """The stage shows what the rules say: the place, the words, the choices."""
        view = self.view
        expect(self.stage).to_have_attribute("data-seq", str(10_000 + len(self.play.log)))
        expect(self.stage).to_have_attribute("data-place", view.place)
        expect(self.stage.locator(".place")).to_have_text(view.heading)
        if not view.finished:
            expect(self.stage.locator(".talk .text")).to_have_text(_words(view))
            expect(self.stage.locator(".scene > .choices .choice")).to_have_count(len(view.choices))

    def cut(self) -> Sequence[str]:
        """What does not fit on the stage."""
        found: list[str] = self.page.evaluate(_CUT)
        return found

    def _carry_out(self, data: Mapping[str, Any]) -> None:
        view, kind = self.view, data["kind"]
        if kind == "package":
            for number, issue in enumerate(view.builder.issues if view.builder else ()):
                options = [option.id for option in issue.options]
                self._hand.pick(self.stage.locator(".segments").nth(number), options.index(data["package"][issue.id]))
            self._hand.press(self.stage.locator("form.package .go"))
        elif kind == "mandate":
            self._ask_mandate(data["allowed"])
        elif _place(view.choices, data) is not None:
            number = _place(view.choices, data) or 0
            self._hand.say(self.stage.locator(".scene > .choices .choice").nth(number), number + 1)
        else:
            self._use_tool(view, data)

    def _ask_mandate(self, allowed: Mapping[str, Sequence[object]]) -> None:
        form = self.view.mandate
        assert form is not None
        for number, issue in enumerate(form.issues):
            boxes = self.stage.locator("form.mandate .segments").nth(number).locator("input")
            for place, option in enumerate(issue.options):
                wanted = option.id in allowed.get(issue.id, [each.id for each in issue.options])
                box = boxes.nth(place)
                if box.is_enabled() and box.is_checked() is not wanted:
                    self._hand.tick(box)
        self._hand.press(self.stage.locator("form.mandate .go"))

    def _use_tool(self, view: View, data: Mapping[str, Any]) -> None:
        tool = next(tool for tool in view.tools if _place(tool.choices, data) is not None)
        self._hand.press(self.stage.locator(f'[data-tool="{tool.id}"]'))
        if tool.id in ("ask", "tell", "verify", "private"):
            number = _place(tool.choices, data) or 0
            self._hand.say(self.stage.locator(".panel .choice").nth(number), number + 1)
        elif tool.id in ("accept", "walk", "leave"):
            self._hand.press(self.stage.locator(".confirm .go"))


def _words(view: View) -> list[str]:
    """What was said; what was agreed about a private talk is not said once more, since it stands above it."""
    agreed = view.private.sentence if view.private else None
    return [p.text for p in view.passages if p.kind != "news" or agreed is None or agreed not in p.text]


def _place(choices: Sequence[Choice], data: Mapping[str, Any]) -> int | None:
    return next((number for number, choice in enumerate(choices) if choice.decision == data), None)
