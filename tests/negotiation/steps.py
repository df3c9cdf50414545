"""Small helpers: working out acts one after another, and reading a state."""

from dataclasses import replace

from course.negotiation.acts import Act, ActKind
from course.negotiation.game import Game
from course.negotiation.perform import perform
from course.negotiation.state import FactionState, State
from course.negotiation.turn import Turn


def done(game: Game, state: State, *acts: Act) -> State:
    """The state after these acts."""
    turn = Turn(game, state)
    for act in acts:
        perform(turn, act)
    return turn.state


def on(kind: ActKind, *factions: str, evidence: str | None = None) -> Act:
    """An act on factions."""
    return Act(kind, factions=factions, evidence=evidence)


def about(kind: ActKind, *demands: str) -> Act:
    """An act on demands."""
    return Act(kind, demands=demands)


def standing(state: State, faction: str, **values: object) -> State:
    """The state with one faction standing otherwise."""
    of = replace(state.factions[faction], **values)  # type: ignore[arg-type]  # names of a faction's state
    return replace(state, factions={**state.factions, faction: of})


def opened(state: State, *demands: str) -> State:
    """The state in which these demands have been put."""
    return replace(state, demands={**state.demands, **dict.fromkeys(demands, "open")})


def magnitudes(of: FactionState) -> dict[str, float]:
    """The five magnitudes of a faction."""
    return {n: getattr(of, n) for n in ("market_knowledge", "negative_image", "emotion", "trust", "voice")}


def internal_round(game: Game) -> State:
    """The work at home of the worked example (3.8), act by act."""
    state = opened(game.opening(), "two-weeks", "price-88")
    kinds = ActKind
    return done(
        game,
        state,
        on(kinds.LISTEN, "production"),
        on(kinds.SHOW, "production", evidence="trade-list"),
        on(kinds.PERSPECTIVE, "production"),
        about(kinds.CONVERT, "two-weeks"),
        on(kinds.LISTEN, "finance"),
        on(kinds.SHOW, "finance", evidence="trade-list"),
        about(kinds.CONVERT, "price-88"),
        on(kinds.LISTEN, "sales"),
        on(kinds.SHOW, "sales", evidence="trade-list"),
        on(kinds.INFORM, "finance", "production", "sales"),
        on(kinds.REPORT, "finance", "production", "sales"),
    )
