"""What home says: what it thinks of an offer, of a mandate, and in the vote."""

from collections.abc import Mapping
from typing import Any

from course.locale import Text, both
from course.negotiation.ratification import carried_there, vetoed
from course.roleplay.passages.speakers import Passage, first_name, speaker_of
from course.roleplay.passages.teller import Teller
from course.roleplay.wording import capitalised, percent, percents


class AtHome(Teller):
    """Events at home."""

    def _on_poll(self, values: Mapping[str, Any]) -> list[Passage]:
        return [self._home(f"poll_{feeling}", faction, "news") for faction, feeling in values.items()]

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
