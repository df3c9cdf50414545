"""From an event to words: what every kind of event needs, and what scenes say."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from course.locale import both
from course.roleplay.events import Event
from course.roleplay.passages.speakers import Passage, Speaker, first_name, speaker_of, spoken
from course.roleplay.play import Play
from course.roleplay.scenario import OTHER, Said, Scene
from course.roleplay.wording import phrase


class Teller:
    """What all events need to become passages; remembers how often a phrase was used, so that variants take turns."""

    def __init__(self, play: Play, language: str) -> None:
        self.play = play
        self.language = language
        self.used: Counter[str] = Counter()

    def tell(self, events: tuple[Event, ...]) -> list[Passage]:
        """These events as passages."""
        found: list[Passage] = []
        for event in events:
            found += getattr(self, f"_on_{event.kind}")(event.values)
        return found

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

    def _on_situation(self, values: Mapping[str, Any]) -> list[Passage]:
        scene = self._scene(values)
        return [self._spoken(scene.situation, scene, values["mood"], "situation")]

    def _on_said(self, values: Mapping[str, Any]) -> list[Passage]:
        return [self._you(self._scene(values).moves[values["move"]].say.of(self.language))]

    def _on_reply(self, values: Mapping[str, Any]) -> list[Passage]:
        scene = self._scene(values)
        reply = scene.moves[values["move"]].reply
        return [] if reply is None else [self._spoken(reply, scene, values["mood"], "reply")]

    def _home(self, reaction: str, faction: str, kind: str) -> Passage:
        text = self.play.scenario.own.factions[faction]
        speaker = speaker_of(self.play, faction, self.language, "")
        person = first_name(speaker.name) if speaker else text.name
        return Passage(kind, self._phrase(reaction, person=person, faction=text.name), speaker)
