"""What is said after a yes, and at the end."""

from collections.abc import Mapping
from typing import Any

from course.locale import Text
from course.roleplay.ending import ending
from course.roleplay.passages.speakers import Passage
from course.roleplay.passages.teller import Teller
from course.roleplay.wording import package_text


class Afterwards(Teller):
    """Events after the vote."""

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
