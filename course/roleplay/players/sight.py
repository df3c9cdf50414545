"""What a player has in front of it: what the stage shows, as data, and what a skilled reader hears in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from course.negotiation.acts import Act, ActKind
from course.negotiation.setup import DemandKind, Package
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.menu import feeling, heaviest
from course.roleplay.moods import mood
from course.roleplay.play import Play, options


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
class Sight:
    """What a player sees at one moment. ``feelings`` says in words what factions that were listened to want."""

    phase: str
    round: int
    last_round: int
    talks_left: int
    options: tuple[Option, ...]
    moods: Mapping[str, str]
    votes: Mapping[str, float]
    """Who has how many votes; the briefing says so."""
    quota: float
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
    insulted: int
    """How often they took a package of ours as an insult; they say so."""
    space: tuple[Package, ...]

    def of(self, *kinds: DecisionKind) -> list[Option]:
        """The options of these kinds."""
        return [o for o in self.options if o.decision.kind in kinds]

    def named(self, package: Package) -> dict[str, object]:
        """A package as issue -> option."""
        return dict(zip(self.issues, package, strict=True))


def sight(play: Play) -> Sight:
    """What a student sees at this point of a play."""
    game, state, scenario = play.game, play.state, play.scenario
    scene = scenario.scenes[play.scene] if play.scene is not None else None
    present = (*(scene.with_ if scene is not None else ()), "other")
    bodies = [b for b in game.bodies if b.binding]
    return Sight(
        phase=play.phase,
        round=state.round,
        last_round=state.last_round,
        talks_left=play.talks_left,
        options=tuple(_option(play, d) for d in options(play)),
        moods={who: mood(game, state, who) for who in present if who in game.factions or who == "other"},
        votes={f.id: f.share for f in scenario.setup.own.factions},
        quota=bodies[0].quota if bodies else 0.5,
        demands=dict(state.demands),
        errands=frozenset(d.id for d in game.demands.values() if d.kind is DemandKind.ERRAND),
        feelings={
            f: {
                issue.id: {o: feeling(weight, value) for o, value in zip(issue.options, values, strict=True)}
                for issue, weight, values in zip(scenario.setup.issues, of.weights, of.values, strict=True)
            }
            for f, of in game.factions.items()
            if state.factions[f].listened
        },
        first={f: heaviest(play, f) for f in game.factions if state.factions[f].listened},
        issues={issue.id: issue.options for issue in scenario.setup.issues},
        offer=state.offer,
        own_package=state.own_package,
        mandate=None if state.mandate is None else state.mandate.packages,
        refusals=state.refusals,
        told=state.told,
        heard=state.heard,
        facts={f.id: f.kind.value for f in game.facts.values()},
        their_facts={f.id: f.kind.value for f in game.their_facts.values()},
        poll=dict(state.poll),
        insulted=sum(e.values.get("reaction") == "extreme" for entry in play.log for e in entry.events),
        space=game.space,
    )


def _option(play: Play, decision: Decision) -> Option:
    scenario = play.scenario
    if decision.kind is DecisionKind.MOVE:
        scene = scenario.scenes[str(decision.scene)]
        move = scene.moves[str(decision.move)]
        return Option(decision, move.say.en, scene.with_, move.acts)
    if decision.kind is DecisionKind.TALK:
        scene = scenario.scenes[str(decision.scene)]
        loosened = (
            d for m in scene.moves.values() for a in m.acts if a.kind is ActKind.LOOSEN_MANDATE for d in a.demands
        )
        label = scene.label.en if scene.label else scene.id
        return Option(decision, label, scene.with_, about=frozenset(loosened))
    return Option(decision, decision.kind.value)
