"""The texts of a figure, from ``<id>.yaml`` beside this file, and the small words that all figures share."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final, cast

import yaml

from course.locale import LANGUAGES, Text, both
from course.negotiation.setup import FactKind, Package
from course.roleplay.scenario import Scenario
from course.roleplay.wording import capitalised, number, package_text, percent

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def content(figure: str) -> Mapping[str, Any]:
    """All that stands in the file of a figure."""
    text = (resources.files(__package__) / f"{figure}.yaml").read_text(encoding="utf-8")
    # Our own files; their tests read them strictly.
    return cast("Mapping[str, Any]", yaml.load(text, Loader=_LOADER))  # noqa: S506 - safe loader


class Words:
    """Speaks one language for one figure: ``words("sentence.none", count=3)``."""

    def __init__(self, figure: str, language: str) -> None:
        self.figure = figure
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """The text under a dotted key, placeholders filled.

        Raises:
            KeyError: there is no such text.
        """
        entry: Any = content(self.figure)
        for part in key.split("."):
            entry = entry[int(part)] if isinstance(entry, list) else entry[part]
        return text_of(entry).fill(**values).of(self.language).strip()

    def common(self, key: str, **values: object) -> str:
        """A text of ``course/locale/explore.yaml``."""
        return both(f"explore.{key}", **values).of(self.language)

    def kind(self, kind: FactKind) -> str:
        """What kind of fact it is, as the ledger of a role-play says it."""
        return both(f"view.kind_{kind.value}").of(self.language)

    def of(self, text: Text) -> str:
        """A text of a role-play."""
        return text.of(self.language).strip()

    def name(self, text: Text) -> str:
        """A text of a role-play that begins a line."""
        return capitalised(self.of(text))

    def package(self, scenario: Scenario, package: Package) -> str:
        """A package in words."""
        return self.of(package_text(scenario, package))

    def number(self, value: float, digits: int = 0) -> str:
        """A number as the language writes it."""
        return number(value, digits).of(self.language).replace("-", "−")

    def percent(self, share: float) -> str:
        """A share (0-1) as a percentage."""
        return percent(share).of(self.language)

    def listed(self, items: list[str]) -> str:
        """``a, b and c``."""
        last = both("view.and").of(self.language)
        return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


def text_of(entry: Mapping[str, object]) -> Text:
    """A text as it stands in a file: ``{en: ..., nl: ...}``."""
    return Text(*(str(entry[language]).strip() for language in LANGUAGES))
