"""One piece of advice after the end: what would have helped most, or what there is left to gain.

The causes stand in an order: first what ties your hands whatever you do next, then what home needs, then the table.
"""

from collections.abc import Callable

from course.locale import LANGUAGES, Text, both
from course.negotiation.checks import results
from course.negotiation.constituency import refusal_is_right
from course.negotiation.score import no_worth, outcome, right_to_refuse
from course.negotiation.setup import DemandKind
from course.roleplay.ending import KNOWN
from course.roleplay.play import Play
from course.roleplay.wording import joined

Finder = Callable[[Play], Text | None]


def advice(play: Play) -> Text:
    """The first cause that fits, as a sentence in both languages."""
    if not play.game.space:
        finders: tuple[Finder, ...] = (_limit_told, _leaked, _missed_check)
        fallback = both("advice.well_done")
    elif outcome(play.state) == "ratified" or right_to_refuse(play.game, play.state):
        finders = (_untested, _leaked, _secret_told, _missed_check)
        fallback = both("advice.well_done")
    else:
        finders = (
            _signed,
            _leaked,
            _secret_told,
            _errand,
            _locks,
            _unheard,
            _no_mandate,
            _limit_told,
            _too_angry,
            _never_asked,
            _nothing_new,
        )
        fallback = both("advice.look_at_votes")
    return next((found for finder in finders if (found := finder(play)) is not None), fallback)


def _signed(play: Play) -> Text | None:
    """Something was signed where nothing that they could sign would ever pass at home."""
    return both("advice.say_no") if play.state.deal is not None and refusal_is_right(play.game) else None


def _leaked(play: Play) -> Text | None:
    if not play.state.leaked:
        return None
    return both("advice.leaked" if play.game.factions else "advice.leaked_outside")


def _secret_told(play: Play) -> Text | None:
    return both("advice.secret_told") if "secret_told" in play.state.marks else None


def _names(play: Play, factions: list[str]) -> Text:
    return joined([play.scenario.own.factions[f].name for f in factions])


def _unheard(play: Play) -> Text | None:
    missing = [f for f, of in play.state.factions.items() if not of.listened]
    return both("advice.unheard", names=_names(play, missing)) if missing else None


def _errand(play: Play) -> Text | None:
    return both("advice.errand") if "errand_accepted" in play.state.marks else None


def _locks(play: Play) -> Text | None:
    """Demands that were taken along, or that nobody spoke about again."""
    held = [
        name
        for name, demand in play.game.demands.items()
        if demand.kind is DemandKind.LOCK and play.state.demands[name] in ("accepted", "broken")
    ]
    return both("advice.locks", demands=joined([_quoted(play.scenario.own.demands[d]) for d in held])) if held else None


def _quoted(text: Text) -> Text:
    return Text(*(f"'{text.of(language).rstrip('.')}'" for language in LANGUAGES))


def _no_mandate(play: Play) -> Text | None:
    return both("advice.no_mandate") if play.state.mandate is None and play.scenario.setup.clock.mandate else None


def _limit_told(play: Play) -> Text | None:
    return both("advice.limit_told") if play.state.told and "limit_told" in play.state.marks else None


def _too_angry(play: Play) -> Text | None:
    return both("advice.they_left") if "they_left" in play.state.marks else None


def _never_asked(play: Play) -> Text | None:
    """Something was signed and rejected, and home was never asked what it thought of an offer."""
    polled = any(event.kind == "poll" for entry in play.log for event in entry.events)
    return both("advice.never_asked") if play.state.votes and not polled else None


def _untested(play: Play) -> Text | None:
    """A no that was right by accident: they broke off, or home was not asked."""
    if play.state.deal is not None or no_worth(play.game, play.state) >= KNOWN:
        return None
    return both("advice.they_left" if "they_left" in play.state.marks else "advice.untested_no")


def _nothing_new(play: Play) -> Text | None:
    """Half the rounds or more without anything new: they only move when something comes."""
    state = play.state
    return both("advice.nothing_new") if state.round > 1 and state.effective_time < 0.6 * state.round else None


def _missed_check(play: Play) -> Text | None:
    missed = [c for c, met in results(play.game, play.state, play.scenario.checks or ()).items() if not met]
    return both("advice.next_time", check=both(f"checks.{missed[0].name}"), point=missed[0].point) if missed else None
