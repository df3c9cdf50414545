"""The conversation in words: what was said, answered, offered and voted, from the events of a play."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from course.locale import Text, both
from course.negotiation.ratification import carried_there, vetoed
from course.negotiation.setup import Package
from course.roleplay.ending import ending
from course.roleplay.events import Event
from course.roleplay.play import Play
from course.roleplay.scenario import OTHER, Said, Scene
from course.roleplay.wording import capitalised, joined, package_text, percent, percents, phrase


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, and how they look: ``mood`` for the picture, ``mood_label`` in words."""

    id: str
    name: str
    role: str
    mood: str
    mood_label: str
    portrait: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of the conversation. ``kind`` is you, reply, situation, offer, answer, news or vote."""

    kind: str
    text: str
    speaker: Speaker | None = None


def history(play: Play, language: str) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Everything said before the last decision, and everything since."""
    teller = _Teller(play, language)
    told = [teller.tell(play.opening), *(teller.tell(entry.events) for entry in play.log)]
    earlier = tuple(p for group in told[:-1] for p in group)
    return earlier, tuple(told[-1])


def speaker_of(play: Play, who: str, language: str, mood: str) -> Speaker | None:
    """The person who speaks for a faction or for the other side, or a person named directly."""
    scenario = play.scenario
    if who == OTHER:
        person = scenario.other.person
    elif who in scenario.own.factions:
        person = scenario.own.factions[who].person
    else:
        person = who
    found = scenario.people.get(person or "")
    if found is None:
        return None
    label = both(f"view.mood_{mood}").of(language) if mood else ""
    return Speaker(found.id, found.name, found.role.of(language), mood, label, found.portrait or "")


def spoken(text: str) -> str:
    """Plain speech in quotation marks, as scenes write it."""
    return f"'{text.strip()}'"


def first_name(name: str) -> str:
    """How colleagues call somebody."""
    return name.partition(" ")[0]


class _Teller:
    """Turns events into passages; remembers how often a phrase was used, so that variants take turns."""

    def __init__(self, play: Play, language: str) -> None:
        self.play = play
        self.language = language
        self.used: Counter[str] = Counter()

    def tell(self, events: tuple[Event, ...]) -> list[Passage]:
        found: list[Passage] = []
        for event in events:
            found += getattr(self, f"_on_{event.kind}")(event.values)
        return found

    # ------------------------------------------------------------------ helpers

    def _phrase(self, reaction: str, mood: str = "else", **values: object) -> str:
        turn = self.used[reaction]
        self.used[reaction] += 1
        return phrase(self.play.scenario, reaction, mood, turn, **values).of(self.language)

    def _other(self, mood: str) -> Speaker | None:
        return speaker_of(self.play, OTHER, self.language, mood)

    def _theirs(self, kind: str, reaction: str, values: Mapping[str, Any], **fill: object) -> list[Passage]:
        mood = str(values["mood"])
        return [Passage(kind, spoken(self._phrase(reaction, mood, **fill)), self._other(mood))]

    def _scene(self, values: Mapping[str, Any]) -> Scene:
        return self.play.scenario.scenes[values["scene"]]

    def _spoken(self, said: Said, scene: Scene, moods: Mapping[str, str], kind: str) -> Passage:
        who = next(iter(moods), None) if len(moods) == 1 else None
        mood = moods.get(who, "") if who else ""
        text = said.of(next(iter(moods.values()), "")).of(self.language).strip()
        return Passage(kind, text, speaker_of(self.play, who, self.language, mood) if who else None)

    def _you(self, text: str) -> Passage:
        return Passage("you", text.strip())

    def _say(self, key: str, **values: object) -> str:
        return both(f"view.{key}", **values).of(self.language)

    # ------------------------------------------------------------------ one method an event

    def _on_situation(self, values: Mapping[str, Any]) -> list[Passage]:
        scene = self._scene(values)
        return [self._spoken(scene.situation, scene, values["mood"], "situation")]

    def _on_said(self, values: Mapping[str, Any]) -> list[Passage]:
        return [self._you(self._scene(values).moves[values["move"]].say.of(self.language))]

    def _on_reply(self, values: Mapping[str, Any]) -> list[Passage]:
        scene = self._scene(values)
        reply = scene.moves[values["move"]].reply
        return [] if reply is None else [self._spoken(reply, scene, values["mood"], "reply")]

    def _on_ask(self, values: Mapping[str, Any]) -> list[Passage]:
        fact = self.play.scenario.other.facts[values["fact"]]
        return [self._you((fact.ask or fact.text).of(self.language))]

    def _on_answer(self, values: Mapping[str, Any]) -> list[Passage]:
        text = self.play.scenario.other.facts[values["fact"]].text.of(self.language)
        return [Passage("answer", spoken(text), self._other(str(values["mood"])))]

    def _on_answer_again(self, values: Mapping[str, Any]) -> list[Passage]:
        text = self.play.scenario.other.facts[values["fact"]].text.of(self.language)
        return [Passage("answer", spoken(self._say("answer_again", fact=text)), self._other(str(values["mood"])))]

    def _on_no_answer(self, values: Mapping[str, Any]) -> list[Passage]:
        return self._theirs("answer", "no_answer", values)

    def _on_tell(self, values: Mapping[str, Any]) -> list[Passage]:
        return [self._you(self.play.scenario.own.facts[values["fact"]].text.of(self.language))]

    def _on_told(self, values: Mapping[str, Any]) -> list[Passage]:
        kind = self.play.game.facts[values["fact"]].kind.value
        return self._theirs("reply", f"told_{kind}", values)

    def _on_propose(self, values: Mapping[str, Any]) -> list[Passage]:
        return [self._you(self._say("you_propose", offer=package_text(self.play.scenario, values["package"])))]

    def _on_accepted(self, values: Mapping[str, Any]) -> list[Passage]:
        return self._theirs("offer", "accepted", values, offer=package_text(self.play.scenario, values["package"]))

    def _on_accept(self, values: Mapping[str, Any]) -> list[Passage]:
        offer = package_text(self.play.scenario, values["package"])
        you = self._you(self._say("you_accept", offer=offer))
        return [you, *self._theirs("reply", "you_accept", values, offer=offer)]

    def _on_offer(self, values: Mapping[str, Any]) -> list[Passage]:
        scenario, offer, before = self.play.scenario, values["package"], values["before"]
        fill: dict[str, object] = {"offer": package_text(scenario, offer)}
        reaction = _reaction(values, self._moves(before, offer))
        if before is not None:
            gave, took, stayed = self._moves(before, offer, values["proposed"])
            fill |= {"gave": joined(gave), "took": joined(took), "stayed": joined(stayed or [both("view.the_rest")])}
        found = self._theirs("offer", reaction, values, **fill)
        if values["last"] and reaction not in ("opening", "last_offer"):
            found += self._theirs("offer", "last_offer", values, **fill)
        return found

    def _moves(
        self, before: Package | None, offer: Package, proposed: Package | None = None
    ) -> tuple[list[Text], list[Text], list[Text]]:
        """What they gave and took, as options, and which issues stayed, those left out that we propose ourselves."""
        gave: list[Text] = []
        took: list[Text] = []
        stayed: list[Text] = []
        if before is None:
            return gave, took, stayed
        for n, (issue, text) in enumerate(
            zip(self.play.game.setup.issues, self.play.scenario.issues.values(), strict=True)
        ):
            old, new = issue.options.index(before[n]), issue.options.index(offer[n])
            if old == new:
                if proposed is None or proposed[n] != offer[n]:
                    stayed.append(text.spoken)
            else:
                (gave if new > old else took).append(text.option(offer[n]))
        return gave, took, stayed

    def _on_hold(self, values: Mapping[str, Any]) -> list[Passage]:
        return [self._you(self._say("you_hold"))]

    def _on_recess(self, values: Mapping[str, Any]) -> list[Passage]:
        return [self._you(self._say("you_recess")), *self._theirs("reply", "recess_start", values)]

    def _on_back(self, values: Mapping[str, Any]) -> list[Passage]:
        return self._theirs("reply", "recess_back", values)

    def _on_walk(self, values: Mapping[str, Any]) -> list[Passage]:
        return [self._you(self._say("you_walk")), *self._theirs("reply", "you_walk", values)]

    def _on_left(self, values: Mapping[str, Any]) -> list[Passage]:
        return self._theirs("reply", "broke_off", values)

    def _on_reopened(self, values: Mapping[str, Any]) -> list[Passage]:
        other = self.play.scenario.other.name or Text("", "")
        return [Passage("news", self._phrase("ending_rejected_reopen", who=other))]

    def _on_propose_private(self, values: Mapping[str, Any]) -> list[Passage]:
        name = values["form"] if values["form"] == "in-passing" else values["label"]
        return [self._you(self._say(f"you_{name}"))]

    def _on_private_refused(self, values: Mapping[str, Any]) -> list[Passage]:
        return self._theirs("reply", "private_refused", values)

    def _on_private(self, values: Mapping[str, Any]) -> list[Passage]:
        agreed = both(f"view.agreed_{values['label']}")
        return [*self._theirs("reply", "private_accepted", values), Passage("news", agreed.of(self.language))]

    def _on_agreed(self, values: Mapping[str, Any]) -> list[Passage]:
        agreed = both(f"view.agreed_{values['label']}")
        return [Passage("news", self._say("agreed_news", agreed=agreed))]

    def _on_private_over(self, values: Mapping[str, Any]) -> list[Passage]:
        return self._theirs("reply", "private_over" if values["at_table"] else "private_end", values)

    def _on_hold_private(self, values: Mapping[str, Any]) -> list[Passage]:
        return [self._you(self._say("you_hold_private"))]

    def _on_verified(self, values: Mapping[str, Any]) -> list[Passage]:
        fact = self.play.scenario.other.facts[values["fact"]]
        name = "verified_true" if values["holds"] else "verified_untrue"
        return [Passage("news", self._say(name, source=fact.check or fact.text))]

    def _on_lie_found(self, values: Mapping[str, Any]) -> list[Passage]:
        return self._theirs("reply", "lie_found", values)

    def _on_leaked(self, values: Mapping[str, Any]) -> list[Passage]:
        name = "leaked_outside" if not values["home"] else "leaked_announced" if values["announced"] else "leaked"
        other = self.play.scenario.other.name or Text("", "")
        return [Passage("news", self._phrase(name, who=other))]

    def _on_poll(self, values: Mapping[str, Any]) -> list[Passage]:
        return [self._home(f"poll_{feeling}", faction, "news") for faction, feeling in values.items()]

    def _home(self, reaction: str, faction: str, kind: str) -> Passage:
        text = self.play.scenario.own.factions[faction]
        speaker = speaker_of(self.play, faction, self.language, "")
        person = first_name(speaker.name) if speaker else text.name
        return Passage(kind, self._phrase(reaction, person=person, faction=text.name), speaker)

    def _on_mandate(self, values: Mapping[str, Any]) -> list[Passage]:
        reaction = "mandate_agreed" if values["agreed"] else "mandate_refused" if values["tries"] else "mandate_over"
        found = [Passage("news", self._home(reaction, values["who"], "news").text)]
        if "issue" in values:
            found.append(Passage("news", self._finger_on(values["who"], values["issue"], values["option"])))
        if not values["agreed"] and not values["tries"]:
            found.append(Passage("news", self._say("mandate_lost")))
        return found

    def _finger_on(self, faction: str, issue: str, option: Any) -> str:
        """What they mind most in a proposal that they refuse."""
        speaker = speaker_of(self.play, faction, self.language, "")
        text = self.play.scenario.issues[issue]
        person = first_name(speaker.name) if speaker else self.play.scenario.own.factions[faction].name
        return self._say("mandate_minded", person=person, issue=text.label, option=text.option(option))

    def _on_loosened(self, values: Mapping[str, Any]) -> list[Passage]:
        return [self._home("mandate_loosened", self.play.game.demands[values["demand"]].by, "news")]

    def _on_not_loosened(self, values: Mapping[str, Any]) -> list[Passage]:
        return [self._home("mandate_not_loosened", values["who"], "news")]

    def _on_vote(self, values: Mapping[str, Any]) -> list[Passage]:
        vote = self.play.state.votes[values["number"]]
        found = []
        for faction, yes in vote.yes.items():
            reaction = "vote_no" if yes < 0.4 else "vote_yes" if yes > 0.6 else "vote_split"
            found.append(self._home(reaction, faction, "vote"))
        bodies = {b.id: b.quota for b in self.play.game.bodies}
        for body, support in vote.support.items():
            name = self.play.scenario.own.bodies.get(body) or both("view.the_vote")
            voted, quota = percents(support, bodies.get(body, 0.5))
            text = capitalised(self._say("vote_result", body=name, support=voted, quota=quota))
            found.append(Passage("vote", text))
        for faction in vetoed(self.play.game, vote):
            text = self._say("vetoed", faction=self.play.scenario.own.factions[faction].name)
            found.append(Passage("vote", capitalised(text)))
        if vote.theirs is not None:
            other = self.play.scenario.other.name or Text("", "")
            key = "their_vote" if carried_there(self.play.game, vote) else "their_no"
            text = self._say(key, who=other, support=percent(vote.theirs))
            found.append(Passage("vote", capitalised(text)))
        return found

    def _on_improve_opening(self, values: Mapping[str, Any]) -> list[Passage]:
        deal = package_text(self.play.scenario, values["package"])
        return [
            Passage("news", self._say("improve_opening")),
            *self._theirs("offer", "improve_opening", values, offer=deal),
        ]

    def _on_improve_same(self, values: Mapping[str, Any]) -> list[Passage]:
        return [Passage("news", self._say("improve_same"))]

    def _on_improve_agreed(self, values: Mapping[str, Any]) -> list[Passage]:
        return self._theirs(
            "offer", "improve_agreed", values, offer=package_text(self.play.scenario, values["package"])
        )

    def _on_improve_their_no(self, values: Mapping[str, Any]) -> list[Passage]:
        return self._theirs("offer", "improve_refused", values, offer=package_text(self.play.scenario, values["deal"]))

    def _on_improve_home_no(self, values: Mapping[str, Any]) -> list[Passage]:
        return [self._home("improve_home_no", values["who"], "news")]

    def _on_end(self, values: Mapping[str, Any]) -> list[Passage]:

        other = self.play.scenario.other.name or Text("", "")
        return [Passage("news", self._phrase(ending(self.play), who=other))]


def _reaction(values: Mapping[str, Any], moves: tuple[list[Text], list[Text], list[Text]]) -> str:
    """Which entry of the phrase book fits an offer."""
    gave, took, stayed = moves
    wish = values["reaction"]
    if wish in ("opening", "reopened"):
        return str(wish)
    if gave and took:
        return "traded_known" if values["known"] else "traded"
    if gave:
        return "moved" if stayed else "moved_all"
    if took:
        return "took_back"
    return str(wish or "unmoved")
