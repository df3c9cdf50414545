"""The debrief: what was hidden while playing, each change with its rule, seed point and source."""

from dataclasses import replace

from course.locale import Text, area, both
from course.negotiation import constituency
from course.negotiation.changes import Change, Rule
from course.negotiation.setup import Package
from course.negotiation.state import Vote
from course.roleplay.advice import advice
from course.roleplay.decision import DecisionKind
from course.roleplay.ending import ending
from course.roleplay.events import Entry
from course.roleplay.ledger import leak, rows
from course.roleplay.menu import way_on
from course.roleplay.notes import mandate_lines, offer_text
from course.roleplay.page import Axis, ChangeView, Debrief, Dot, FactionVote, Mark, Offer, PartView, StepView, VoteView
from course.roleplay.passages import history
from course.roleplay.play import Play
from course.roleplay.score import score_sheet
from course.roleplay.wording import capitalised, number, percent, phrase


def debrief(play: Play, language: str) -> Debrief:
    """The debrief of a play that has ended, in one language."""
    scenario, game = play.scenario, play.game
    sheet = score_sheet(play)
    name = ending(play)
    story = phrase(scenario, name, "else", 0, who=scenario.other.name or Text("", "")).of(language)
    return Debrief(
        ending=both(f"view.{name}").of(language),
        story=story,
        advice=advice(play).of(language),
        drawn=scenario.drawn.told.of(language) if scenario.drawn else "",
        total=round(sheet.total, 1),
        parts=tuple(
            PartView(
                p.id,
                both(f"score.{p.id}").of(language),
                round(p.points, 1),
                p.maximum,
                tuple(r.of(language) for r in p.reasons),
            )
            for p in sheet.parts
        ),
        outcomes=tuple(_dot(play, x, language) for x in sorted(game.space, key=lambda x: -game.ours[x])),
        marks=_marks(play, language),
        path=_path(play, language),
        votes=_votes(play, language),
        steps=tuple(step_view(play, n, e, language) for n, e in enumerate(play.log, 1)),
        ledger=rows(play, language, afterwards=True),
        leak=leak(play, language),
        radar=_radar(play, language),
    )


def _dot(play: Play, x: Package, language: str) -> Dot:
    game, mandate = play.game, play.state.mandate
    return Dot(
        game.named(x),
        offer_text(play, x, language),
        game.ours[x],
        game.theirs[x],
        x in game.zone_set,
        mandate is not None and x in mandate.packages,
        constituency.passes(game, play.state, x),
        x in game.frontier,
    )


def _marks(play: Play, language: str) -> tuple[Mark, ...]:
    game = play.game
    named = {"deal": play.state.deal, "nash": game.nash, "kalai_smorodinsky": game.kalai_smorodinsky}
    found = [
        Mark(name, offer_text(play, x, language), game.ours[x], game.theirs[x])
        for name, x in named.items()
        if x is not None
    ]
    if not game.space:
        return ()
    label = both("view.no_deal").of(language)
    return (*found, Mark("fallback", label, game.reservation, game.their_reservation))


def _path(play: Play, language: str) -> tuple[Offer, ...]:
    found: list[Offer] = []

    def add(round_: int, who: str, x: Package) -> None:
        label = offer_text(play, x, language)
        found.append(Offer(round_, who, label, play.game.ours[x], play.game.theirs[x]))

    now = 0
    for entry in play.log:
        for event in entry.events:
            package = event.values.get("package")
            if event.kind == "propose":
                add(entry.round, "us", package)  # type: ignore[arg-type]  # events of this kind hold a package
            elif event.kind == "offer":
                now = max(now + 1, entry.round + (0 if event.values["before"] is None else 1))
                add(now, "them", package)  # type: ignore[arg-type]
    return tuple(found)


def _votes(play: Play, language: str) -> tuple[VoteView, ...]:
    found = []
    for n, vote in enumerate(play.state.votes, 1):
        for body in play.game.bodies:
            name = play.scenario.own.bodies.get(body.id) or both("view.the_vote")
            factions = tuple(_faction_vote(play, f, vote, language) for f in vote.yes)
            found.append(VoteView(n, capitalised(name.of(language)), vote.support[body.id], body.quota, factions))
    return tuple(found)


def _faction_vote(play: Play, faction: str, vote: Vote, language: str) -> FactionVote:
    yes = vote.yes[faction]
    sentence = both(
        "view.vote_why",
        worth=number(play.game.utility[faction][vote.package], 0),
        threshold=number(vote.half[faction], 0),
        yes=percent(yes),
    )
    return FactionVote(play.scenario.own.factions[faction].name.of(language), yes, sentence.of(language))


def step_view(play: Play, n: int, entry: Entry, language: str) -> StepView:
    """One decision of a play as the debrief shows it: ``entry`` is the ``n``-th line of its log (from 1)."""
    acts: tuple[str, ...] = ()
    decision = entry.decision
    if decision.scene is not None and decision.move is not None:
        kinds = dict.fromkeys(a.kind for a in play.scenario.scenes[decision.scene].moves[decision.move].acts)
        acts = tuple(both(f"acts.{kind}").of(language) for kind in kinds)
    else:
        acts = (both(f"acts.{decision.kind}").of(language),)
    changes = tuple(_change(play, c, language) for c in entry.changes)
    return StepView(n, _place(play, n, entry, language), _said(play, entry, language), acts, changes)


def _place(play: Play, n: int, entry: Entry, language: str) -> str:
    """Where a decision was taken; back at the table after a rejection, the rounds count from 1 again."""
    vote = next((v for v, e in enumerate(play.log, 1) if any(x.kind == "reopened" for x in e.events)), n)
    if n <= vote:
        is_talk = entry.phase == "private" and not play.scenario.setup.clock.table
        name = "private_turn" if is_talk else entry.phase
        return both(f"view.place_{name}", round=entry.round).of(language)
    name = "table_again" if entry.phase == "table" else entry.phase
    return both(f"view.place_{name}", round=entry.round - play.log[vote].round + 1).of(language)


def _said(play: Play, entry: Entry, language: str) -> str:
    _, now = history(replace(play, log=(entry,)), language)
    return next((p.text for p in now if p.kind == "you"), _label(play, entry, language))


def _label(play: Play, entry: Entry, language: str) -> str:
    decision = entry.decision
    if decision.scene is not None:
        label = play.scenario.scenes[decision.scene].label
        return label.of(language) if label else decision.scene
    if decision.kind in (DecisionKind.LEAVE, DecisionKind.BACK):
        return both(f"view.{way_on(play, decision.kind, entry.phase)}").of(language)
    said = both(f"acts.{decision.kind}").of(language)
    if decision.allowed is not None:
        said += f" ({'; '.join(mandate_lines(play, decision.allowed, language))})"
    return said


def _change(play: Play, change: Change, language: str) -> ChangeView:
    what = both(f"changes.{change.what}", of=_subject(play, change)).of(language)
    rule: Rule = change.rule
    text = both(f"rules.{rule.name.lower()}").of(language)
    return ChangeView(
        capitalised(what).removesuffix("."),
        _value(play, change.what, change.before, language),
        _value(play, change.what, change.after, language),
        text,
        rule.point,
        source_text(rule.source, language),
    )


def source_text(source: str, language: str) -> str:
    """A source as a reader sees it: a star behind it becomes the words that it was not checked."""
    if source == "design":
        return both("changes.design").of(language)
    if source.endswith("*"):
        return both("changes.unchecked", source=source.rstrip("*")).of(language)
    return source


def _subject(play: Play, change: Change) -> Text:
    own, other, name = play.scenario.own, play.scenario.other, change.subject
    if name in own.factions:
        return own.factions[name].name
    for texts in (own.demands, own.bodies):
        if name in texts:
            return texts[name]
    if change.what == "answer" and name in other.facts:
        asked = other.facts[name]
        return asked.ask or asked.text
    for facts in (own.facts, other.facts):
        if name in facts:
            return facts[name].text
    parts = [own.factions[p].name for p in name.split(" + ") if p in own.factions]
    return Text(" + ".join(p.en for p in parts), " + ".join(p.nl for p in parts)) if parts else Text(name, name)


_PERCENT = frozenset({"vote", "mandate", "their_vote"})


def _value(play: Play, what: str, value: object, language: str) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return both("changes.yes" if value else "changes.no").of(language)
    if isinstance(value, tuple):
        return offer_text(play, value, language)
    if isinstance(value, (int, float)):
        return (percent(float(value)) if what in _PERCENT else number(float(value), 2)).of(language)
    known = area("changes")
    entry = next((name for name in (f"status_{value}", f"label_{value}") if name in known), None)
    return both(f"changes.{entry}").of(language) if entry else str(value)


def _radar(play: Play, language: str) -> tuple[Axis, ...]:
    """Mastenbroek's activities: content, power, climate, flexibility and (the fifth) the constituency.

    An activity that this role-play gives no occasion for is left out.
    """
    shares = {p.id: p.points / p.maximum if p.maximum else 0.0 for p in score_sheet(play).parts}
    tried = {
        tuple(sorted(e.decision.package.items()))
        for e in play.log
        if e.decision.kind == "package" and e.decision.package
    }
    voices = [of.voice for of in play.state.factions.values()]
    heard_at_home = [sum(voices) / len(voices)] if voices else []
    found = {
        "content": [shares[p] for p in ("substance", "information") if p in shares],
        "power": [shares[p] for p in ("mandate",) if p in shares],
        "climate": [shares[p] for p in ("relation",) if p in shares],
        "flexibility": [min(1.0, (len(tried) + len(play.state.asked)) / 6)],
        "constituency": [shares[p] for p in ("ratification",) if p in shares] + heard_at_home,
    }
    return tuple(
        Axis(both(f"view.activity_{name}").of(language), round(sum(values) / len(values), 3))
        for name, values in found.items()
        if values
    )
