"""Every text stands in both languages, says the same things, and every key that code uses exists."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
import yaml

from course.locale import Text, area, both, say
from course.roleplay import strict_yaml

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "course" / "locale").glob("*.yaml"))
AREAS = [file.stem for file in FILES]
# Phrases are lists of variants by mood; everything else is one text an entry.
PLAIN = [name for name in AREAS if name != "phrases"]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def pairs(name: str) -> Iterator[tuple[str, object]]:
    for key, entry in area(name).items():
        if name == "phrases":
            assert isinstance(entry, dict)
            for mood, variants in entry.items():
                yield from ((f"{key}.{mood}.{n}", variant) for n, variant in enumerate(variants))
        else:
            yield key, entry


@pytest.mark.parametrize("name", AREAS)
def test_every_entry_has_exactly_both_languages(name: str) -> None:
    """A comma in unquoted flow style cuts a text off and leaves a third key behind."""
    for key, entry in pairs(name):
        assert isinstance(entry, dict), key
        assert set(entry) == {"en", "nl"}, key
        assert all(isinstance(text, str) and text.strip() for text in entry.values()), key


@pytest.mark.parametrize("name", AREAS)
def test_both_languages_fill_in_the_same_values(name: str) -> None:
    for key, entry in pairs(name):
        assert isinstance(entry, dict)
        assert placeholders(entry["en"]) == placeholders(entry["nl"]), key


@pytest.mark.parametrize("file", FILES, ids=AREAS)
def test_both_yaml_readers_read_the_same(file: Path) -> None:
    """The reader in C forgives more than the one in Python; not everybody has the first."""
    text = file.read_text(encoding="utf-8")
    assert yaml.safe_load(text) == dict(area(file.stem))


@pytest.mark.parametrize("file", FILES, ids=AREAS)
def test_no_key_stands_twice(file: Path) -> None:
    """The strict reader refuses what the usual ones pass over in silence."""
    strict_yaml.load(file.read_bytes())


USED = re.compile(r"""(?:say|both|_say)\(\s*f?["']([a-z-]+)\.([a-z0-9_A-Z]+)["']""")


def used_keys() -> list[tuple[str, str, str]]:
    found = []
    for folder in ("course", "autograder"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            for area_name, key in USED.findall(file.read_text(encoding="utf-8")):
                if area_name in PLAIN:
                    found.append((file.name, area_name, key))
    return found


def test_every_text_that_code_names_exists() -> None:
    missing = [(file, f"{name}.{key}") for file, name, key in used_keys() if key not in area(name)]
    assert used_keys()
    assert missing == []


def test_a_value_that_is_a_text_is_filled_in_its_own_language() -> None:
    text = Text("see {what}", "zie {what}").fill(what=Text("this", "dit"))
    assert (text.of("en"), text.of("nl")) == ("see this", "zie dit")


@pytest.mark.parametrize("key", ["view.nothing_like_this", "nowhere.at_all"])
def test_an_unknown_key_is_an_error(key: str) -> None:
    with pytest.raises(KeyError):
        both(key)


def test_say_gives_one_language() -> None:
    assert say("view.and", "nl") == "en"
    assert say("view.and", "en") == "and"
