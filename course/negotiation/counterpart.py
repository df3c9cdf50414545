"""How the counterpart thinks: aspiration, offer, acceptance, answers (theory 3.4, with the clarifications of 3.11)."""

import math

from course.negotiation.constituency import clip, win_set
from course.negotiation.game import Game
from course.negotiation.setup import FactKind, Package
from course.negotiation.state import State

EPSILON = 1e-9


def floor(game: Game, state: State) -> float:
    """The utility below which they never sign; it rises when they know our limit (O10, O17)."""
    known = any(
        game.facts[f].kind is FactKind.RESERVATION and not game.facts[f].false for f in state.told if f in game.facts
    )
    return game.floor_when_limit_known if known else game.their_reservation


def aspiration(game: Game, state: State, effective_time: float | None = None) -> float:
    """a_O: what they ask for themselves now (0-100); falls with effective time, but never below the floor (3.11, 8)."""
    c = game.calibration
    time = state.effective_time if effective_time is None else effective_time
    low = floor(game, state)
    left = max(0.0, 1 - time / game.setup.clock.table) if game.setup.clock.table else 0.0
    level = low + (100 - low) * math.pow(left, 1 / game.setup.other.patience)
    on_process = sum(f.share for f in game.setup.own.factions if state.factions[f.id].on_process)
    audience = 0.0 if state.private else 1.0 if state.observed else game.setup.other.observers
    level += c.posturing * audience * (1 - state.relation) * (1 - 0.5 * on_process)
    level -= c.aspiration_relation * state.relation + state.pressure
    return max(level, low)


def interests_told(game: Game, state: State) -> int:
    """How many of our interests they know."""
    return sum(1 for f in state.told if f in game.interests)


def best_offer(game: Game, state: State, level: float) -> Package:
    """Among what gives them at least ``level``, the package that they think is worth most to us.

    Ties go to what is worth more to them, then to the order of the options. With our hands tied they look among what
    home would ratify; when nothing of that reaches their level, they take the best of it for themselves (Schelling,
    Putnam).
    """
    theirs, preferred = game.theirs, game.offered_first(interests_told(game, state))
    if state.tied:
        ratifiable = [x for x in win_set(game, state) if theirs[x] >= game.their_reservation]
        if ratifiable:
            within = {x for x in ratifiable if theirs[x] >= level - EPSILON}
            acceptable = within or {max(ratifiable, key=lambda x: theirs[x])}
            return next(x for x in preferred if x in acceptable)
    enough = (x for x in preferred if theirs[x] >= level - EPSILON)
    return next(enough, None) or max(game.space, key=lambda x: theirs[x])


def answers(game: Game, state: State, fact: str) -> bool:
    """Whether they answer: openness, what we told first and the relation, against the weight of the answer (O5).

    In private they are a little more open; there they owe an answer as long as we told more than they did.
    """
    c = game.calibration
    if state.escalation >= c.silence_escalation:
        return False
    owed = state.told_now if state.private is None else state.private.owed
    openness = (
        game.setup.other.openness
        + state.openness
        + (c.reciprocity if owed else 0.0)
        + c.answer_relation * state.relation
        + (0.0 if state.private is None else c.private_openness)
    )
    return openness >= c.weight(game.their_facts[fact].kind) - EPSILON


def known_weight(game: Game, state: State, *, truth: bool = False) -> float:
    """What we know of them: sensitivity times reliability (theory 3.2).

    While playing, what they say counts as far as we can rely on it; ``truth`` counts untruths as nothing, found out or
    not.
    """
    weight = game.calibration.weight
    return sum(
        weight(game.their_facts[line.fact].kind) * line.reliability
        for line in state.gained
        if not (truth and game.their_facts[line.fact].false)
    )


def information_balance(game: Game, state: State, *, truth: bool = False) -> float:
    """B: what we know of them against what they know of us, weighed by sensitivity; below 0 they know more (O19)."""
    known = known_weight(game, state, truth=truth)
    given = sum(game.calibration.weight(game.facts[f].kind) for f in state.told if not game.facts[f].false)
    return (known - given) / max(known + given, 0.5)


def their_support(game: Game, state: State, package: Package) -> float | None:
    """How much of the other side's own people say yes to a package, or None when they have nobody to ask.

    The same split as in our factions around what no deal is worth to them; our help adds points (Sebenius 2013).
    """
    other = game.setup.other
    if not other.factions or other.fallback is None:
        return None
    width = game.calibration.vote_width
    return sum(
        f.share
        * clip(
            0.5 + (game.their_utility[f.id][package] - float(other.fallback[f.id]) + state.back_help) / width, 0.0, 1.0
        )
        for f in other.factions
    )
