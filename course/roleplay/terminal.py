"""A role-play in a terminal: for authors who try their scenario, and for readers who prefer text.

Reads only the view, as the stage does. ``q`` stops; the end prints the debrief. Nothing is kept on disk.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from course.locale import Language, say
from course.negotiation.errors import IllegalDecisionError
from course.roleplay.debrief import debrief
from course.roleplay.decision import read_decision
from course.roleplay.load import load
from course.roleplay.page import BuilderIssue, Choice, View
from course.roleplay.passages import Passage
from course.roleplay.play import Play, decide, start
from course.roleplay.view import look

Ask = Callable[[str], str]
"""Asks the reader something and gives the answer; raises EOFError when there is nobody."""


class Stopped(Exception):  # noqa: N818 - no error: the reader has had enough
    """The reader stops."""


def play(path: Path, language: Language, ask: Ask = input, console: Console | None = None) -> Play:
    """Play the scenario in a file to its end, or until the reader stops; gives the play as far as it got.

    Raises:
        ScenarioError: the file cannot be played.
    """
    out = console if console is not None else Console(highlight=False)
    play_ = start(load(path))
    talk = _Talk(ask, out, language)
    view = look(play_, language)
    out.print(f"\n[bold]{escape(view.title)}[/bold]\n\n{escape(view.briefing)}")
    out.print(f"\n[dim]{escape(say('terminal.how', language))}[/dim]")
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

    def show(self, view: View) -> None:
        clock = f"  [dim]{escape(view.clock.label)}[/dim]" if view.clock else ""
        self.out.print(f"\n[bold]— {escape(view.heading)} —[/bold]{clock}")
        for passage in view.passages:
            self.out.print(_spoken(passage))

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
        labels = [c.label for c in choices]
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
        for note in view.notes:
            self.out.print(f"[bold]{escape(note.heading)}[/bold]")
            for item in note.items:
                self.out.print(f"  - {escape(item)}")

    def _answer(self, prompt: str) -> str:
        answer = self.ask(prompt).strip().lower()
        if answer == "q":
            raise Stopped
        return answer


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


def _debrief(play: Play, language: Language, out: Console) -> None:
    found = debrief(play, language)
    out.print(f"\n[bold]{escape(found.ending)}[/bold]: {found.total:g} / {sum(p.maximum for p in found.parts):g}")
    out.print(escape(found.advice))
    for part in found.parts:
        out.print(f"\n[bold]{escape(part.label)}[/bold]: {part.points:g} / {part.maximum:g}")
        for reason in part.reasons:
            out.print(f"  - {escape(reason)}")
    for step in found.steps:
        if step.changes:
            out.print(f"\n[bold]{step.number}. {escape(step.said)}[/bold]  [dim]{escape(', '.join(step.acts))}[/dim]")
        for c in step.changes:
            why = f"{c.rule} [{c.point}; {c.source}]"
            out.print(f"  {escape(c.what)}: {escape(c.before)} → {escape(c.after)}  [dim]{escape(why)}[/dim]")
