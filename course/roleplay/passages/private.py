"""What is said in private, and what becomes of it."""

from collections.abc import Mapping
from typing import Any

from course.locale import Text, both
from course.roleplay.passages.speakers import Passage
from course.roleplay.passages.teller import Teller


class InPrivate(Teller):
    """Events of a private talk."""

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
