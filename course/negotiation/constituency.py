"""How home looks at a package: hope, threshold, support, win-set (theory 3.2)."""

from collections.abc import Iterable, Mapping

from course.negotiation.game import Game
from course.negotiation.setup import Body, Option, Package
from course.negotiation.state import FactionState, State

HALF = 50.0


def clip(value: float, low: float = 0.0, high: float = 1.0) -> float:
    """``value``, held between ``low`` and ``high``."""
    return low if value < low else min(value, high)


def aspiration(game: Game, faction: str, of: FactionState) -> float:
    """a_f: what the faction hopes for; the less it knows of the market, the nearer to everything it wishes."""
    known = of.market_knowledge
    return known * game.realistic[faction] + (1 - known) * game.calibration.wish


def believed_fallback(game: Game, faction: str, of: FactionState) -> float:
    """b_f: what the faction believes it has without a deal."""
    return game.faction_reservation[faction] + (1 - of.market_knowledge) * game.factions[faction].overconfidence


def insistence(game: Game, of: FactionState) -> float:
    """theta_f: the part (0-1) of the gap between fallback and hope on which the faction insists."""
    c = game.calibration
    return clip(
        c.insistence_base
        + c.insistence_image * of.negative_image
        - c.insistence_trust * of.trust
        - c.insistence_voice * of.voice
    )


def acceptance_threshold(game: Game, faction: str, of: FactionState) -> float:
    """T_f: the utility from which half the faction can find itself in a package (C48)."""
    hope, fallback = aspiration(game, faction, of), believed_fallback(game, faction, of)
    return fallback + insistence(game, of) * max(0.0, hope - fallback)


def _share(game: Game, of: FactionState, utility: float, threshold: float) -> float:
    c = game.calibration
    return clip(0.5 + (utility - c.devaluation * of.negative_image - threshold) / c.vote_width)


def yes_share(game: Game, state: State, faction: str, package: Package) -> float:
    """y_f: the share (0-1) of the faction that would vote for a package."""
    threshold = _threshold_for(game, state, faction, package)
    return _share(game, state.factions[faction], game.utility[faction][package], threshold)


def half_point(game: Game, state: State, faction: str, package: Package) -> float:
    """The utility (0-100) at which half of the faction would vote for a package like this one."""
    image = game.calibration.devaluation * state.factions[faction].negative_image
    return _threshold_for(game, state, faction, package) + image


def _threshold_for(game: Game, state: State, faction: str, package: Package) -> float:
    """T_f, less what a coalition takes off when the package serves all its members."""
    threshold = acceptance_threshold(game, faction, state.factions[faction])
    if any(faction in members and _serves(game, members, package) for members in state.coalitions):
        threshold -= game.calibration.coalition_points
    return threshold


def _serves(game: Game, members: tuple[str, ...], package: Package) -> bool:
    """Whether a package gives every member of a coalition at least half of what it wants on its own top issue."""
    for member in members:
        faction = game.factions[member]
        top = max(range(len(faction.weights)), key=lambda n: faction.weights[n])
        option = game.setup.issues[top].options.index(package[top])
        if faction.values[top][option] < HALF:
            return False
    return True


def support(game: Game, state: State, package: Package, body: Body | None = None) -> float:
    """Y: the share of all votes for a package, by the factions' shares or those of one body."""
    shares = _shares(game, body)
    return sum(share * yes_share(game, state, f, package) for f, share in shares.items())


def _shares(game: Game, body: Body | None) -> Mapping[str, float]:
    if body is not None and body.shares is not None:
        return body.shares
    return {f.id: f.share for f in game.setup.own.factions}


def passes(game: Game, state: State, package: Package) -> bool:
    """Whether home would ratify: every binding body reaches its quota and no faction with a veto is against."""
    if any(f.veto and yes_share(game, state, f.id, package) < 0.5 for f in game.setup.own.factions):
        return False
    return all(support(game, state, package, body) >= body.quota - 1e-9 for body in game.bodies if body.binding)


def win_set(game: Game, state: State, among: Iterable[Package] | None = None) -> tuple[Package, ...]:
    """W: the packages that home would ratify as things stand (Putnam 1988)."""
    return tuple(x for x in (game.space if among is None else among) if passes(game, state, x))


def best_home(game: Game) -> State:
    """Home as good work could make it: full knowledge, trust and voice, no image (theory 3.11, 13)."""
    start = game.opening()
    best = {f: FactionState(1.0, 0.0, 0.0, 1.0, 1.0, informed=True, listened=True) for f in game.factions}
    return State(best, start.demands, start.relation, start.escalation)


def refusal_is_right(game: Game) -> bool:
    """Whether no package in the zone could ever be ratified, however well home was worked (theory 3.11, 13)."""
    # Kept with the case, on which alone it depends: every score asks for it.
    kept: bool | None = vars(game).get(_NO_IS_RIGHT)
    if kept is None:
        kept = vars(game)[_NO_IS_RIGHT] = not win_set(game, best_home(game), game.zone)
    return kept


_NO_IS_RIGHT = "_no_is_right"


def better_without(game: Game) -> tuple[str, ...]:
    """The factions with a veto to which nothing in the zone is worth as much as no deal: they would stop all of it."""
    return tuple(
        f.id
        for f in game.setup.own.factions
        if f.veto and all(game.utility[f.id][x] < game.faction_reservation[f.id] for x in game.zone)
    )


def mandate_margins(game: Game, state: State, packages: Iterable[Package]) -> dict[str, float]:
    """By how many points each faction is above (or below) where half of it would grant a mandate of these packages."""
    chosen = list(packages)
    margins: dict[str, float] = {}
    for faction in game.factions:
        of = state.factions[faction]
        worth = [game.utility[faction][x] for x in chosen]
        judged = of.trust * sum(worth) / len(worth) + (1 - of.trust) * min(worth)
        image = game.calibration.devaluation * of.negative_image
        margins[faction] = judged - image - acceptance_threshold(game, faction, of)
    return margins


def objection(game: Game, state: State, packages: Iterable[Package]) -> tuple[str, str, Option] | None:
    """Who is least willing to grant a mandate, and which issue and option of it that faction minds most.

    None when nothing is left of the mandate.
    """
    chosen = list(packages)
    if not chosen or not game.factions:
        return None
    margins = mandate_margins(game, state, chosen)
    least = game.factions[min(margins, key=lambda f: margins[f])]

    def loss(n: int) -> float:
        return max(least.weights[n] * (100 - least.values[n][_index(game, n, x)]) for x in chosen)

    most = max(range(len(least.weights)), key=loss)
    worst = min(chosen, key=lambda x: least.values[most][_index(game, most, x)])
    return least.id, game.issue_ids[most], worst[most]


def _index(game: Game, issue: int, package: Package) -> int:
    return game.setup.issues[issue].options.index(package[issue])


def mandate_support(game: Game, state: State, packages: Iterable[Package]) -> float:
    """Support for a mandate: a faction looks at its mean, and the less it trusts you, at the worst you may bring home.

    Hawkish factions weigh more until all have been listened to (theory 3.2, omega; 3.11, 5).
    """
    c = game.calibration
    heard = all(of.listened for of in state.factions.values())
    margins = mandate_margins(game, state, packages)
    shares = {f: clip(0.5 + margin / c.vote_width) for f, margin in margins.items()}
    weights: dict[str, float] = {}
    for faction in game.setup.own.factions:
        of = state.factions[faction.id]
        hawk = 0.0 if heard else clip(0.5 * of.negative_image + 0.5 * (1 - of.market_knowledge))
        weights[faction.id] = faction.share * (1 + c.hawk_weight * hawk)
    total = sum(weights.values())
    return sum(weights[f] * shares[f] for f in shares) / total if total else 0.0
