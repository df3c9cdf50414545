"""What acts do at home (theory 3.3, with the clarifications of 3.11)."""

from collections.abc import Callable, Mapping

from course.negotiation.acts import Act, ActKind
from course.negotiation.changes import Rule
from course.negotiation.constituency import yes_share
from course.negotiation.mandate import loosen
from course.negotiation.setup import DemandKind
from course.negotiation.turn import Turn

CALM = 0.4
"""Up to this emotion evidence may come before listening."""

POLL_LOW, POLL_HIGH = 0.4, 0.6
"""Below and above these shares a faction says no or yes to the standing offer in words (theory 3.11, 19)."""


def _listen(turn: Turn, act: Act) -> None:
    c = turn.calibration
    for f in act.factions:
        turn.contact(f)
        m, of = turn.strength("listen", f), turn.faction(f)
        turn.move(f, "emotion", of.emotion * (1 - (1 - c.listen_emotion) * m), Rule.LISTEN_CALMS)
        turn.move(f, "trust", of.trust + c.listen_trust * m * (1 - of.trust), Rule.LISTEN_TRUST)
        turn.move(f, "voice", of.voice + c.listen_voice * m * (1 - of.voice), Rule.LISTEN_VOICE)
        turn.flag(f, listened=True)


def _show(turn: Turn, act: Act) -> None:
    """Evidence changes minds that are calm; on a hot head it is pushed back and stays unused (theory 3.11, 2)."""
    c = turn.calibration
    evidence = turn.game.evidence[str(act.evidence)]
    for f in act.factions:
        turn.contact(f)
        of = turn.faction(f)
        turn.mark("evidence_shown")
        if not of.listened and of.emotion > CALM:
            turn.mark("evidence_before_listening")
        if of.emotion > c.evidence_too_hot:
            turn.mark("evidence_before_listening")
            turn.move(f, "trust", of.trust - c.evidence_boomerang, Rule.EVIDENCE_BOOMERANG)
            continue
        if (evidence.id, f) in turn.state.evidence:
            continue
        m = turn.strength("show", f)
        turn.put(evidence=turn.state.evidence | {(evidence.id, f)})
        gain = evidence.quality * of.trust * (1 - of.emotion) * (1 - of.market_knowledge) * m
        turn.move(f, "market_knowledge", of.market_knowledge + gain, Rule.EVIDENCE)


def _inform(turn: Turn, act: Act) -> None:
    c = turn.calibration
    for f in act.factions:
        turn.contact(f)
        m, of = turn.strength("inform", f), turn.faction(f)
        turn.move(f, "negative_image", of.negative_image * (1 - (1 - c.inform_image) * m), Rule.INFORM_IMAGE)
        turn.move(f, "voice", of.voice + c.inform_voice * m * (1 - of.voice), Rule.INFORM_VOICE)
        gain = c.inform_knowledge * m * (1 - of.market_knowledge)
        turn.move(f, "market_knowledge", of.market_knowledge + gain, Rule.INFORM_KNOWLEDGE)
        turn.flag(f, informed=True)


def _perspective(turn: Turn, act: Act) -> None:
    for f in act.factions:
        turn.contact(f)
        m, of = turn.strength("perspective", f), turn.faction(f)
        less = turn.calibration.perspective_image * of.trust * m
        turn.move(f, "negative_image", of.negative_image * (1 - less), Rule.PERSPECTIVE)


def _push_back(turn: Turn, act: Act) -> None:
    """Converting and refusing cost the same trust; what converting gains is the room that stays (theory 3.11, 3)."""
    c = turn.calibration
    status, rule = (
        ("converted", Rule.DEMAND_CONVERTED) if act.kind is ActKind.CONVERT else ("refused", Rule.DEMAND_REFUSED)
    )
    for name in act.demands:
        if turn.state.demands[name] != "open":
            continue
        f = turn.game.demands[name].by
        turn.contact(f)
        of = turn.faction(f)
        turn.demand(name, status, rule)
        if turn.game.demands[name].kind is DemandKind.LOCK:
            turn.mark("demand_left_out")
        cost = c.refuse_trust * (1 - of.market_knowledge) * (c.refuse_listened if of.listened else 1.0)
        turn.move(f, "trust", of.trust - cost, rule)


def _accept_lock(turn: Turn, act: Act) -> None:
    for name in act.demands:
        f = turn.game.demands[name].by
        turn.contact(f)
        if turn.state.demands[name] == "accepted":
            continue
        turn.demand(name, "accepted", Rule.DEMAND_ACCEPTED)
        m = turn.strength("accept", name)
        turn.move(f, "trust", turn.faction(f).trust + turn.calibration.accept_trust * m, Rule.DEMAND_ACCEPTED)


def _loosen_mandate(turn: Turn, act: Act) -> None:
    for name in act.demands:
        if turn.state.demands[name] == "accepted":
            turn.contact(turn.game.demands[name].by)
            loosen(turn, name)


def _accept_errand(turn: Turn, act: Act) -> None:
    c = turn.calibration
    for name in act.demands:
        f = turn.game.demands[name].by
        turn.contact(f)
        if turn.state.demands[name] == "accepted":
            continue
        turn.mark("errand_accepted")
        turn.demand(name, "accepted", Rule.ERRAND_ACCEPTED)
        m = turn.strength("accept", name)
        turn.move(f, "trust", turn.faction(f).trust + c.accept_trust * m, Rule.ERRAND_ACCEPTED)
        turn.move(f, "negative_image", turn.faction(f).negative_image + c.errand_image, Rule.ERRAND_ACCEPTED)
        turn.escalate(1, Rule.ERRAND_ACCEPTED)


def _feed_image(turn: Turn, act: Act) -> None:
    c = turn.calibration
    for f in act.factions:
        turn.contact(f)
        m = turn.strength("feed", f)
        turn.move(f, "negative_image", turn.faction(f).negative_image + c.feed_image, Rule.IMAGE_FED)
        turn.move(f, "trust", turn.faction(f).trust + c.feed_trust * m, Rule.PLEASING_WORDS)


def _feed_hope(turn: Turn, act: Act) -> None:
    c = turn.calibration
    for f in act.factions:
        turn.contact(f)
        m = turn.strength("feed", f)
        turn.move(f, "market_knowledge", turn.faction(f).market_knowledge * c.feed_hope, Rule.HOPE_FED)
        turn.move(f, "trust", turn.faction(f).trust + c.feed_trust * m, Rule.PLEASING_WORDS)


def _wait(turn: Turn, act: Act) -> None:
    """Nothing, and no contact: the faction has not heard anything (theory 3.11, 18)."""


def _report(turn: Turn, act: Act) -> None:
    """Reporting keeps home with you; during the table it is a straw poll as well (theory 3.11, 19)."""
    for f in act.factions:
        turn.contact(f)
        m, of = turn.strength("report", f), turn.faction(f)
        turn.move(f, "voice", of.voice + turn.calibration.report_voice * m * (1 - of.voice), Rule.REPORTED)
        if turn.state.round > 0:
            turn.mark(f"reported:{f}")
        if turn.state.offer is not None and turn.state.deal is None and "walked" not in turn.state.marks:
            yes = yes_share(turn.game, turn.state, f, turn.state.offer)
            feeling = "low" if yes < POLL_LOW else "high" if yes > POLL_HIGH else "mid"
            turn.put(poll={**turn.state.poll, f: feeling})


def _invite(turn: Turn, act: Act) -> None:
    c = turn.calibration
    for f in act.factions:
        turn.contact(f)
        m, of = turn.strength("invite", f), turn.faction(f)
        gain = c.invite_knowledge * m * (1 - of.market_knowledge)
        turn.move(f, "market_knowledge", of.market_knowledge + gain, Rule.INVITED)
        turn.move(f, "voice", of.voice + c.invite_voice * m * (1 - of.voice), Rule.INVITED)
        turn.move(f, "negative_image", of.negative_image * (1 - (1 - c.invite_image) * m), Rule.INVITED)
        turn.put(observed=True)


def _coalition(turn: Turn, act: Act) -> None:
    """Two factions that help each other to what weighs most for them; who stands outside feels left out."""
    members = tuple(sorted(act.factions))
    for f in members:
        turn.contact(f)
    if members in turn.state.coalitions:
        return
    turn.put(coalitions=(*turn.state.coalitions, members))
    turn.note("coalition", " + ".join(members), False, True, Rule.COALITION)
    for f in turn.everyone():
        if f not in members:
            turn.move(f, "voice", turn.faction(f).voice - turn.calibration.coalition_voice, Rule.LEFT_OUT)


def _agree_process(turn: Turn, act: Act) -> None:
    for f in act.factions:
        turn.contact(f)
        turn.note("on_process", f, turn.faction(f).on_process, True, Rule.PROCESS_AGREED)
        turn.flag(f, on_process=True)


def _tell(turn: Turn, act: Act) -> None:
    """Telling home a fact of ours: they feel taken seriously. What had to stay secret costs the other side's trust."""
    c, fact = turn.calibration, turn.game.facts[str(act.fact)]
    for f in act.factions:
        turn.contact(f)
        m, of = turn.strength("tell", f), turn.faction(f)
        turn.move(f, "voice", of.voice + c.tell_voice * m * (1 - of.voice), Rule.TOLD_HOME)
        secret = fact.secret
        is_secret = secret is not None and secret.towards in ("home", f) and turn.state.round < secret.until
        if is_secret and f"secret:{fact.id}" not in turn.state.marks:
            turn.mark("secret_told", f"secret:{fact.id}")
            turn.relation(-c.secret_relation, Rule.SECRET_TOLD)
            turn.escalate(1, Rule.SECRET_TOLD)


def _announce_private(turn: Turn, act: Act) -> None:
    """Telling home beforehand that there may be talks in private: a leak then hurts half as much (theory 3.5)."""
    for f in act.factions:
        turn.contact(f)
        turn.note("channel_told", f, turn.faction(f).channel_told, True, Rule.CHANNEL_TOLD)
        turn.flag(f, channel_told=True)


ACTS: Mapping[ActKind, Callable[[Turn, Act], None]] = {
    ActKind.LISTEN: _listen,
    ActKind.SHOW: _show,
    ActKind.INFORM: _inform,
    ActKind.PERSPECTIVE: _perspective,
    ActKind.CONVERT: _push_back,
    ActKind.REFUSE: _push_back,
    ActKind.ACCEPT_LOCK: _accept_lock,
    ActKind.ACCEPT_ERRAND: _accept_errand,
    ActKind.LOOSEN_MANDATE: _loosen_mandate,
    ActKind.FEED_IMAGE: _feed_image,
    ActKind.FEED_HOPE: _feed_hope,
    ActKind.WAIT: _wait,
    ActKind.REPORT: _report,
    ActKind.INVITE: _invite,
    ActKind.COALITION: _coalition,
    ActKind.AGREE_PROCESS: _agree_process,
    ActKind.TELL: _tell,
    ActKind.ANNOUNCE_PRIVATE: _announce_private,
}


def settle_promises(turn: Turn) -> None:
    """Coming home: errands not raised and locks that the signed package does not hold cost trust (C21, C30)."""
    cost = turn.calibration.promise_broken
    for name, demand in turn.game.demands.items():
        if turn.state.demands[name] != "accepted":
            continue
        if demand.kind is DemandKind.ERRAND:
            rule = Rule.ERRAND_KEPT_BACK
        elif turn.state.deal is not None and not turn.game.meets(turn.state.deal, demand):
            rule = Rule.PROMISE_BROKEN
        else:
            continue
        turn.demand(name, "broken", rule)
        turn.move(demand.by, "trust", turn.faction(demand.by).trust - cost, rule)


def silence(turn: Turn) -> None:
    """A round has passed: factions without word for more than three rounds drift away (C24; theory 3.11, 11)."""
    c = turn.calibration
    for f in turn.everyone():
        rounds = turn.faction(f).silent_rounds + 1
        turn.flag(f, silent_rounds=rounds)
        if rounds > c.silence_rounds:
            turn.mark("silence")
            turn.move(f, "voice", turn.faction(f).voice - c.silence_voice, Rule.SILENCE)
            turn.move(f, "negative_image", turn.faction(f).negative_image + c.silence_image, Rule.SILENCE)
