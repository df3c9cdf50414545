"""The shared set of drawn faces, each in six moods.

``portrait("man-overalls", "angry")`` gives an SVG drawing. The parts stand in ``parts.svg``, who has which parts and
colours in ``people.yaml``: a new face is a few lines there. A mood is eyebrows, eyes and a mouth; it is never told by
the colour, and wherever a face is shown its mood stands beside it in words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Template
from typing import Final, cast
from xml.etree import ElementTree as ET

import yaml

MOODS: Final = ("angry", "wary", "open", "cold", "ok", "warm")
_SVG: Final = "http://www.w3.org/2000/svg"
_SIZE: Final = "0 0 86 96"


@dataclass(frozen=True, slots=True)
class Face:
    """Who has which parts, from back to front, in which colours."""

    parts: tuple[str, ...]
    colours: Mapping[str, str]


@cache
def faces() -> Mapping[str, Face]:
    """The faces there are, by the name that a scenario uses."""
    raw = yaml.safe_load(_file("people.yaml"))
    return {name: Face(tuple(face["parts"]), face["colours"]) for name, face in raw.items()}


@cache
def portrait(name: str, mood: str) -> str:
    """The drawing of one face in one mood, as SVG without a title: who shows it gives it a name.

    Raises:
        KeyError: there is no such face or mood.
    """
    face = faces()[name]
    drawn = "".join(_parts()[part] for part in ("backdrop", *face.parts, f"mood-{mood}"))
    # Glasses and helmets lie over the eyebrows, so what is worn on the face is drawn once more after the mood.
    worn = "".join(_parts()[part] for part in face.parts if part.startswith(("glasses", "helmet", "moustache")))
    sheet = f'<svg xmlns="{_SVG}" viewBox="{_SIZE}" aria-hidden="true">{drawn}{worn}</svg>'
    return Template(sheet).substitute(face.colours)


def portraits(names: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Every mood of every face in ``names``, for a stage; names that there are not are left out."""
    return {name: {mood: portrait(name, mood) for mood in MOODS} for name in names if name in faces()}


@cache
def _parts() -> Mapping[str, str]:
    sheet = ET.fromstring(_file("parts.svg"))  # noqa: S314 - our own drawing
    groups = {cast("str", group.get("id")): group for group in sheet.findall(f"{{{_SVG}}}g")}
    return {name: "".join(_inner(child) for child in group) for name, group in groups.items()}


def _inner(element: ET.Element) -> str:
    for each in element.iter():
        each.tag = each.tag.removeprefix(f"{{{_SVG}}}")
    return ET.tostring(element, encoding="unicode").strip()


def _file(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")
