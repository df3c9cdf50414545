"""The conversation in words: what was said, answered, offered and voted, from the events of a play."""

from course.roleplay.passages.after import Afterwards
from course.roleplay.passages.home import AtHome
from course.roleplay.passages.private import InPrivate
from course.roleplay.passages.speakers import Passage, Speaker, speaker_of
from course.roleplay.passages.table import AtTable
from course.roleplay.play import Play

__all__ = ["Passage", "Speaker", "history", "speaker_of"]


class _Conversation(AtTable, InPrivate, AtHome, Afterwards):
    """Every kind of event in words."""


def history(play: Play, language: str) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Everything said before the last decision, and everything since."""
    teller = _Conversation(play, language)
    told = [teller.tell(play.opening), *(teller.tell(entry.events) for entry in play.log)]
    earlier = tuple(p for group in told[:-1] for p in group)
    return earlier, tuple(told[-1])
