"""Your notes: what you know and are ready to tell, what home asks, your mandate, the last word from home."""

from collections.abc import Collection, Mapping, Sequence

from course.locale import Text, both
from course.negotiation.setup import Package
from course.roleplay.heading import saying
from course.roleplay.page import Note
from course.roleplay.play import Play
from course.roleplay.scenario import OptionText
from course.roleplay.wording import capitalised, package_text


def notes(play: Play, language: str) -> tuple[Note, ...]:
    """All parts of the notes that hold something."""
    say, scenario, state = saying(language), play.scenario, play.state
    found = [Note("know", say("note_know"), tuple(f.text.of(language) for f in scenario.own.facts.values()))]
    found[0] = Note(
        "know",
        found[0].heading,
        (*found[0].items, *(capitalised(e.of(language)) for e in scenario.own.evidence.values())),
    )
    demands = tuple(
        say("demand", text=text, status=both(f"view.demand_{state.demands[name]}"))
        for name, text in scenario.own.demands.items()
        if state.demands[name] != "unheard"
    )
    found.append(Note("demands", say("note_demands"), demands))
    found.append(Note("mandate", say("note_mandate"), _mandate_note(play, language)))
    found.append(Note("plan", say("note_plan"), _plan_note(play, language)))
    poll = tuple(say(f"poll_{feeling}", faction=scenario.own.factions[f].name) for f, feeling in state.poll.items())
    found.append(Note("home", say("note_home"), poll))
    return tuple(note for note in found if note.items)


def _plan_note(play: Play, language: str) -> tuple[str, ...]:
    plan = play.state.plan
    if plan is None:
        return ()
    return tuple(play.scenario.own.facts[f].text.of(language) for f in plan) or (saying(language)("plan_nothing"),)


def _mandate_note(play: Play, language: str) -> tuple[str, ...]:
    say, mandate = saying(language), play.state.mandate
    if mandate is None:
        return (say("mandate_none"),) if play.state.round and play.scenario.setup.clock.table else ()
    allowed = {name: {p[n] for p in mandate.packages} for n, name in enumerate(play.game.issue_ids)}
    return tuple(capitalised(line) for line in mandate_lines(play, allowed, language))


def mandate_lines(play: Play, allowed: Mapping[str, Collection[object]], language: str) -> list[str]:
    """What you may come home with, one line an issue; an issue that is left out is free."""
    lines = []
    for issue in play.scenario.issues.values():
        options = [o for o in issue.options if o.id in allowed.get(issue.id, (o.id,))]
        words: Text = both("view.mandate_any") if len(options) == len(issue.options) else _or(options, language)
        lines.append(saying(language)("mandate_line", issue=issue.label, options=words))
    return lines


def _or(options: Sequence[OptionText], language: str) -> Text:
    texts = [o.text for o in options]
    last = both("view.or")
    return Text(*(_either([t.of(x) for t in texts], last.of(x)) for x in ("en", "nl")))


def _either(items: list[str], last: str) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"


def offer_text(play: Play, package: Package | None, language: str) -> str:
    """A package in words, or nothing."""
    return "" if package is None else package_text(play.scenario, package).of(language)
