"""The ledger in words: what you told and heard, where, and how sure it is; and what of it got out."""

from course.locale import both
from course.negotiation.ledger import AT_TABLE, Line
from course.roleplay.page import Leak, LedgerRow, Private
from course.roleplay.play import Play
from course.roleplay.wording import number


def rows(play: Play, language: str, *, afterwards: bool = False) -> tuple[LedgerRow, ...]:
    """Every fact told and heard. Only ``afterwards`` it says which of the things that you heard were untrue."""
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
    return LedgerRow(
        side=side,
        text=text,
        kind=both(f"view.kind_{fact.kind}").of(language),
        weight=play.game.calibration.weight(fact.kind),
        where=both(f"view.where_{line.channel}").of(language),
        private=line.channel != AT_TABLE,
        round=line.round,
        sure=both(f"view.sure_{sure}").of(language) if sure else "",
        untrue=untrue,
    )


def with_place(play: Play, side: str, language: str) -> tuple[str, ...]:
    """What was told or heard, one line each; where it was in private, or could be checked, the line says so."""
    found = []
    for row in rows(play, language):
        if row.side == side:
            more = [row.where] * row.private + [row.sure] * bool(row.sure)
            found.append(
                both("view.told_where", text=row.text, where="; ".join(more)).of(language) if more else row.text
            )
    return tuple(found)


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
    if not state.leaked:
        name = "leak_held"
    elif not play.game.factions:
        name = "leak_outside"
    else:
        announced = all(of.channel_told for of in state.factions.values())
        name = "leak_announced" if announced else "leak_unannounced"
    return Leak(round(state.exposure, 3), limit, state.leaked, both(f"view.{name}", **values).of(language))
