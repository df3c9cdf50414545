"""Playing a scenario: which decisions are open, and what each of them leads to.

A play is one frozen value. ``decide`` gives the next one and leaves the old one as it was: going back, forking and
replaying are nothing but keeping or repeating decisions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from course.negotiation import mandate as mandates
from course.negotiation import ratification, rounds, table
from course.negotiation.acts import Act
from course.negotiation.calibration import Calibration
from course.negotiation.changes import Change, Rule
from course.negotiation.errors import IllegalDecisionError
from course.negotiation.game import Game
from course.negotiation.perform import perform, possible
from course.negotiation.setup import Package
from course.negotiation.state import State
from course.negotiation.turn import Turn
from course.roleplay.conditions import holds
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.events import Entry, Event
from course.roleplay.moods import mood
from course.roleplay.scenario import OTHER, Move, Place, Scenario, Scene

K = DecisionKind


@dataclass(frozen=True, slots=True)
class Play:
    """Where a role-play stands.

    ``phase`` is home, leaving, mandate, table, recess, report, vote or end; ``scene`` the scene that waits for an
    answer.
    """

    scenario: Scenario
    game: Game
    state: State
    phase: str = "home"
    scene: str | None = None
    pending: tuple[str, ...] = ()
    played: Mapping[str, str] = field(default_factory=dict)
    talks_left: int = 0
    log: tuple[Entry, ...] = ()
    opening: tuple[Event, ...] = ()
    """What there is to tell before the first decision."""

    @property
    def ended(self) -> bool:
        """Whether there is nothing left to decide."""
        return self.phase == "end"


def start(scenario: Scenario, calibration: Calibration | None = None) -> Play:
    """The play before the first decision. ``calibration`` replaces the magnitudes (for lint and tests)."""
    game = scenario.game if calibration is None else Game(scenario.setup, calibration)
    play = Play(scenario, game, game.opening())
    step = _Step(play)
    step.enter(_stages(scenario)[0])
    return replace(step.result(), opening=tuple(step.events))


def options(play: Play) -> tuple[Decision, ...]:
    """What can be decided now. A package and a mandate come as templates: their value is the student's."""
    return tuple(_Step(play).options())


def decide(play: Play, decision: Decision) -> Play:
    """The play after one decision.

    Raises:
        IllegalDecisionError: the decision is not open now; nothing has changed.
    """
    step = _Step(play)
    step.take(decision)
    entry = Entry(decision, play.phase, play.state.round, tuple(step.events), tuple(step.turn.changes))
    return replace(step.result(), log=(*play.log, entry))


def replay(scenario: Scenario, decisions: Iterable[Decision], calibration: Calibration | None = None) -> Play:
    """The play after these decisions.

    Raises:
        IllegalDecisionError: one of them is not open when it is taken.
    """
    play = start(scenario, calibration)
    for decision in decisions:
        play = decide(play, decision)
    return play


def present(scene: Scene) -> tuple[str, ...]:
    """Whose mood counts in a scene: the factions named, else the other side at the table, else nobody."""
    if scene.with_:
        return scene.with_
    return (OTHER,) if scene.place in (Place.TABLE, Place.PRIVATE) else ()


def answering(scene: Scene, move: Move) -> tuple[str, ...]:
    """Who answers a move: whoever is in the scene; at the table, a faction when the words go home and nowhere else."""
    home = dict.fromkeys(f for act in move.acts for f in act.factions)
    if scene.place is Place.TABLE and not scene.with_ and all(act.factions for act in move.acts):
        return tuple(home) if len(home) == 1 else ()
    return present(scene)


def _stages(scenario: Scenario) -> list[str]:
    clock = scenario.setup.clock
    there = {
        "home": clock.home > 0,
        "mandate": clock.mandate > 0,
        "table": clock.table > 0,
        "report": clock.report > 0,
        "vote": bool(clock.vote),
    }
    return [stage for stage, exists in there.items() if exists] or ["table"]


class _Facts:
    """What the conditions of a scenario ask of a play (see ``conditions.Facts``)."""

    def __init__(self, step: "_Step") -> None:
        self._step = step

    @property
    def round(self) -> int:
        return self._step.turn.state.round

    @property
    def phase(self) -> str:
        return "home" if self._step.phase == "leaving" else self._step.phase

    @property
    def result(self) -> str:
        state = self._step.turn.state
        if "walked" in state.marks:
            return "no-deal"  # also after a rejection: there is nothing left to vote on
        if state.votes:
            return "ratified" if state.votes[-1].ratified else "rejected"
        return "none" if state.deal is None else "deal"

    @property
    def variant(self) -> str | None:
        return self._step.play.scenario.variant

    def played(self, scene: str, move: str | None) -> bool:
        found = self._step.played.get(scene)
        return found is not None and (move is None or found == move)

    def demand(self, demand: str) -> str:
        return self._step.turn.state.demands[demand]

    def mood(self, who: str) -> str:
        return mood(self._step.turn.game, self._step.turn.state, who)

    def told(self, fact: str) -> bool:
        return fact in self._step.turn.state.told

    def heard(self, fact: str) -> bool:
        return fact in self._step.turn.state.heard


class _Step:
    """One decision being played: a turn of the rules, and where the scenes have got to."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.turn = Turn(play.game, play.state)
        self.phase = play.phase
        self.scene = play.scene
        self.pending = play.pending
        self.played = play.played
        self.talks_left = play.talks_left
        self.events: list[Event] = []

    def result(self) -> Play:
        return replace(
            self.play,
            state=self.turn.state,
            phase=self.phase,
            scene=self.scene,
            pending=self.pending,
            played=self.played,
            talks_left=self.talks_left,
        )

    # ------------------------------------------------------------------ what is open

    def options(self) -> list[Decision]:
        if self.phase == "end":
            return []
        if self.scene is not None:
            return [Decision(K.MOVE, scene=self.scene, move=m.id) for m in self._moves(self._scene(self.scene))]
        return {
            "home": self._at_home,
            "report": self._at_home,
            "mandate": lambda: [Decision(K.MANDATE)],
            "recess": lambda: [*self._talks(), Decision(K.BACK)],
            "table": self._at_table,
        }[self.phase]()

    def _at_home(self) -> list[Decision]:
        return [*self._talks(), Decision(K.LEAVE)]

    def _talks(self) -> list[Decision]:
        if self.talks_left <= 0:
            return []
        place = "report" if self.phase == "report" else "home"
        return [Decision(K.TALK, scene=s.id) for s in self._entries(place)]

    def _at_table(self) -> list[Decision]:
        state, game = self.turn.state, self.turn.game
        if rounds.time_is_up(self.turn):
            return [self._acceptance(), Decision(K.WALK)]
        found = [Decision(K.PACKAGE)]
        if not state.asking_used:
            found += [Decision(K.QUESTION, fact=f) for f in game.their_facts if f not in state.heard]
        if not state.telling_used:
            found += [Decision(K.DISCLOSURE, fact=f) for f in game.facts if f not in state.told]
        found.append(Decision(K.HOLD))
        if state.recesses < game.calibration.recesses:
            found.append(Decision(K.RECESS))
        return [*found, self._acceptance(), Decision(K.WALK)]

    def _acceptance(self) -> Decision:
        offer = self.turn.state.offer
        return Decision(K.ACCEPT, package=None if offer is None else self.turn.game.named(offer))

    # ------------------------------------------------------------------ scenes

    def _scene(self, name: str) -> Scene:
        return self.play.scenario.scenes[name]

    def _holds(self, of: Scene | Move) -> bool:
        return of.when is None or holds(of.when, _Facts(self))

    def _moves(self, scene: Scene) -> list[Move]:
        return [m for m in scene.moves.values() if self._holds(m) and all(possible(self.turn, a) for a in m.acts)]

    def _open_to(self, scene: Scene) -> bool:
        """A scene can open once (or again), when its condition holds and something can be answered in it."""
        return (
            (scene.again or scene.id not in self.played) and self._holds(scene) and bool(self._moves_once_open(scene))
        )

    def _moves_once_open(self, scene: Scene) -> list[Move]:
        # A scene may itself open the demand that its moves convert or refuse.
        opened = {d for d in scene.opens if self.turn.state.demands[d] == "unheard"}

        def can(act: Act) -> bool:
            return possible(self.turn, act) or any(d in opened for d in act.demands)

        return [m for m in scene.moves.values() if self._holds(m) and all(can(a) for a in m.acts)]

    def _entries(self, place: str) -> list[Scene]:
        inner = self.play.scenario.led_to
        return [
            s
            for s in self.play.scenario.scenes.values()
            if s.place == place and not s.at_leaving and s.id not in inner and self._open_to(s)
        ]

    def _open(self, name: str) -> None:
        scene = self._scene(name)
        self.scene = name
        for d in scene.opens:
            if self.turn.state.demands[d] == "unheard":
                self.turn.demand(d, "open", Rule.DEMAND_OPENED)
        self.events.append(Event("situation", {"scene": name, "mood": self._moods(scene)}))

    def _moods(self, scene: Scene) -> Mapping[str, str]:
        return self._moods_of(present(scene))

    def _moods_of(self, people: Iterable[str]) -> Mapping[str, str]:
        return {who: mood(self.turn.game, self.turn.state, who) for who in people}

    # ------------------------------------------------------------------ taking a decision

    def take(self, decision: Decision) -> None:
        if self.phase == "end":
            raise IllegalDecisionError("ended")
        if self.scene is not None and decision.kind is not K.MOVE:
            raise IllegalDecisionError("answer_first")
        {
            K.MOVE: self._take_move,
            K.TALK: self._take_talk,
            K.LEAVE: self._take_leave,
            K.MANDATE: self._take_mandate,
            K.QUESTION: self._take_question,
            K.DISCLOSURE: self._take_disclosure,
            K.PACKAGE: self._take_package,
            K.HOLD: self._take_hold,
            K.RECESS: self._take_recess,
            K.BACK: self._take_back,
            K.ACCEPT: self._take_accept,
            K.WALK: self._take_walk,
        }[decision.kind](decision)

    def _need(self, *phases: str) -> None:
        if self.phase not in phases:
            raise IllegalDecisionError("not_now", phase=self.phase)

    def _take_move(self, decision: Decision) -> None:
        if self.scene is None or decision.scene != self.scene:
            raise IllegalDecisionError("scene_not_open", scene=str(decision.scene))
        scene = self._scene(self.scene)
        move = next((m for m in self._moves(scene) if m.id == decision.move), None)
        if move is None:
            raise IllegalDecisionError("move_not_open", move=str(decision.move), scene=scene.id)
        values = {"scene": scene.id, "move": move.id, "mood": self._moods(scene)}
        self.events.append(Event("said", values))
        if move.reply is not None:
            self.events.append(Event("reply", {**values, "mood": self._moods_of(answering(scene, move))}))
        self.played = {**self.played, scene.id: move.id}
        self.scene = None
        before, seen = self.turn.state, len(self.turn.changes)
        for act in move.acts:
            perform(self.turn, act)
        self._tell_side_effects(before, self.turn.changes[seen:])
        if move.then is not None and self._open_to(self._scene(move.then)):
            self._open(move.then)
        else:
            self._scene_over()

    def _tell_side_effects(self, before: State, changes: Sequence[Change]) -> None:
        """Answers to questions, and what home says of the standing offer."""
        for change in changes:
            if change.what in ("heard", "answer"):
                kind = "answer" if change.what == "heard" else "no_answer"
                self.events.append(Event(kind, {"fact": change.subject, "mood": self._other_mood()}))
            elif change.what == "demand" and change.rule is Rule.MANDATE_LOOSENED:
                self.events.append(Event("loosened", {"demand": change.subject}))
            elif change.what == "mandate" and change.rule is Rule.MANDATE_REFUSED:
                self.events.append(Event("not_loosened", {"who": self._spokesman()}))
        polled = {f: feeling for f, feeling in self.turn.state.poll.items() if self._polled(before, f)}
        if polled and self.phase in ("table", "recess"):
            self.events.append(Event("poll", polled))

    def _polled(self, before: State, faction: str) -> bool:
        now = self.turn.state.repeats.get(f"report:{faction}", 0)
        return now > before.repeats.get(f"report:{faction}", 0)

    def _scene_over(self) -> None:
        """What comes after a scene without a next one."""
        if self.phase == "leaving":
            self._leaving()
        elif self.phase == "vote":
            self._vote()

    def _take_talk(self, decision: Decision) -> None:
        self._need("home", "recess", "report")
        if self.talks_left <= 0:
            raise IllegalDecisionError("no_time_to_talk")
        place = "report" if self.phase == "report" else "home"
        if all(s.id != decision.scene for s in self._entries(place)):
            raise IllegalDecisionError("talk_not_open", scene=str(decision.scene))
        self.talks_left -= 1
        self._open(str(decision.scene))

    def _take_leave(self, decision: Decision) -> None:
        self._need("home", "report")
        if self.phase == "report":
            self._after("report")
            return
        self.phase = "leaving"
        scenes = (s for s in self.play.scenario.scenes.values() if s.at_leaving and s.place == "home")
        self.pending = tuple(s.id for s in scenes)
        self._leaving()

    def _leaving(self) -> None:
        while self.pending:
            name, *rest = self.pending
            self.pending = tuple(rest)
            if self._open_to(self._scene(name)):
                self._open(name)
                return
        self._after("home")

    def _take_mandate(self, decision: Decision) -> None:
        self._need("mandate")
        who = self._spokesman()
        agreed = mandates.propose_mandate(self.turn, decision.allowed or {}, decision.floor)
        self.events.append(Event("mandate", {"agreed": agreed, "who": who, "tries": self._tries_left()}))
        if agreed or self._tries_left() == 0:
            self._after("mandate")

    def _spokesman(self) -> str | None:
        """Who speaks for home when it grants or refuses room: the faction that trusts you least."""
        factions = self.turn.state.factions
        return min(factions, key=lambda f: factions[f].trust, default=None)

    def _tries_left(self) -> int:
        return max(0, self.play.scenario.setup.clock.mandate - self.turn.state.refusals)

    # ------------------------------------------------------------------ at the table

    def _take_question(self, decision: Decision) -> None:
        self._in_play()
        fact = str(decision.fact)
        if fact not in self.turn.game.their_facts:
            raise IllegalDecisionError("unknown_fact", fact=fact)
        if self.turn.state.asking_used or fact in self.turn.state.heard:
            raise IllegalDecisionError("asked_already")
        self.events.append(Event("ask", {"fact": fact}))
        table.ask(self.turn, fact)
        self.turn.put(asking_used=True)
        kind = "answer" if fact in self.turn.state.heard else "no_answer"
        self.events.append(Event(kind, {"fact": fact, "mood": self._other_mood()}))

    def _take_disclosure(self, decision: Decision) -> None:
        self._in_play()
        fact = str(decision.fact)
        if fact not in self.turn.game.facts:
            raise IllegalDecisionError("unknown_fact", fact=fact)
        if self.turn.state.telling_used or fact in self.turn.state.told:
            raise IllegalDecisionError("told_already")
        table.disclose(self.turn, fact)
        self.turn.put(telling_used=True)
        self.events.append(Event("tell", {"fact": fact}))
        self.events.append(Event("told", {"fact": fact, "mood": self._other_mood()}))

    def _take_package(self, decision: Decision) -> None:
        self._in_play()
        package = self.turn.game.package(decision.package or {})
        if package is None:
            raise IllegalDecisionError("no_such_package")
        before = self.turn.state
        self.events.append(Event("propose", {"package": package}))
        if rounds.propose(self.turn, package):
            self.events.append(Event("accepted", {"package": package, "mood": self._other_mood()}))
            self._after("table")
            return
        insulted = self.turn.state.escalation > before.escalation
        repeated = package == before.own_package
        self._round_passed(before, "extreme" if insulted else "repeated" if repeated else None)

    def _take_hold(self, decision: Decision) -> None:
        self._in_play()
        before = self.turn.state
        self.events.append(Event("hold"))
        rounds.hold(self.turn)
        self._round_passed(before, "unmoved_hold")

    def _take_recess(self, decision: Decision) -> None:
        self._in_play()
        rounds.recess(self.turn)
        self.events.append(Event("recess", {"mood": self._other_mood()}))
        self.phase, self.talks_left = "recess", 1

    def _take_back(self, decision: Decision) -> None:
        self._need("recess")
        before = self.turn.state
        self.phase, self.talks_left = "table", 0
        self.events.append(Event("back", {"mood": self._other_mood()}))
        rounds.back(self.turn)
        self._round_passed(before, None)

    def _take_accept(self, decision: Decision) -> None:
        self._need("table")
        offer = self.turn.state.offer
        seen = self.turn.game.package(decision.package or {})
        if offer is None or seen != offer:
            raise IllegalDecisionError("offer_changed")
        self.events.append(Event("accept", {"package": offer, "mood": self._other_mood()}))
        rounds.sign(self.turn, offer)
        self._after("table")

    def _take_walk(self, decision: Decision) -> None:
        self._need("table")
        self.events.append(Event("walk", {"mood": self._other_mood()}))
        rounds.leave_table(self.turn)
        self._after("table")

    def _in_play(self) -> None:
        self._need("table")
        if rounds.time_is_up(self.turn):
            raise IllegalDecisionError("time_is_up")

    def _other_mood(self) -> str:
        return mood(self.turn.game, self.turn.state, "other")

    def _round_passed(self, before: State, reaction: str | None) -> None:
        """Their answer in a new round, and the scene that opens it."""
        if rounds.they_leave(self.turn):
            self.events.append(Event("left", {"mood": self._other_mood()}))
            rounds.leave_table(self.turn, theirs=True)
            self._after("table")
            return
        self._offer_event(before.offer, reaction)
        self._open_round()

    def _offer_event(self, before: Package | None, reaction: str | None) -> None:
        state = self.turn.state
        values = {
            "before": before,
            "package": state.offer,
            "reaction": reaction,
            "mood": self._other_mood(),
            "known": any(f in self.turn.game.interests for f in state.told),
            "last": rounds.time_is_up(self.turn),
        }
        self.events.append(Event("offer", values))

    def _open_round(self) -> None:
        if rounds.time_is_up(self.turn):
            return
        entries = self._entries("table")
        if entries:
            self._open(entries[0].id)

    # ------------------------------------------------------------------ from stage to stage

    def _after(self, stage: str) -> None:
        stages = _stages(self.play.scenario)
        later = stages[stages.index(stage) + 1 :]
        if not later or (later[0] == "vote" and self.turn.state.deal is None):
            self._end()
        else:
            self.enter(later[0])

    def enter(self, stage: str) -> None:
        """Begin a stage of the agenda."""
        clock = self.play.scenario.setup.clock
        self.phase, self.scene = stage, None
        if stage == "home":
            self.talks_left = clock.home
        elif stage == "table":
            self.talks_left = 0
            rounds.open_table(self.turn)
            self._offer_event(None, "opening")
            self._open_round()
        elif stage == "report":
            self.talks_left = clock.report
            if not self._entries("report"):
                self._after("report")
        elif stage == "vote":
            entries = self._entries("vote")
            if entries:
                self._open(entries[0].id)
            else:
                self._vote()

    def _vote(self) -> None:
        vote = ratification.hold_vote(self.turn)
        self.events.append(Event("vote", {"number": len(self.turn.state.votes) - 1}))
        if vote.ratified or self.turn.state.reopened or not self.play.scenario.setup.clock.table:
            self._end()
            return
        rounds.reopen_table(self.turn)
        self.phase = "table"
        self.events.append(Event("reopened", {"mood": self._other_mood()}))
        if rounds.they_leave(self.turn):
            self.events.append(Event("left", {"mood": self._other_mood()}))
            rounds.leave_table(self.turn, theirs=True)
            self._after("table")
            return
        self._offer_event(None, "reopened")
        self._open_round()

    def _end(self) -> None:
        self.phase, self.scene = "end", None
        self.events.append(Event("end"))
