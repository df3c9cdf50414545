"""A role-play in a terminal: for authors who try their scenario, and for readers who prefer text.

Reads only the view, as the stage does. A play plan is told as a story, and where it ends the reader goes on. ``q``
stops; the end prints the debrief. Nothing is kept on disk.
"""

from collections.abc import Callable, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.markup import escape

from course.locale import Language, say
from course.negotiation.errors import IllegalDecisionError
from course.roleplay import wording
from course.roleplay.debrief import debrief
from course.roleplay.decision import read_decision
from course.roleplay.load import load
from course.roleplay.page import BuilderIssue, Choice, LedgerRow, Tool, View
from course.roleplay.passages import Passage
from course.roleplay.plans import Plan, PlanError, steps
from course.roleplay.play import Play, decide, start
from course.roleplay.view import look

_ANSWERED: Final = frozenset({"you", "reply", "answer", "news"})
"""Passages that belong to the decision that was taken, and not to what comes next."""

Ask = Callable[[str], str]
"""Asks the reader something and gives the answer; raises EOFError when there is nobody."""


class Stopped(Exception):  # noqa: N818 - no error: the reader has had enough
    """The reader stops."""


def play(
    path: Path,
    language: Language,
    ask: Ask = input,
    console: Console | None = None,
    *,
    plan: Plan | None = None,
    variant: str | None = None,
) -> Play:
    """Play the scenario in a file to its end, or until the reader stops; gives the play as far as it got.

    With a ``plan`` its decisions come first, in the variant that it names.

    Raises:
        ScenarioError: the file cannot be played.
    """
    out = console if console is not None else Console(highlight=False)
    play_ = start(load(path, plan.variant_name if plan else variant))
    talk = _Talk(ask, out, language)
    view = look(play_, language)
    out.print(f"\n[bold]{escape(view.title)}[/bold]\n\n{escape(view.briefing)}")
    out.print(f"\n[dim]{escape(say('terminal.how', language))}[/dim]")
    if plan is not None:
        play_ = talk.tell(play_, plan)
    try:
        while not play_.ended:
            view = look(play_, language)
            talk.show(view)
            play_ = talk.step(play_, view)
    except (Stopped, EOFError, KeyboardInterrupt):
        out.print(escape(say("terminal.stopped", language)))
        return play_
    talk.show(look(play_, language))
    _debrief(play_, language, out)
    return play_


class _Talk:
    def __init__(self, ask: Ask, out: Console, language: Language) -> None:
        self.ask = ask
        self.out = out
        self.language = language
        self.agreed = ""
        self.heading = ""
        """The heading of now."""
        self.above = ""
        """The heading that was printed last."""

    def show(self, view: View, *, is_story: bool = False) -> None:
        """What came of the last decision, under the heading at which it was taken; then the heading of now.

        In a story nobody has to choose, so a heading waits until there is something to tell below it.
        """
        passages = view.passages if self.heading else ()
        answered = list(takewhile(lambda passage: passage.kind in _ANSWERED, passages))
        following = view.passages[len(answered) :]
        if answered:
            self._head(self.heading)
        for passage in answered:
            self.out.print(_spoken(passage))
        clock = f"  [dim]{escape(view.clock.label)}[/dim]" if view.clock else ""
        self.heading = f"\n[bold]— {escape(view.heading)} —[/bold]{clock}"
        if following or not is_story:
            self._head(self.heading)
        self._agreed(view)
        for passage in following:
            self.out.print(_spoken(passage))

    def _head(self, heading: str) -> None:
        """A heading, unless it stands above already."""
        if heading != self.above:
            self.out.print(heading)
            self.above = heading

    def _agreed(self, view: View) -> None:
        """What was agreed about a private talk, when that is new and not told among the news."""
        agreed, before = view.private, self.agreed
        self.agreed = "" if agreed is None else agreed.label
        if agreed is None or agreed.label == before:
            return
        if not any(agreed.sentence in passage.text for passage in view.passages):
            self.out.print(f"[magenta]{escape(agreed.heading)}:[/magenta] {escape(agreed.sentence)}")

    def tell(self, play: Play, plan: Plan) -> Play:
        """The decisions of a plan as a story; where one of them cannot be taken it says so and stops."""
        try:
            for after in steps(plan, play):
                self.show(look(play, self.language), is_story=True)
                play = after
        except PlanError as error:
            self.out.print(f"\n[yellow]{escape(error.finding(plan.file).describe(self.language))}[/yellow]")
        return play

    def step(self, play: Play, view: View) -> Play:
        """One decision; asks again until it is possible."""
        while True:
            data = self._mandate(view) if view.mandate else self._choose(view)
            if data is None:
                continue
            try:
                return decide(play, read_decision(data))
            except IllegalDecisionError as error:
                why = say(f"illegal.{error.code}", self.language, **error.values)
                self.out.print(f"[yellow]{escape(why)}[/yellow]")

    def _choose(self, view: View) -> Mapping[str, object] | None:
        choices = [*view.choices, *(c for tool in view.tools for c in tool.choices)]
        labels = [c.label for c in view.choices]
        labels += [_tool_line(tool, c) for tool in view.tools for c in tool.choices]
        if view.builder is not None:
            labels.append(say("terminal.package", self.language))
        self.out.print(f"\n[bold]{escape(view.question)}[/bold]")
        for number, label in enumerate(labels, 1):
            self.out.print(f" {number:>2}  {escape(label)}")
        answer = self._answer("? ")
        if answer in ("n", "b"):
            self._notes(view) if answer == "n" else self.out.print(escape(view.briefing))
            return None
        if not answer.isdecimal() or not 1 <= int(answer) <= len(labels):
            self.out.print(escape(say("terminal.number", self.language, last=len(labels))))
            return None
        return self._picked(choices, int(answer) - 1, view)

    def _picked(self, choices: list[Choice], index: int, view: View) -> Mapping[str, object]:
        if index < len(choices):
            return choices[index].decision
        assert view.builder is not None
        return {"kind": "package", "package": {issue.id: self._option(issue) for issue in view.builder.issues}}

    def _option(self, issue: BuilderIssue) -> object:
        while True:
            shown = "  ".join(f"{n} {o.label}" for n, o in enumerate(issue.options, 1))
            answer = self._answer(f"{issue.label}: {shown} ? ")
            if answer.isdecimal() and 1 <= int(answer) <= len(issue.options):
                return issue.options[int(answer) - 1].id

    def _mandate(self, view: View) -> Mapping[str, object]:
        assert view.mandate is not None
        self.out.print(f"\n[bold]{escape(view.question)}[/bold] {escape(view.mandate.sentence)}")
        return {
            "kind": "mandate",
            "allowed": {issue.id: self._several(issue) for issue in view.mandate.issues},
            "floor": None,
        }

    def _several(self, issue: BuilderIssue) -> list[object]:
        while True:
            shown = "  ".join(f"{n} {o.label}" for n, o in enumerate(issue.options, 1))
            answer = self._answer(f"{issue.label}: {shown} ({say('terminal.several', self.language)}) ? ")
            picked = [int(word) for word in answer.replace(",", " ").split() if word.isdecimal()]
            if not answer:
                return [o.id for o in issue.options]
            if picked and all(1 <= n <= len(issue.options) for n in picked):
                return [issue.options[n - 1].id for n in sorted(set(picked))]

    def _notes(self, view: View) -> None:
        if view.private is not None:
            self.out.print(f"[bold]{escape(view.private.heading)}[/bold]\n  {escape(view.private.sentence)}")
        for note in view.notes:
            self.out.print(f"[bold]{escape(note.heading)}[/bold]")
            for item in note.items:
                self.out.print(f"  - {escape(item)}")
        if view.ledger:
            self.out.print(f"[bold]{escape(say('stage.ledger', self.language))}[/bold]")
            for row in view.ledger:
                self.out.print(f"  - {escape(_ledger_line(row, self.language))}")
            self.out.print(f"  {escape(view.balance)}")

    def _answer(self, prompt: str) -> str:
        answer = self.ask(prompt).strip().lower()
        if answer == "q":
            raise Stopped
        return answer


def _tool_line(tool: Tool, choice: Choice) -> str:
    """What can be done; a fact by itself does not say whether you would ask or tell it."""
    return f"{tool.label}: {choice.label}" if tool.id in ("ask", "tell") else choice.label


def _spoken(passage: Passage) -> str:
    text = escape(passage.text)
    if passage.kind == "you":
        return f"  [cyan]> {text}[/cyan]"
    if passage.speaker is None:
        return text
    who = (
        f"{passage.speaker.name} ({passage.speaker.mood_label})" if passage.speaker.mood_label else passage.speaker.name
    )
    return f"[bold]{escape(who)}[/bold]  {text}"


def _ledger_line(row: LedgerRow, language: Language, *, afterwards: bool = False) -> str:
    """One line of the ledger; afterwards with its weight."""
    where = say("stage.ledger_private", language, where=row.where) if row.private else row.where
    weight = f"{say('debrief.ledger_weight', language).lower()} {wording.number(row.weight, 1).of(language)}"
    more = [row.kind, *[weight] * afterwards, where, *[row.sure] * bool(row.sure)]
    return f"{say(f'stage.ledger_{row.side}', language)}: {row.text} ({'; '.join(more)})"


def _debrief(play: Play, language: Language, out: Console) -> None:
    found = debrief(play, language)
    out.print(f"\n[bold]{escape(found.ending)}[/bold]: {found.total:g} / {sum(p.maximum for p in found.parts):g}")
    out.print(escape(found.advice))
    if found.drawn:
        out.print(escape(found.drawn))
    for part in found.parts:
        out.print(f"\n[bold]{escape(part.label)}[/bold]: {part.points:g} / {part.maximum:g}")
        for reason in part.reasons:
            out.print(f"  - {escape(reason)}")
    if found.ledger:
        out.print(f"\n[bold]{escape(say('debrief.ledger_heading', language))}[/bold]")
        for row in found.ledger:
            out.print(f"  - {escape(_ledger_line(row, language, afterwards=True))}")
    if found.leak is not None:
        out.print(f"\n[bold]{escape(say('debrief.leak_heading', language))}[/bold]\n{escape(found.leak.sentence)}")
    for step in found.steps:
        if step.changes:
            out.print(f"\n[bold]{step.number}. {escape(step.said)}[/bold]  [dim]{escape(', '.join(step.acts))}[/dim]")
        for c in step.changes:
            why = f"{c.rule} [{c.point}; {c.source}]"
            out.print(f"  {escape(c.what)}: {escape(c.before)} → {escape(c.after)}  [dim]{escape(why)}[/dim]")
