"""What a student sees of a role-play: all that the stage, the terminal and the simulated players get.

Nothing of the hidden state is in it: no numbers of trust, emotion or support, no act behind a sentence.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from course.locale import Text, both
from course.negotiation import mandate as mandates
from course.negotiation.setup import Package
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.passages import Passage, Speaker, history, speaker_of
from course.roleplay.play import Play, options
from course.roleplay.scenario import OptionText, Scene
from course.roleplay.wording import capitalised, package_text

K = DecisionKind


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop on the way: home, mandate, table, report, vote. ``status`` is done, now or ahead."""

    id: str
    label: str
    status: str


@dataclass(frozen=True, slots=True)
class Clock:
    """How much of the time is used."""

    label: str
    used: int
    total: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose, as a full sentence, and the decision that it is."""

    label: str
    decision: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Tool:
    """A group of choices at the table: ask, tell, hold, recess, accept, walk."""

    id: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class BuilderOption:
    """One option of an issue, as it reads."""

    id: object
    label: str


@dataclass(frozen=True, slots=True)
class BuilderIssue:
    """One issue with its options; ``selected`` is where the builder starts."""

    id: str
    label: str
    options: tuple[BuilderOption, ...]
    selected: object = None


@dataclass(frozen=True, slots=True)
class Guess:
    """What a faction thinks of each option, in words, as far as you asked: issue -> option -> sentence.

    ``votes`` is its share of the votes (0-1), ``first`` the issue that weighs most for it ("" when you did not ask).
    """

    name: str
    votes: float
    first: str
    texts: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Builder:
    """The package builder."""

    issues: tuple[BuilderIssue, ...]
    guesses: tuple[Guess, ...]
    their_offer: Mapping[str, object]
    last: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class MandateForm:
    """The form of the mandate meeting; ``locked`` holds what promises at home leave of an issue."""

    issues: tuple[BuilderIssue, ...]
    tries_left: int
    locked: Mapping[str, tuple[object, ...]]
    sentence: str


@dataclass(frozen=True, slots=True)
class Note:
    """One part of your notes."""

    id: str
    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """Everything that is on the stage now."""

    scenario: str
    language: str
    title: str
    briefing: str
    place: str
    heading: str
    stops: tuple[Stop, ...]
    clock: Clock | None
    passages: tuple[Passage, ...]
    earlier: tuple[Passage, ...]
    question: str
    choices: tuple[Choice, ...] = ()
    builder: Builder | None = None
    tools: tuple[Tool, ...] = ()
    mandate: MandateForm | None = None
    notes: tuple[Note, ...] = ()
    finished: bool = False
    people: tuple[Speaker, ...] = field(default=())


def as_data(view: object) -> dict[str, object]:
    """A view (or debrief) as JSON data."""
    return asdict(view)  # type: ignore[call-overload,no-any-return]  # views and debriefs are dataclasses


def look(play: Play, language: str) -> View:
    """What the student sees at this point, in one language."""
    scenario = play.scenario
    earlier, now = history(play, language)
    opened = options(play)
    at_table = play.phase == "table" and play.scene is None
    return View(
        scenario=scenario.id,
        language=language,
        title=scenario.title.of(language),
        briefing=scenario.briefing.of(language),
        place=_place(play),
        heading=_heading(play, language),
        stops=_stops(play, language),
        clock=_clock(play, language),
        passages=now,
        earlier=earlier,
        question=_question(play, language),
        choices=() if at_table else _choices(play, opened, language),
        builder=_builder(play, language) if at_table and Decision(K.PACKAGE) in opened else None,
        tools=_tools(play, opened, language) if at_table else (),
        mandate=_mandate(play, language) if play.phase == "mandate" else None,
        notes=_notes(play, language),
        finished=play.ended,
    )


def _say(language: str) -> Callable[..., str]:
    return lambda key, **values: both(f"view.{key}", **values).of(language)


def _place(play: Play) -> str:
    if play.ended:
        return "debrief"
    return "home" if play.phase == "leaving" else play.phase


STOPS = ("home", "mandate", "table", "report", "vote")


def _stops(play: Play, language: str) -> tuple[Stop, ...]:
    clock = play.scenario.setup.clock
    there = {
        "home": clock.home,
        "mandate": clock.mandate,
        "table": clock.table,
        "report": clock.report,
        "vote": len(clock.vote),
    }
    names = [name for name in STOPS if there[name]]
    place = {"recess": "table"}.get(_place(play), _place(play))
    now = names.index(place) if place in names else len(names)
    say = _say(language)
    return tuple(
        Stop(name, say(f"stop_{name}"), "done" if n < now else "now" if n == now else "ahead")
        for n, name in enumerate(names)
    )


def _talking(play: Play) -> int:
    """1 while a talk is going on: it has been counted, but it is the one you are in."""
    return 1 if play.scene is not None and not play.scenario.scenes[play.scene].at_leaving else 0


def _heading(play: Play, language: str) -> str:
    say, state, clock = _say(language), play.state, play.scenario.setup.clock
    name = _place(play)
    values: dict[str, object] = {}
    if name in ("home", "report"):
        total = clock.home if name == "home" else clock.report
        used = total - play.talks_left
        if play.phase == "leaving":
            name = "leaving"
        elif play.talks_left == 0 and not _talking(play):
            name += "_over"
        values = {"talk": max(1, used) if _talking(play) else min(total, used + 1), "total": total}
    elif name == "table":
        if state.round > state.last_round:
            name = "table_over"
        elif state.reopened:
            name = "table_again"
            total = play.game.calibration.reopening_rounds
            values = {"round": state.round - _rounds_before(play), "total": total}
        else:
            values = {"round": state.round, "total": clock.table}
    return say(f"heading_{name}", **values)


def _rounds_before(play: Play) -> int:
    """The rounds that were counted before this sitting at the table: after a rejection it begins at 1 again."""
    state = play.state
    return state.last_round - play.game.calibration.reopening_rounds if state.reopened else 0


def _clock(play: Play, language: str) -> Clock | None:
    say, clock, state = _say(language), play.scenario.setup.clock, play.state
    if play.phase in ("home", "leaving", "report"):
        total = clock.report if play.phase == "report" else clock.home
        used = total - play.talks_left
        return Clock(say("clock_talks", used=used, total=total), used, total)
    if play.phase in ("table", "recess"):
        before, total = _rounds_before(play), clock.table
        if state.reopened:
            total = play.game.calibration.reopening_rounds
        used = min(state.round - before, total)
        return Clock(say("clock_rounds", used=used, total=total), used, total)
    if play.phase == "mandate":
        return Clock(say("clock_tries", used=state.refusals, total=clock.mandate), state.refusals, clock.mandate)
    return None


def _question(play: Play, language: str) -> str:
    if play.ended:
        return ""
    name = "say" if play.scene is not None else play.phase
    return _say(language)(f"question_{name}")


def _choices(play: Play, opened: tuple[Decision, ...], language: str) -> tuple[Choice, ...]:
    found = []
    for decision in opened:
        if decision.kind is K.MOVE and play.scene is not None:
            label = play.scenario.scenes[play.scene].moves[str(decision.move)].say.of(language)
        elif decision.kind is K.TALK:
            label = _talk_label(play, play.scenario.scenes[str(decision.scene)], language)
        elif decision.kind in (K.LEAVE, K.BACK):
            label = _say(language)(f"choice_{decision.kind}_{play.phase}")
        else:
            continue
        found.append(Choice(label.strip(), decision.as_data()))
    return tuple(found)


def _talk_label(play: Play, scene: Scene, language: str) -> str:
    if scene.label is not None:
        return scene.label.of(language)
    names = [speaker_of(play, who, language, "") for who in scene.with_]
    return _say(language)("talk_to", names=", ".join(n.name for n in names if n) or scene.id)


def _tools(play: Play, opened: tuple[Decision, ...], language: str) -> tuple[Tool, ...]:
    say, groups = _say(language), dict[str, list[Choice]]()
    for decision in opened:
        fact = str(decision.fact)
        if decision.kind is K.QUESTION:
            text = play.scenario.other.facts[fact]
            groups.setdefault("ask", []).append(Choice((text.ask or text.text).of(language), decision.as_data()))
        elif decision.kind is K.DISCLOSURE:
            label = play.scenario.own.facts[fact].text.of(language)
            groups.setdefault("tell", []).append(Choice(label, decision.as_data()))
        elif decision.kind in (K.HOLD, K.RECESS, K.WALK):
            groups.setdefault(decision.kind.value, []).append(Choice(say(f"tool_{decision.kind}"), decision.as_data()))
        elif decision.kind is K.ACCEPT and play.state.offer is not None:
            label = say("tool_accept", offer=package_text(play.scenario, play.state.offer))
            groups.setdefault("accept", []).append(Choice(label, decision.as_data()))
    return tuple(Tool(name, say(f"group_{name}"), tuple(choices)) for name, choices in groups.items())


def _issues(play: Play, language: str, selected: Mapping[str, object]) -> tuple[BuilderIssue, ...]:
    return tuple(
        BuilderIssue(
            issue.id,
            capitalised(issue.label.of(language)),
            tuple(BuilderOption(o.id, o.text.of(language)) for o in issue.options),
            selected.get(issue.id),
        )
        for issue in play.scenario.issues.values()
    )


def _builder(play: Play, language: str) -> Builder:
    game, state = play.game, play.state
    offer = game.named(state.offer) if state.offer is not None else {}
    last = game.named(state.own_package) if state.own_package is not None else None
    guesses = tuple(_guess(play, f, language) for f in game.factions)
    return Builder(_issues(play, language, last or offer), guesses, offer, last)


def _guess(play: Play, faction: str, language: str) -> Guess:
    """In words, and only for a faction that you listened to: what it said it wants."""
    text = play.scenario.own.factions[faction]
    name = text.name.of(language)
    of, say = play.game.factions[faction], _say(language)
    if not play.state.factions[faction].listened:
        return Guess(name, of.share, "", {})
    found: dict[str, dict[str, str]] = {}
    for issue, weight, values in zip(play.game.setup.issues, of.weights, of.values, strict=True):
        found[issue.id] = {
            str(option): say(feeling(weight, value)) for option, value in zip(issue.options, values, strict=True)
        }
    return Guess(name, of.share, heaviest(play, faction), found)


def heaviest(play: Play, faction: str) -> str:
    """The issue that weighs most for a faction."""
    weights = play.game.factions[faction].weights
    return play.game.issue_ids[max(range(len(weights)), key=lambda n: weights[n])]


def feeling(weight: float, value: float) -> str:
    """How a faction speaks of an option, from the weight of the issue (0-1) and the worth of the option (0-100)."""
    if weight < 0.2:
        return "guess_little"
    if value >= 75:
        return "guess_good"
    return "guess_fair" if value >= 40 else "guess_bad"


def _mandate(play: Play, language: str) -> MandateForm:
    left = mandates.locks(play.game, play.state)
    locked = {
        issue.id: tuple(o for o in issue.options if o in left[issue.id])
        for issue in play.game.setup.issues
        if issue.id in left
    }
    tries = play.scenario.setup.clock.mandate - play.state.refusals
    sentence = _say(language)("mandate_locked" if locked else "mandate_free")
    return MandateForm(_issues(play, language, _refused(play)), tries, locked, sentence)


def _refused(play: Play) -> Mapping[str, object]:
    """What you asked for and did not get: the form starts there, so that you can see what to take out."""
    last = play.log[-1].decision if play.log else None
    return {} if last is None or last.allowed is None else last.allowed


def _notes(play: Play, language: str) -> tuple[Note, ...]:
    say, scenario, state = _say(language), play.scenario, play.state
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
    found.append(Note("told", say("note_told"), tuple(scenario.own.facts[f].text.of(language) for f in state.told)))
    found.append(
        Note("heard", say("note_heard"), tuple(scenario.other.facts[f].text.of(language) for f in state.heard))
    )
    poll = tuple(say(f"poll_{feeling}", faction=scenario.own.factions[f].name) for f, feeling in state.poll.items())
    found.append(Note("home", say("note_home"), poll))
    return tuple(note for note in found if note.items)


def _mandate_note(play: Play, language: str) -> tuple[str, ...]:
    say, mandate = _say(language), play.state.mandate
    if mandate is None:
        return (say("mandate_none"),) if play.state.round else ()
    allowed = {name: {p[n] for p in mandate.packages} for n, name in enumerate(play.game.issue_ids)}
    return tuple(capitalised(line) for line in mandate_lines(play, allowed, language))


def mandate_lines(play: Play, allowed: Mapping[str, Collection[object]], language: str) -> list[str]:
    """What you may come home with, one line an issue; an issue that is left out is free."""
    lines = []
    for issue in play.scenario.issues.values():
        options = [o for o in issue.options if o.id in allowed.get(issue.id, (o.id,))]
        words: Text = both("view.mandate_any") if len(options) == len(issue.options) else _or(options, language)
        lines.append(_say(language)("mandate_line", issue=issue.label, options=words))
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
