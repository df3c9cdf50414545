"""What there is to choose: sentences and talks, the tools of the table, the package builder, the mandate form."""

from collections.abc import Mapping

from course.negotiation import mandate as mandates
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.heading import saying
from course.roleplay.page import Builder, BuilderIssue, BuilderOption, Choice, Guess, MandateForm, Tool
from course.roleplay.passages import speaker_of
from course.roleplay.play import Play
from course.roleplay.scenario import Scene
from course.roleplay.wording import capitalised, package_text

K = DecisionKind


def choices(play: Play, opened: tuple[Decision, ...], language: str) -> tuple[Choice, ...]:
    """The sentences, talks and ways on that are open, each with its decision."""
    found = []
    for decision in opened:
        if decision.kind is K.MOVE and play.scene is not None:
            label = play.scenario.scenes[play.scene].moves[str(decision.move)].say.of(language)
        elif decision.kind is K.TALK:
            label = _talk_label(play, play.scenario.scenes[str(decision.scene)], language)
        elif decision.kind in (K.LEAVE, K.BACK):
            label = saying(language)(way_on(play, decision.kind, play.phase))
        else:
            continue
        found.append(Choice(label.strip(), decision.as_data()))
    return tuple(found)


def way_on(play: Play, kind: DecisionKind, phase: str) -> str:
    """The entry of ``view.yaml`` for going on from a phase: it says where to."""
    clock = play.scenario.setup.clock
    if kind is K.LEAVE and phase in ("home", "leaving") and not clock.mandate:
        return f"choice_leave_home_{'table' if clock.table else 'private'}"
    return f"choice_{kind}_{'home' if phase == 'leaving' else phase}"


def _talk_label(play: Play, scene: Scene, language: str) -> str:
    if scene.label is not None:
        return scene.label.of(language)
    names = [speaker_of(play, who, language, "") for who in scene.with_]
    return saying(language)("talk_to", names=", ".join(n.name for n in names if n) or scene.id)


def tools(play: Play, opened: tuple[Decision, ...], language: str) -> tuple[Tool, ...]:
    """What can be done at the table beside proposing a package, in groups."""
    say, groups = saying(language), dict[str, list[Choice]]()
    for decision in opened:
        fact = str(decision.fact)
        if decision.kind is K.QUESTION:
            text = play.scenario.other.facts[fact]
            groups.setdefault("ask", []).append(Choice((text.ask or text.text).of(language), decision.as_data()))
        elif decision.kind is K.DISCLOSURE:
            label = play.scenario.own.facts[fact].text.of(language)
            groups.setdefault("tell", []).append(Choice(label, decision.as_data()))
        elif decision.kind is K.VERIFY:
            source = play.scenario.other.facts[fact].check
            groups.setdefault("verify", []).append(Choice(say("tool_verify", source=source or ""), decision.as_data()))
        elif decision.kind is K.PRIVATE:
            name = decision.form if decision.form == "in-passing" else decision.label
            groups.setdefault("private", []).append(Choice(say(f"tool_{name}"), decision.as_data()))
        elif decision.kind is K.LEAVE and play.phase == "after":
            groups.setdefault("settle", []).append(Choice(say("tool_settle"), decision.as_data()))
        elif decision.kind is K.HOLD and play.phase == "private":
            groups.setdefault("hold", []).append(Choice(say("tool_hold_private"), decision.as_data()))
        elif decision.kind in (K.HOLD, K.RECESS, K.WALK, K.LEAVE):
            groups.setdefault(decision.kind.value, []).append(Choice(say(f"tool_{decision.kind}"), decision.as_data()))
        elif decision.kind is K.ACCEPT and play.state.offer is not None:
            label = say("tool_accept", offer=package_text(play.scenario, play.state.offer))
            groups.setdefault("accept", []).append(Choice(label, decision.as_data()))
    return tuple(Tool(name, say(f"group_{name}"), tuple(choices)) for name, choices in groups.items())


def _issues(play: Play, language: str, selected: Mapping[str, object]) -> tuple[BuilderIssue, ...]:
    return tuple(
        BuilderIssue(
            issue.id,
            capitalised(issue.label.of(language)),
            tuple(BuilderOption(o.id, o.text.of(language)) for o in issue.options),
            selected.get(issue.id),
        )
        for issue in play.scenario.issues.values()
    )


def builder(play: Play, language: str) -> Builder:
    """The package builder, which begins at your last proposal, else at their offer."""
    game, state = play.game, play.state
    offer = game.named(state.offer) if state.offer is not None else {}
    last = game.named(state.own_package) if state.own_package is not None else None
    guesses = tuple(_guess(play, f, language) for f in game.factions)
    return Builder(_issues(play, language, last or offer), guesses, offer, last)


def _guess(play: Play, faction: str, language: str) -> Guess:
    """In words, and only for a faction that you listened to: what it said it wants."""
    text = play.scenario.own.factions[faction]
    name = text.name.of(language)
    of, say = play.game.factions[faction], saying(language)
    if not play.state.factions[faction].listened:
        return Guess(name, of.share, "", {})
    found: dict[str, dict[str, str]] = {}
    for issue, weight, values in zip(play.game.setup.issues, of.weights, of.values, strict=True):
        found[issue.id] = {
            str(option): say(feeling(weight, value)) for option, value in zip(issue.options, values, strict=True)
        }
    return Guess(name, of.share, heaviest(play, faction), found)


def heaviest(play: Play, faction: str) -> str:
    """The issue that weighs most for a faction."""
    weights = play.game.factions[faction].weights
    return play.game.issue_ids[max(range(len(weights)), key=lambda n: weights[n])]


def feeling(weight: float, value: float) -> str:
    """How a faction speaks of an option, from the weight of the issue (0-1) and the worth of the option (0-100)."""
    if weight < 0.2:
        return "guess_little"
    if value >= 75:
        return "guess_good"
    return "guess_fair" if value >= 40 else "guess_bad"


def mandate_form(play: Play, language: str) -> MandateForm:
    """The form of the mandate meeting."""
    left = mandates.locks(play.game, play.state)
    locked = {
        issue.id: tuple(o for o in issue.options if o in left[issue.id])
        for issue in play.game.setup.issues
        if issue.id in left
    }
    tries = play.scenario.setup.clock.mandate - play.state.refusals
    sentence = saying(language)("mandate_locked" if locked else "mandate_free")
    return MandateForm(_issues(play, language, _refused(play)), tries, locked, sentence)


def _refused(play: Play) -> Mapping[str, object]:
    """What you asked for and did not get: the form starts there, so that you can see what to take out."""
    last = play.log[-1].decision if play.log else None
    return {} if last is None or last.allowed is None else last.allowed
