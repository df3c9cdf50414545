"""A piece of the conversation, and who says it."""

from dataclasses import dataclass

from course.locale import both
from course.roleplay.play import Play
from course.roleplay.scenario import OTHER


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
