"""What a player has in front of it: what the stage shows, as data, and what a skilled reader hears in a sentence.

The one module of the players that looks at a play. What leaves it is a :class:`Sight`: plain values, nothing of the
engine, nothing that a student does not see, hear or count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from weakref import WeakKeyDictionary

from course.locale import Language
from course.negotiation.acts import Act, ActKind
from course.negotiation.game import Game
from course.negotiation.ratification import vetoed
from course.negotiation.setup import DemandKind, Package, Secret
from course.negotiation.state import State
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.menu import feeling, heaviest
from course.roleplay.moods import mood
from course.roleplay.play import Play, options
from course.roleplay.scenario import OTHER


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: the decision, its words, whom it concerns and how its words read (for moves)."""

    decision: Decision
    label: str
    with_: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    about: frozenset[str] = frozenset()
    """Promises that a talk is about, as its words in the menu say."""


@dataclass(frozen=True, slots=True)
class Private:
    """A private talk as both see it: what was agreed, how much time is left, whether they owe us an answer."""

    label: str
    turn: int
    turns: int
    owed: bool


@dataclass(frozen=True, slots=True)
class Sight:
    """What a player sees at one moment. ``feelings`` says in words what factions that were listened to want."""

    language: Language
    phase: str
    round: int
    last_round: int
    talks_left: int
    options: tuple[Option, ...]
    moods: Mapping[str, str]
    votes: Mapping[str, float]
    """Who has how many votes; the briefing says so."""
    quota: float
    vetoes: frozenset[str]
    """Who can stop everything alone; the briefing says so too."""
    demands: Mapping[str, str]
    errands: frozenset[str]
    feelings: Mapping[str, Mapping[str, Mapping[object, str]]]
    first: Mapping[str, str]
    """The issue that weighs most, for factions that were listened to."""
    issues: Mapping[str, tuple[object, ...]]
    offer: Package | None
    own_package: Package | None
    mandate: frozenset[Package] | None
    refusals: int
    told: tuple[str, ...]
    heard: tuple[str, ...]
    facts: Mapping[str, str]
    """Our facts and what kind they are; a reader knows an interest from a limit."""
    their_facts: Mapping[str, str]
    poll: Mapping[str, str]
    refused: Mapping[str, frozenset[Package]]
    """What those who can stop everything said no to, when asked about an offer or in a vote."""
    insulted: int
    """How often they took a package of ours as an insult; they say so."""
    space: tuple[Package, ...]
    private: Private | None
    """The private talk that is going on."""
    private_talks: int
    """Private talks begun so far."""
    private_on_agenda: bool
    announced: frozenset[str]
    """Factions that we told that there may be private talks."""
    sure: Mapping[str, float]
    """How far what they said can be relied on (0-1): 1 sure, 0 found untrue, between when it could be checked."""
    checked: frozenset[str]
    plan: tuple[str, ...] | None
    """What we made up our mind to be ready to tell."""
    secrets: Mapping[str, Secret]
    """Facts of ours that may not be told to somebody before some round; the briefing says so."""
    untrue: frozenset[str]
    """Facts of ours that are not so: telling one is a lie."""
    worked_out: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)
    """Notes on the same briefing from earlier, so that nobody works out twice what packages are worth."""

    def of(self, *kinds: DecisionKind) -> list[Option]:
        """The options of these kinds."""
        return [o for o in self.options if o.decision.kind in kinds]

    def named(self, package: Package) -> dict[str, object]:
        """A package as issue -> option."""
        return dict(zip(self.issues, package, strict=True))


class _Known:
    """What the briefing, the forms and the words of the people tell, worked out once a game."""

    def __init__(self, game: Game) -> None:
        bodies = [b for b in game.bodies if b.binding]
        self.quota = bodies[0].quota if bodies else 0.5
        self.vetoes = frozenset(f.id for f in game.setup.own.factions if f.veto)
        self.votes = {f.id: f.share for f in game.setup.own.factions}
        self.errands = frozenset(d.id for d in game.demands.values() if d.kind is DemandKind.ERRAND)
        self.issues: dict[str, tuple[object, ...]] = {issue.id: issue.options for issue in game.setup.issues}
        self.facts = {f.id: f.kind.value for f in game.facts.values()}
        self.their_facts = {f.id: f.kind.value for f in game.their_facts.values()}
        self.heaviest: dict[str, str] = {}
        self.private = game.setup.clock.private > 0
        self.worked_out: dict[object, Any] = {}
        self.options: dict[tuple[Language, str, str | None], Option] = {}
        self.secrets = {f.id: f.secret for f in game.facts.values() if f.secret is not None}
        self.untrue = frozenset(f.id for f in game.facts.values() if f.false)
        self.feelings: dict[str, Mapping[str, Mapping[object, str]]] = {
            f: {
                issue.id: {o: feeling(weight, value) for o, value in zip(issue.options, values, strict=True)}
                for issue, weight, values in zip(game.setup.issues, of.weights, of.values, strict=True)
            }
            for f, of in game.factions.items()
        }

    def first(self, play: Play, faction: str) -> str:
        """The issue that weighs most for a faction."""
        if faction not in self.heaviest:
            self.heaviest[faction] = heaviest(play, faction) if self.issues else ""
        return self.heaviest[faction]


_KNOWN: WeakKeyDictionary[Game, _Known] = WeakKeyDictionary()


def _known(game: Game) -> _Known:
    found = _KNOWN.get(game)
    if found is None:
        found = _KNOWN[game] = _Known(game)
    return found


def sight(play: Play, language: Language = "en") -> Sight:
    """What a student sees at this point of a play, in one language."""
    game, state, scenario = play.game, play.state, play.scenario
    known = _known(game)
    scene = scenario.scenes[play.scene] if play.scene is not None else None
    present = (*(scene.with_ if scene is not None else ()), OTHER)
    listened = [f for f in game.factions if state.factions[f].listened]
    told, heard = state.told, state.heard
    return Sight(
        language=language,
        phase=play.phase,
        round=state.round,
        last_round=state.last_round,
        talks_left=play.talks_left,
        options=tuple(_option(play, d, language, known) for d in options(play)),
        moods={who: mood(game, state, who) for who in present if who in game.factions or who == OTHER},
        votes=known.votes,
        quota=known.quota,
        vetoes=known.vetoes,
        demands=state.demands,
        errands=known.errands,
        feelings={f: known.feelings[f] for f in listened},
        first={f: known.first(play, f) for f in listened},
        issues=known.issues,
        offer=state.offer,
        own_package=state.own_package,
        mandate=None if state.mandate is None else state.mandate.packages,
        refusals=state.refusals,
        told=told,
        heard=heard,
        facts=known.facts,
        their_facts=known.their_facts,
        poll=state.poll,
        refused=_refused(play, known),
        insulted=_insulted(play),
        space=game.space,
        private=_private(state),
        private_talks=state.private_talks,
        private_on_agenda=known.private,
        announced=frozenset(f for f, of in state.factions.items() if of.channel_told),
        sure={line.fact: line.reliability for line in state.gained},
        checked=frozenset(f for f in heard if f"verified:{f}" in state.marks),
        plan=state.plan,
        secrets=known.secrets,
        untrue=known.untrue,
        worked_out=known.worked_out,
    )


def _refused(play: Play, known: _Known) -> Mapping[str, frozenset[Package]]:
    found: dict[str, frozenset[Package]] = dict.fromkeys(known.vetoes, frozenset())
    if not found:
        return found
    offer: Package | None = None
    for event in (event for entry in play.log for event in entry.events):
        if event.kind == "offer":
            offer = cast("Package", event.values["package"])
        elif event.kind == "poll" and offer is not None:
            for f in (f for f in found if event.values.get(f) == "low"):
                found[f] |= {offer}
    for vote in play.state.votes:
        for f in vetoed(play.game, vote):
            found[f] |= {vote.package}
    return found


def _private(state: State) -> Private | None:
    talk = state.private
    return None if talk is None else Private(talk.label.value, talk.turn, talk.turns, talk.owed)


def _insulted(play: Play) -> int:
    if play.state.own_package is None:
        return 0
    proposed = (entry for entry in play.log if entry.decision.kind is DecisionKind.PACKAGE)
    return sum(event.values.get("reaction") == "extreme" for entry in proposed for event in entry.events)


def _option(play: Play, decision: Decision, language: Language, known: _Known) -> Option:
    if decision.kind not in (DecisionKind.MOVE, DecisionKind.TALK):
        return Option(decision, decision.kind.value)
    key = (language, str(decision.scene), decision.move)
    found = known.options.get(key)
    if found is None:
        found = known.options[key] = _read(play, decision, language)
    return found


def _read(play: Play, decision: Decision, language: Language) -> Option:
    """How a sentence, or the line of a talk in the menu, reads."""
    scene = play.scenario.scenes[str(decision.scene)]
    if decision.kind is DecisionKind.MOVE:
        move = scene.moves[str(decision.move)]
        return Option(decision, move.say.of(language), scene.with_, move.acts)
    loosened = (d for m in scene.moves.values() for a in m.acts if a.kind is ActKind.LOOSEN_MANDATE for d in a.demands)
    label = scene.label.of(language) if scene.label else scene.id
    return Option(decision, label, scene.with_, about=frozenset(loosened))
