"""The score: six parts of together 100 points (theory 3.6, with the clarifications of 3.11, 13-17).

The parts come as fractions (0-1) with the figures behind them; weights belong to the case.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from course.negotiation import checks, counterpart
from course.negotiation.constituency import clip, refusal_is_right
from course.negotiation.game import Game
from course.negotiation.mandate import useful_freedom
from course.negotiation.ratification import carried_there, vetoed
from course.negotiation.state import State

RATIFIED_BASE = 0.6
"""What ratification at exactly the quota is worth; the rest grows with the margin up to 20 points of support."""
MARGIN_FULL = 0.2
REJECTED = 0.4
"""Part of the ratification points that a rejected deal can earn, times support over quota."""


@dataclass(frozen=True, slots=True)
class PartScore:
    """One part: ``share`` (0-1) of its points, and the figures that explain it."""

    id: str
    share: float
    facts: Mapping[str, object] = field(default_factory=dict)


def outcome(state: State) -> str:
    """How it ended: ratified, rejected or no_deal."""
    if state.deal is None:
        return "no_deal"
    return "ratified" if state.votes and state.votes[-1].ratified else "rejected"


def right_to_refuse(game: Game, state: State) -> bool:
    """Whether ending without a deal was right: nothing in the zone could ever have been ratified."""
    return outcome(state) == "no_deal" and refusal_is_right(game)


def tested(game: Game, state: State) -> float:
    """With which part of home's votes a no was tested: groups that were heard, and asked about what lay there.

    Only who does both knows that nothing here will pass (theory 3.11, 19). A no that they gave by breaking off is not
    ours.
    """
    if "they_left" in state.marks:
        return 0.0
    asked = game.factions if state.votes else state.poll
    return sum(f.share for f in game.setup.own.factions if f.id in asked and state.factions[f.id].listened)


def no_worth(game: Game, state: State) -> float:
    """What part of its points a right no earns: all, or as far as it was tested where the case asks for that."""
    least = game.calibration.untested_no
    return least + (1 - least) * tested(game, state) if right_to_refuse(game, state) else 0.0


def substance(game: Game, state: State) -> PartScore:
    """What the deal is worth, when home ratified it; 1 for a right no (theory 3.6), or as far as it was tested."""
    ended = outcome(state)
    if ended == "ratified" and state.deal is not None:
        best = max(game.worth.values(), default=0.0)
        beaten_by = sum(
            1
            for x in game.space
            if game.ours[x] >= game.ours[state.deal]
            and game.theirs[x] >= game.theirs[state.deal]
            and (game.ours[x], game.theirs[x]) != (game.ours[state.deal], game.theirs[state.deal])
        )
        share = clip(game.worth.get(state.deal, 0.0) / best) if best else 0.0
        return PartScore("substance", share, {"ended": ended, "deal": state.deal, "beaten_by": beaten_by})
    return PartScore("substance", no_worth(game, state), {"ended": ended, **_no(game, state)})


def _no(game: Game, state: State) -> Mapping[str, object]:
    """What explains the points of a no: whether it was right, and how much of them it earns."""
    return {"right": right_to_refuse(game, state), "worth": no_worth(game, state)}


def mandate(game: Game, state: State) -> PartScore:
    """Half for useful room, half for staying inside it; nothing without a mandate (theory 3.11, 15)."""
    if state.mandate is None:
        return PartScore("mandate", 0.0, {"agreed": False})
    room = useful_freedom(game, state.mandate.packages)
    freedom = min(1.0, room / game.calibration.useful_freedom)
    kept = (state.deal is not None and not state.breach) or no_worth(game, state) > 0
    facts = {"agreed": True, "room": room, "kept": kept, "signed": state.deal is not None}
    return PartScore("mandate", 0.5 * freedom + 0.5 * kept, facts)


def ratification(game: Game, state: State) -> PartScore:
    """The margin of the vote (theory 3.6; 3.11, 13-14)."""
    ended = outcome(state)
    if right_to_refuse(game, state):
        voice = sum(f.share * state.factions[f.id].voice for f in game.setup.own.factions)
        share = no_worth(game, state) * (RATIFIED_BASE + (1 - RATIFIED_BASE) * voice)
        return PartScore("ratification", share, {"ended": ended, **_no(game, state)})
    if not state.votes:
        return PartScore("ratification", 0.0, {"ended": ended, "right": False})
    vote = state.votes[-1]
    bodies = {b.id: b.quota for b in game.bodies if b.binding} or dict.fromkeys(vote.support, 0.5)
    body = min(bodies, key=lambda b: vote.support[b] - bodies[b])
    found, quota = vote.support[body], bodies[body]
    facts = {
        "ended": ended,
        "support": found,
        "quota": quota,
        "reopened": state.reopened,
        "vetoed": vetoed(game, vote),
        "carried_there": carried_there(game, vote),
    }
    if ended == "ratified":
        share = clip(RATIFIED_BASE + (1 - RATIFIED_BASE) * (found - quota) / MARGIN_FULL)
        if state.reopened:
            share *= game.calibration.reopening_weight
        return PartScore("ratification", share, facts)
    return PartScore("ratification", REJECTED * clip(found / quota) if quota else 0.0, facts)


def information(game: Game, state: State) -> PartScore:
    """Knowing enough of them, without giving away much more than you got (O1, O19). Untruths are no knowledge (O21)."""
    c = game.calibration
    known = counterpart.known_weight(game, state, truth=True)
    balance = counterpart.information_balance(game, state, truth=True)
    fair = clip(1 - abs(balance) / 0.75) if balance < 0 else 1 - max(0.0, balance - 0.5)
    share = clip(fair) * min(1.0, known / c.information_full)
    used_against_us = not game.space and "limit_told" in state.marks
    if used_against_us:
        # Where no offers follow, nothing else shows what their knowing our limit costs (O10, O17).
        share *= 1 - c.known_limit
    untrue = [f for f in state.heard if game.their_facts[f].false]
    facts = {
        "balance": balance,
        "heard": len(state.heard),
        "told": len(state.told),
        "known": known,
        "untrue": len(untrue),
        "used_against_us": used_against_us,
    }
    return PartScore("information", share, facts)


def relation(game: Game, state: State) -> PartScore:
    """The relation that is left, less what escalation took."""
    share = clip(state.relation * (1 - state.escalation / 9))
    return PartScore("relation", share, {"relation": state.relation, "escalation": state.escalation})


def process(game: Game, state: State, chosen: tuple[str, ...] = ()) -> PartScore:
    """The share of the process checks met."""
    found = checks.results(game, state, chosen)
    share = sum(found.values()) / len(found) if found else 0.0
    return PartScore("process", share, {"checks": {c.name: met for c, met in found.items()}})


def parts(game: Game, state: State, chosen: tuple[str, ...] = ()) -> Mapping[str, PartScore]:
    """Every part that the case scores, by id."""
    made = {
        "substance": substance,
        "mandate": mandate,
        "ratification": ratification,
        "information": information,
        "relation": relation,
    }
    found = {name: score(game, state) for name, score in made.items() if name in game.setup.score}
    if "process" in game.setup.score:
        found["process"] = process(game, state, chosen)
    return found
