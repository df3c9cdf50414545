"""Random cases, states and acts for property tests: small enough to be enumerated, otherwise anything goes."""

from dataclasses import replace

from hypothesis import strategies as st

from course.negotiation.acts import Act, ActKind
from course.negotiation.confidence import Form, Label
from course.negotiation.game import Game
from course.negotiation.setup import (
    Body,
    Clock,
    Demand,
    DemandKind,
    Evidence,
    Fact,
    Faction,
    FactionStart,
    FactKind,
    Issue,
    OtherSide,
    OwnSide,
    Setup,
)
from course.negotiation.state import FactionState, State

SHARES = st.floats(0, 1).map(lambda x: round(x, 3))


def parts(draw: st.DrawFn, size: int) -> tuple[float, ...]:
    """Positive numbers that add up to 1."""
    raw = draw(st.lists(st.integers(1, 20), min_size=size, max_size=size))
    return tuple(n / sum(raw) for n in raw)


def worths(draw: st.DrawFn, issues: tuple[Issue, ...], *, rising: bool) -> tuple[tuple[float, ...], ...]:
    """Values of the options of each issue, from worst to best or the other way round."""
    rows = []
    for issue in issues:
        row = sorted(draw(st.lists(st.integers(0, 100), min_size=len(issue.options), max_size=len(issue.options))))
        rows.append(tuple(float(v) for v in (row if rising else row[::-1])))
    return tuple(rows)


@st.composite
def setups(draw: st.DrawFn) -> Setup:
    """A case with one to four issues of two to four options and one to five factions."""
    sizes = draw(st.lists(st.integers(2, 4), min_size=1, max_size=4))
    issues = tuple(Issue(f"issue-{n}", tuple(range(size))) for n, size in enumerate(sizes))
    count = draw(st.integers(1, 5))
    shares = parts(draw, count)
    factions = tuple(
        Faction(
            id=f"faction-{n}",
            share=shares[n],
            weights=parts(draw, len(issues)),
            values=worths(draw, issues, rising=True),
            overconfidence=float(draw(st.integers(0, 30))),
            veto=draw(st.integers(0, 9)) == 0,
            start=FactionStart(draw(SHARES), draw(SHARES), draw(SHARES), draw(SHARES)),
        )
        for n in range(count)
    )
    own = OwnSide(
        factions=factions,
        bodies=(Body("meeting", draw(st.integers(10, 95)) / 100),),
        fallback=tuple(draw(st.sampled_from(issue.options)) for issue in issues),
        facts=(*(Fact(f"ours-{kind}", kind) for kind in FactKind), Fact("ours-too", FactKind.INTEREST)),
        evidence=(Evidence("strong", 0.8), Evidence("weak", 0.3)),
        demands=(
            Demand("lock", "faction-0", DemandKind.LOCK, {issues[0].id: frozenset({issues[0].options[-1]})}),
            Demand("errand", f"faction-{count - 1}", DemandKind.ERRAND),
        ),
    )
    other = OtherSide(
        weights=parts(draw, len(issues)),
        values=worths(draw, issues, rising=False),
        reservation=float(draw(st.integers(0, 90))),
        openness=draw(SHARES),
        patience=draw(st.sampled_from([0.5, 1.0, 2.0])),
        relation=draw(SHARES),
        escalation=float(draw(st.integers(0, 5))),
        facts=tuple(Fact(f"theirs-{kind}", kind, false=draw(st.booleans()), checkable=True) for kind in FactKind),
    )
    return Setup(
        "random",
        issues,
        own,
        other,
        Clock(home=3, mandate=2, table=draw(st.integers(1, 8)), report=1, vote=("meeting",)),
    )


@st.composite
def states(draw: st.DrawFn, game: Game) -> State:
    """Any standing of the factions, with the rest as at the opening."""
    opening = game.opening()
    factions = {
        f: FactionState(
            market_knowledge=draw(SHARES),
            negative_image=draw(SHARES),
            emotion=draw(SHARES),
            trust=draw(SHARES),
            voice=draw(SHARES),
            informed=draw(st.booleans()),
            listened=draw(st.booleans()),
        )
        for f in opening.factions
    }
    demands = {
        d: draw(st.sampled_from(["unheard", "open", "accepted", "converted", "refused"])) for d in opening.demands
    }
    return replace(opening, factions=factions, demands=demands, relation=draw(SHARES))


@st.composite
def standings(draw: st.DrawFn) -> tuple[Game, State]:
    """A random case with a random state."""
    game = Game(draw(setups()))
    return game, draw(states(game))


@st.composite
def acts(draw: st.DrawFn, game: Game) -> Act:
    """Any act that is about something of the case."""
    kind = draw(st.sampled_from(list(ActKind)))
    some = st.lists(st.sampled_from(sorted(game.factions)), min_size=1, max_size=3, unique=True)
    theirs = kind in (ActKind.ASK, ActKind.VERIFY, ActKind.TEST_HARDNESS)
    errand = kind in (ActKind.ACCEPT_ERRAND, ActKind.RAISE_ERRAND)
    return Act(
        kind,
        factions=tuple(draw(some)),
        demands=("errand",) if errand else ("lock",),
        fact=draw(st.sampled_from(sorted(game.their_facts if theirs else game.facts))),
        facts=("ours-interest",) if kind is ActKind.PLAN else (),
        form=draw(st.sampled_from(list(Form))),
        label=draw(st.sampled_from(list(Label))),
        evidence=draw(st.sampled_from(sorted(game.evidence))),
    )
