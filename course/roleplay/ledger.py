"""The ledger in words: what you told and heard, where, and how sure it is; and what of it got out."""

from course.locale import both
from course.negotiation.checks import EVEN
from course.negotiation.counterpart import information_balance
from course.negotiation.ledger import AT_TABLE, Line
from course.roleplay.page import Leak, LedgerRow, Private
from course.roleplay.play import Play
from course.roleplay.wording import number


def rows(play: Play, language: str, *, afterwards: bool = False) -> tuple[LedgerRow, ...]:
    """Every fact told and heard. Only ``afterwards`` it says which of the things that you heard were true."""
    own, other, state = play.scenario.own, play.scenario.other, play.state
    told = [_row(play, "told", line, own.facts[line.fact].text.of(language), language) for line in state.given]
    heard = [
        _row(play, "heard", line, other.facts[line.fact].text.of(language), language, afterwards=afterwards)
        for line in state.gained
    ]
    return (*told, *heard)


def _row(play: Play, side: str, line: Line, text: str, language: str, *, afterwards: bool = False) -> LedgerRow:
    facts = play.game.facts if side == "told" else play.game.their_facts
    fact = facts[line.fact]
    sure = ""
    if side == "heard" and fact.checkable:
        checked = f"verified:{line.fact}" in play.state.marks
        sure = "unchecked" if not checked else "checked" if line.reliability == 1.0 else "untrue"
    untrue = fact.false and (afterwards or sure == "untrue")
    if afterwards and fact.false and sure != "untrue":
        sure = "believed" if side == "heard" else "invented"
    elif afterwards and side == "heard" and sure != "checked" and not fact.false:
        sure = "true_unchecked" if sure else "true"
    return LedgerRow(
        side=side,
        text=text,
        kind=both(f"view.kind_{fact.kind}").of(language),
        weight=play.game.calibration.weight(fact.kind),
        where=both(f"view.where_{line.channel}").of(language),
        private=line.channel != AT_TABLE,
        round=line.round,
        sure=_sure(sure, language),
        untrue=untrue,
    )


def _sure(name: str, language: str) -> str:
    area = "debrief" if name.startswith("true") else "view"
    return both(f"{area}.sure_{name}").of(language) if name else ""


def balance(play: Play, language: str) -> str:
    """Who gave more, in words, as far as the student can know it: an untruth that nobody found counts as heard."""
    if not play.state.given and not play.state.gained:
        return ""
    found = information_balance(play.game, play.state)
    name = "even" if abs(found) <= EVEN else "ahead" if found > 0 else "behind"
    return both(f"stage.balance_{name}").of(language)


def private(play: Play, language: str) -> Private | None:
    """What was agreed about the private talk that is going on."""
    talk = play.state.private
    if talk is None:
        return None
    return Private(
        talk.label.value,
        both("view.note_agreed").of(language),
        both(f"view.agreed_{talk.label}").of(language),
        talk.turn,
        talk.turns,
    )


def leak(play: Play, language: str) -> Leak | None:
    """How far what was told in private is exposed; None when nothing was told in private."""
    state, limit = play.state, play.game.setup.leak_limit
    if not state.exposure:
        return None
    values = {"exposure": number(state.exposure, 2), "limit": number(limit, 2)}
    announced = _announced(play) if play.game.factions else None
    if not state.leaked:
        name = "leak_held"
    elif announced is None:
        name = "leak_outside"
    else:
        name = "leak_announced" if announced else "leak_unannounced"
    sentence = both(f"view.{name}", **values).of(language)
    if announced is not None and not state.leaked:
        sentence += " " + both("debrief.leak_known" if announced else "debrief.leak_unknown").of(language)
    return Leak(round(state.exposure, 3), limit, state.leaked, sentence, announced)


def _announced(play: Play) -> bool:
    """Whether home knew of private talks in time: when it got out, or else before the first of them."""
    for entry in play.log:
        for event in entry.events:
            if event.kind == "leaked":
                return bool(event.values["announced"])
    return "channel_unannounced" not in play.state.marks
