"""The score of a play in points, each part with its reasons in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from course.locale import Text, both
from course.negotiation import checks
from course.negotiation import score as rules
from course.negotiation.constituency import better_without, refusal_is_right
from course.roleplay.play import Play
from course.roleplay.wording import number, package_text, percent, percents, sentence


@dataclass(frozen=True, slots=True)
class Part:
    """One score part: points out of a maximum, and why."""

    id: str
    points: float
    maximum: float
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """All parts of one play."""

    parts: tuple[Part, ...]

    @property
    def total(self) -> float:
        """The points together."""
        return sum(part.points for part in self.parts)

    def part(self, name: str) -> Part:
        """One part by id.

        Raises:
            KeyError: this role-play does not score such a part.
        """
        for part in self.parts:
            if part.id == name:
                return part
        raise KeyError(name)


def score_sheet(play: Play) -> ScoreSheet:
    """The score of a play that has ended (of one that has not: as if it stopped here without a deal)."""
    game = play.game
    found = rules.parts(game, play.state, play.scenario.checks or ())
    return ScoreSheet(
        tuple(
            Part(name, share.share * game.setup.score[name], game.setup.score[name], _reasons(play, share))
            for name, share in found.items()
        )
    )


def total(play: Play) -> float:
    """The points together, without reasons (for players and linters, who ask often)."""
    game = play.game
    found = rules.parts(game, play.state, play.scenario.checks or ())
    return sum(share.share * game.setup.score[name] for name, share in found.items())


def _reasons(play: Play, part: rules.PartScore) -> tuple[Text, ...]:
    return _REASONS[part.id](play, part.facts)


def _substance(play: Play, facts: Mapping[str, object]) -> tuple[Text, ...]:
    game, deal = play.game, play.state.deal
    if facts["ended"] == "ratified" and deal is not None:
        beaten = int(str(facts["beaten_by"]))
        first = both(
            "score.deal_worth",
            deal=package_text(play.scenario, deal),
            ours=number(game.ours[deal], 0),
            without=number(game.reservation, 0),
            theirs=number(game.theirs[deal], 0),
            limit=number(game.their_reservation, 0),
        )
        second = both("score.nothing_better") if not beaten else both("score.better_existed", count=beaten)
        return (first, second)
    if facts.get("right"):
        return (both("score.no_was_right"), *_better_without(play), *_tested(play))
    if facts["ended"] != "rejected":
        return (both("score.no_deal"),)
    if refusal_is_right(game):
        return (both("score.deal_rejected"), both("score.no_would_be_right"), *_better_without(play))
    return (both("score.deal_rejected"),)


def _better_without(play: Play) -> tuple[Text, ...]:
    """Why nothing could pass: what the best was worth to a group with a veto, and what it has without a deal."""
    game, names = play.game, play.scenario.own.factions
    return tuple(
        both(
            "score.better_without",
            who=names[f].name,
            best=number(max(game.utility[f][x] for x in game.zone), 0),
            without=number(game.faction_reservation[f], 0),
        )
        for f in better_without(game)
        if game.zone
    )


def _tested(play: Play) -> tuple[Text, ...]:
    """How far a right no was tested, where the role-play asks for that."""
    if play.game.calibration.untested_no == 1:
        return ()
    if "they_left" in play.state.marks:
        return (both("score.no_theirs"),)
    part, worth = rules.tested(play.game, play.state), rules.no_worth(play.game, play.state)
    return (both("score.no_tested", part=percent(part), worth=percent(worth)),)


def _mandate(play: Play, facts: Mapping[str, object]) -> tuple[Text, ...]:
    if not facts["agreed"]:
        return (both("score.no_mandate"),)
    shown, full = percents(float(str(facts["room"])), play.game.calibration.useful_freedom)
    room = both("score.mandate_room", room=shown, full=full)
    if facts["kept"]:
        return (room, both("score.mandate_kept"))
    return (room, both("score.mandate_breached" if facts["signed"] else "score.mandate_unused"))


def _ratification(play: Play, facts: Mapping[str, object]) -> tuple[Text, ...]:
    if facts.get("right"):
        return (both("score.no_explained"), *(_tested(play) if rules.no_worth(play.game, play.state) < 1 else ()))
    if "support" not in facts:
        return (both("score.no_vote"),)
    name = "ratified" if facts["ended"] == "ratified" else "rejected"
    found = _votes(play, name) or [both(f"score.vote_{name}", **_shown(facts["support"], facts["quota"]))]
    vetoed = facts["vetoed"]
    assert isinstance(vetoed, tuple)
    found += [sentence(both("score.vetoed", faction=play.scenario.own.factions[f].name)) for f in vetoed]
    if not facts["carried_there"]:
        found.append(both("score.not_carried_there", who=play.scenario.other.name or both("score.the_others")))
    if facts.get("reopened") and name == "ratified":
        found.append(both("score.second_vote", part=percent(play.game.calibration.reopening_weight)))
    return tuple(found)


def _votes(play: Play, name: str) -> list[Text]:
    """What each body said, where more than one decides: the points are those of the closest vote."""
    bodies = [body for body in play.game.bodies if body.binding]
    if len(bodies) < 2:
        return []
    support, names = play.state.votes[-1].support, play.scenario.own.bodies
    said = [sentence(both("score.vote_of", body=names[b.id], **_shown(support[b.id], b.quota))) for b in bodies]
    return [*said, both(f"score.closest_{name}")]


def _shown(support: object, quota: object) -> dict[str, Text]:
    found, needed = percents(float(str(support)), float(str(quota)))
    return {"support": found, "quota": needed}


def _information(play: Play, facts: Mapping[str, object]) -> tuple[Text, ...]:
    balance = float(str(facts["balance"]))
    side = "even" if abs(balance) <= 0.25 else "ahead" if balance > 0 else "behind"
    found = [
        both("score.facts", heard=facts["heard"], told=facts["told"]),
        both(f"score.balance_{side}", balance=number(balance, 2)),
    ]
    if facts["used_against_us"]:
        found.append(both("score.limit_known", part=percent(play.game.calibration.known_limit)))
    if facts["untrue"]:
        found.append(both("score.untrue", count=facts["untrue"]))
    return tuple(found)


def _relation(play: Play, facts: Mapping[str, object]) -> tuple[Text, ...]:
    return (
        both(
            "score.relation_ended",
            relation=number(float(str(facts["relation"])), 2),
            escalation=number(float(str(facts["escalation"])), 0),
        ),
    )


def _process(play: Play, facts: Mapping[str, object]) -> tuple[Text, ...]:
    found = facts["checks"]
    assert isinstance(found, Mapping)
    points = {c.name: c.point for c in checks.CHECKS}
    return tuple(
        both("score.check_met" if met else "score.check_missed", check=both(f"checks.{name}"), point=points[name])
        for name, met in found.items()
    )


_REASONS = {
    "substance": _substance,
    "mandate": _mandate,
    "ratification": _ratification,
    "information": _information,
    "relation": _relation,
    "process": _process,
}
