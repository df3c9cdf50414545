"""Every text a person can see, in Dutch and English side by side.

Texts stand in the YAML files of this folder, one file an area, one entry a text::

    notes: {en: Your notes, nl: Je notities}

``say("stage.notes", "nl")`` gives ``"Je notities"``. A placeholder ``{name}`` is filled from the values given; a
value that is itself a :class:`Text` is rendered in the same language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, Literal, cast

import yaml

Language = Literal["en", "nl"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "nl")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    en: str
    nl: str

    def of(self, language: str) -> str:
        """The text in ``language`` (``"en"`` or ``"nl"``)."""
        return self.nl if language == "nl" else self.en

    def fill(self, **values: object) -> "Text":
        """The same text with its placeholders filled, in each language with the values of that language."""
        return Text(*(_fill(self.of(language), language, values) for language in LANGUAGES))


def _fill(template: str, language: str, values: Mapping[str, object]) -> str:
    if not values:
        return template
    return template.format_map({k: v.of(language) if isinstance(v, Text) else v for k, v in values.items()})


@cache
def area(name: str) -> Mapping[str, object]:
    """The raw entries of one area file, as a read-only mapping.

    Raises:
        KeyError: there is no such area.
    """
    file = resources.files(__package__) / f"{name}.yaml"
    if not file.is_file():
        raise KeyError(name)
    # Our own files: the safe loader of a well-kept library is enough here; what users write is read strictly.
    return cast("Mapping[str, object]", yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER))  # noqa: S506 - safe loader


def both(key: str, **values: object) -> Text:
    """The text under ``"area.entry"`` in both languages, placeholders filled.

    Raises:
        KeyError: there is no such entry.
    """
    name, _, entry = key.partition(".")
    found = area(name)[entry]
    if not isinstance(found, Mapping):
        raise KeyError(key)
    return Text(str(found["en"]), str(found["nl"])).fill(**values)


def say(key: str, language: str, **values: object) -> str:
    """The text under ``"area.entry"`` in one language, placeholders filled."""
    return both(key, **values).of(language)
