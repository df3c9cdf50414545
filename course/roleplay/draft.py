"""From the values of a scenario file to frozen data: defaults filled in, acts and conditions parsed.

The shape of the values has been checked before (:mod:`course.roleplay.schema`); names and numbers have not.
"""

from collections.abc import Mapping
from pathlib import Path as File
from typing import Any

from course.locale import Text
from course.negotiation.setup import Option
from course.roleplay import conditions
from course.roleplay.acts import parse_acts
from course.roleplay.scenario import (
    AgendaItem,
    Draft,
    Drawn,
    FactionText,
    FactText,
    IssueText,
    Move,
    OptionText,
    Person,
    Phrase,
    Place,
    Said,
    Scene,
    SideText,
)
from course.roleplay.strict_yaml import Lines, Path

Raw = Mapping[str, Any]


def draft(raw: Raw, lines: Lines, source: File, variant: str | None = None) -> Draft:
    """The role-play that ``raw`` describes."""
    return Draft(
        id=raw["id"],
        title=text(raw["title"]),
        briefing=text(raw["briefing"]),
        people={i: _person(i, p) for i, p in raw["people"].items()},
        agenda=tuple(_agenda_item(item) for item in raw["agenda"]),
        issues={i: _issue(i, issue) for i, issue in raw.get("issues", {}).items()},
        own=_side(raw["own"]),
        other=_side(raw["other"]),
        scenes={scene["id"]: _scene(scene, ("scenes", n)) for n, scene in enumerate(raw["scenes"])},
        variants=tuple(raw.get("variants", ())),
        variant=variant,
        drawn=_drawn(raw.get("drawn")),
        score=raw.get("score", {}),
        checks=tuple(raw["checks"]) if "checks" in raw else None,
        leak_limit=raw.get("leak_limit", 0.6),
        phrases={name: _phrase(phrase) for name, phrase in raw.get("phrases", {}).items()},
        rules=raw.get("rules", {}),
        source=source,
        raw=raw,
        lines=lines,
    )


def text(raw: Raw) -> Text:
    """A text in both languages, without the blanks around it."""
    return Text(raw["en"].strip(), raw["nl"].strip())


def _text_if_any(raw: Raw | None) -> Text | None:
    return None if raw is None else text(raw)


def _drawn(raw: Raw | None) -> Drawn | None:
    return None if raw is None else Drawn(text(raw["name"]), text(raw["told"]))


def _said(raw: Raw) -> Said:
    if "else" not in raw:
        return Said(text(raw))
    return Said(text(raw["else"]), {mood: text(words) for mood, words in raw.items() if mood != "else"})


def _phrase(raw: Any) -> Phrase:
    return tuple(_said(each) for each in (raw if isinstance(raw, list) else [raw]))


def _ids(raw: Any) -> tuple[str, ...]:
    """One id or a list of them; nothing gives none."""
    if raw is None:
        return ()
    return tuple(raw) if isinstance(raw, list) else (raw,)


def _person(person: str, raw: Raw) -> Person:
    return Person(person, raw["name"], text(raw["role"]), raw.get("portrait"))


def _agenda_item(raw: Raw) -> AgendaItem:
    ((kind, value),) = raw.items()
    if kind == "vote":
        bodies = _ids(value)
        return AgendaItem(kind, len(bodies), bodies)
    return AgendaItem(kind, value)


def _issue(issue: str, raw: Raw) -> IssueText:
    unit = _text_if_any(raw.get("unit"))
    label = text(raw["label"])
    return IssueText(
        issue,
        label,
        _text_if_any(raw.get("spoken")) or label,
        tuple(_option(option, unit) for option in raw["options"]),
        unit,
    )


def _option(raw: Any, unit: Text | None) -> OptionText:
    if isinstance(raw, Mapping):
        return OptionText(raw["id"], text(raw))
    number = str(raw)
    return OptionText(raw, Text(f"{number} {unit.en}", f"{number} {unit.nl}") if unit else Text(number, number))


def option_id(raw: Any) -> Option:
    """The id of an option as it stands in the file: a number, or a mapping with its id."""
    found: Option = raw["id"] if isinstance(raw, Mapping) else raw
    return found


def _side(raw: Raw) -> SideText:
    return SideText(
        name=_text_if_any(raw.get("name")),
        person=raw.get("person"),
        factions={i: FactionText(i, text(f["name"]), f.get("person")) for i, f in raw.get("factions", {}).items()},
        bodies={i: text(body["name"]) for i, body in raw.get("bodies", {}).items()},
        facts={
            i: FactText(i, text(f["text"]), _text_if_any(f.get("ask")), _text_if_any(f.get("check")))
            for i, f in raw.get("facts", {}).items()
        },
        evidence={i: text(e["text"]) for i, e in raw.get("evidence", {}).items()},
        demands={i: text(d["text"]) for i, d in raw.get("demands", {}).items()},
    )


def _scene(raw: Raw, path: Path) -> Scene:
    return Scene(
        id=raw["id"],
        place=Place(raw["place"]),
        situation=_said(raw["situation"]),
        moves={move["id"]: _move(move, (*path, "moves", n)) for n, move in enumerate(raw["moves"])},
        with_=_ids(raw.get("with")),
        label=_text_if_any(raw.get("label")),
        points=tuple(raw.get("points", ())),
        when=conditions.parse(raw.get("when")),
        at_leaving=raw.get("at") == "leaving",
        opens=tuple(raw.get("opens", ())),
        again=raw.get("again", False),
        path=path,
    )


def _move(raw: Raw, path: Path) -> Move:
    return Move(
        id=raw["id"],
        say=text(raw["say"]),
        acts=parse_acts(raw["act"]),
        reply=None if raw.get("reply") is None else _said(raw["reply"]),
        then=raw.get("then"),
        when=conditions.parse(raw.get("when")),
        path=path,
    )
