"""A run as the journal keeps it, and back: replaying decisions from data that nobody trusts.

The first value names the scenario, its variant and the hash of each section of the game; each later one is a decision
with the hash of the state after it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from course.locale import Text, both
from course.negotiation.errors import IllegalDecisionError, NegotiationError
from course.roleplay import fingerprint as prints
from course.roleplay.decision import Decision, read_decision
from course.roleplay.play import Play, decide, start
from course.roleplay.scenario import Scenario

MAX_DECISIONS = 2000
MAX_NAME = 64

Library = Callable[[str, str | None, Mapping[str, object]], Scenario | None]
"""Finds a scenario by id, variant and the hashes it was played with; None when there is no such scenario."""


@dataclass(frozen=True, slots=True)
class Run:
    """What became of one attempt: the replayed play, or why there is none.

    ``problem`` says in both languages what is wrong; ``play`` is then as far as the run could be followed, or None.
    """

    play: Play | None
    problem: Text | None = None
    code: str = ""
    decisions: int = 0

    @property
    def finished(self) -> bool:
        """Whether the run was played to its end and can be trusted."""
        return self.problem is None and self.play is not None and self.play.ended


def start_value(scenario: Scenario) -> dict[str, object]:
    """The first value of a run."""
    return {
        "kind": "start",
        "scenario": scenario.id,
        "variant": scenario.variant,
        "hashes": prints.fingerprint(scenario),
    }


def decision_value(decision: Decision, after: Play) -> dict[str, object]:
    """The value of one decision, with the hash of the state after it."""
    return {**decision.as_data(), "state": state_hash(after)}


def state_hash(play: Play) -> str:
    """A short hash of where a play stands: equal decisions under equal rules give equal hashes."""
    return prints.digest([play.phase, play.scene, play.pending, play.played, play.talks_left, play.state])


def read_run(values: Sequence[object], library: Library) -> Run:
    """Replay the values of one attempt. Never raises: what cannot be followed becomes a problem."""
    if not values:
        return _refused("empty")
    if len(values) > MAX_DECISIONS:
        return _refused("too_long", limit=MAX_DECISIONS)
    head = values[0]
    if not isinstance(head, Mapping) or head.get("kind") != "start":
        return _refused("no_start")
    name, variant, hashes = head.get("scenario"), head.get("variant"), head.get("hashes")
    if not isinstance(name, str) or len(name) > MAX_NAME or not isinstance(hashes, Mapping):
        return _refused("no_start")
    if variant is not None and (not isinstance(variant, str) or len(variant) > MAX_NAME):
        return _refused("no_start")
    scenario = library(name, variant, hashes)
    if scenario is None:
        return _refused("unknown_scenario", scenario=name)
    differing = prints.changed(prints.fingerprint(scenario), hashes)
    numbers = [section for section in differing if not section.startswith(prints.SCENES)]
    if numbers:
        return _refused("numbers_changed", sections=_listed(numbers))
    return _follow(start(scenario), values[1:], differing)


def _follow(play: Play, values: Sequence[object], differing: list[str]) -> Run:
    for number, value in enumerate(values, 1):
        try:
            decision = read_decision(value)
            play = decide(play, decision)
        except IllegalDecisionError as error:
            why = both(f"illegal.{error.code}", **error.values)
            return _refused("impossible", play, number, number=number, why=why, sections=_sections(differing))
        except NegotiationError as error:
            return _refused("impossible", play, number, number=number, why=str(error), sections=_sections(differing))
        claimed = value.get("state") if isinstance(value, Mapping) else None
        if (differing or number == len(values)) and claimed != state_hash(play):
            return _refused("came_out_otherwise", play, number, number=number, sections=_sections(differing))
    return Run(play, decisions=len(values))


def _sections(differing: list[str]) -> Text:
    if not differing:
        return Text("", "")
    return both("record.changed_since", sections=_listed(differing))


def _listed(sections: list[str]) -> str:
    return ", ".join(section[:MAX_NAME] for section in sections[:6])


def _refused(code: str, play: Play | None = None, decisions: int = 0, **values: object) -> Run:
    return Run(play, both(f"record.{code}", **values), code, decisions)
