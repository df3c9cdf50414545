"""What is said at the table: facts, packages, offers, and who leaves the room."""

from collections.abc import Mapping
from typing import Any

from course.locale import Text, both
from course.negotiation.setup import Package
from course.roleplay.passages.speakers import Passage, spoken
from course.roleplay.passages.teller import Teller
from course.roleplay.wording import joined, package_text


class AtTable(Teller):
    """Events at the table."""

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
