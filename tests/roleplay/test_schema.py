"""A file that does not have the shape of a role-play: what is said, and where."""

# ruff: noqa: E501 - the table has one row a line

from collections.abc import Iterator, Mapping

import pytest
from jsonschema import Draft202012Validator

from course.answers import items
from course.negotiation.acts import ActKind
from course.roleplay.schema import _Report, schema
from course.roleplay.strict_yaml import Lines
from tests.roleplay.small import TEXT, Spoiled, assert_found, read_text

ELSE = TEXT[TEXT.index("{en: \"'I did the sum") : TEXT.index("\n    moves:")]
LAST_MOVE = TEXT[TEXT.index("      - id: say-little") : TEXT.index("variants:")]

ROWS = [
    Spoiled("unknown key", "  quota: 0.5\n", "  qouta: 0.5\n", "S101", "qouta", "Did you mean 'quota'?"),
    Spoiled("unknown key, nothing like it", "    points: [C5", "    xyz: 1\n    points: [C5", "S101", "xyz", "There is: id, place"),
    Spoiled("unknown key at the top", "format: 1\n", "format: 1\nclock: {}\n", "S101", "clock", "(top)"),
    Spoiled("missing key", "    place: table\n", "", "S102", "id: rosa-opens", "'place' is missing in scenes.rosa-opens. Add it."),
    Spoiled("missing key at the top", "id: small\n", "", "S102", "format: 1", "'id' is missing in (top)"),
    Spoiled(
        "missing translation",
        "{en: Rosa puts a loaf on the table., nl: Rosa zet een brood op tafel.}",
        "{en: Rosa puts a loaf on the table.}",
        "S103",
        "situation: {en: Rosa puts",
        "The Dutch text is missing",
    ),
    Spoiled("missing English", "{en: euros, nl: euro}", "{nl: euro}", "S103", "unit", "The English text is missing"),
    Spoiled(
        "text in one language only", "{en: new menu, nl: nieuw menu}", "new menu", "S104", "new menu", "a word or text"
    ),
    Spoiled("text forgotten", "{en: euros, nl: euro}", "", "S104", " \n    options: [6", "Here stands nothing"),
    Spoiled("text per mood in one language only", ELSE, "Four euros.", "S104", "Four euros.\n    moves", "a word or text"),
    Spoiled("word for a number", "share: 0.65", "share: most", "S105", "most\n", "should be a number; here stands a word"),
    Spoiled("percentage for a share", "share: 0.65", "share: 65%", "S105", "65%", "Write 0.65: digits only, and a point"),
    Spoiled("percentage of a hundred", "reservation: 30\n", "reservation: 30%\n", "S105", "30%\n", "Write 30: digits"),
    Spoiled("comma for a point", "share: 0.65", "share: 0,65", "S105", "0,65", "Write 0.65: digits only"),
    Spoiled("unknown key of a move", "        act: {withhold: true}", "        act: {withhold: true}\n        note: x", "S101", "note: x", "not known in scenes.rosa-opens.moves.say-little."),
    Spoiled("a scene without an id", "  - id: rosa-opens\n    place", "  - place", "S102", "place: table", "'id' is missing in scenes.3."),
    Spoiled("a stop that is no number", "  - home: 2", "  - home: two", "S105", "two\n  - mandate", "agenda.1.home should be a whole number"),
    Spoiled("list for a mapping", "weights: {price: 0.8, menu: 0.2}", "weights: [0.8, 0.2]", "S105", "[0.8", "a mapping"),
    Spoiled("word for true or false", "      kind: alternative", "      false: no\n      kind: alternative", "S105", "no\n      kind", "true or false"),
    Spoiled("number too high", "trust: 0.6", "trust: 60", "S106", "60}", "from 0 to 1"),
    Spoiled("number too low", "reservation: 30\n", "reservation: -1\n", "S106", "-1\n", "from 0 to 100"),
    Spoiled("broken number for a count", "table: 3", "table: 3.5", "S105", "3.5", "a whole number"),
    Spoiled("word that is none of a list", "place: table", "place: tabel", "S107", "tabel", "home, table, private"),
    Spoiled("state of a demand", "four-euros: open", "four-euros: opened", "S107", "opened", "unheard, open, accepted"),
    Spoiled("id with capitals", "id: your-oven", "id: Your Oven", "S108", "Your Oven", "is not an id"),
    Spoiled("key that is no id", "  ines:\n", "  Ines B.:\n", "S108", "Ines B.:", "is not an id"),
    Spoiled("id that is too long", "id: your-oven", f"id: {'x' * 65}", "S108", "x" * 65, "at most 64"),
    Spoiled("empty list", "[parents, pupils]", "[]", "S109", "with: []", "has 0 entries"),
    Spoiled("one move", LAST_MOVE, "", "S109", "moves:\n      - id: your-oven", "has 1 entries. Write from 2 to 4"),
    Spoiled("unknown act", "{listen: parents}", "{lisen: parents}", "S110", "lisen", "Did you mean 'listen'? The acts are: listen, show"),
    Spoiled("act that is nothing like one", "{listen: parents}", "{hug: parents}", "S110", "hug", "no act 'hug'. The acts are: listen"),
    Spoiled("act without anything", "{listen: parents}", "listen", "S111", "listen\n", "An act is one word"),
    Spoiled("empty act", "{listen: parents}", "{}", "S111", "act: {}", "An act is one word"),
    Spoiled("unknown word of a condition", "{round: 1-2}", "{rond: 1-2}", "S112", "rond:", "Did you mean 'round'?"),
    Spoiled("empty condition", "{round: 1-2}", "{}", "S112", "when: {}", "It is made of: round, phase"),
    Spoiled("moods without else", "      else: {en: \"'I did", "      open: {en: \"'I did", "S113", "situation:\n      angry", "Add 'else:'"),
    Spoiled("round that is none", "1-2", "early", "S114", "early", "Write one round (4)"),
    Spoiled("the same twice in a list", "[parents, pupils]", "[parents, parents]", "S115", "parents]", "twice"),
    Spoiled("another format", "format: 1", "format: 2", "S116", "2\nid", "reads format 1"),
    Spoiled("unknown mood", "      angry: {en: \"'Four", "      furious: {en: \"'Four", "S117", "furious", "angry, wary, open"),
    Spoiled("option that is a bare word", "[6, 5, 4]", "[6, five, 4]", "S118", "five,", "Write a number, or a word with its text"),
    Spoiled("option without text", "{id: term, en: every term, nl: elk kwartaal}", "{id: term, en: every term}", "S103", "{id: term", "Dutch"),
    Spoiled("act about something that is about nothing", "{withhold: true}", "{withhold: price}", "S119", "price}", "Write 'withhold: true'"),
    Spoiled("seed point that is none", "[C5, C18]", "[C5, X18]", "S120", "X18", "C14"),
    Spoiled("two stops in one", "  - home: 2\n  - mandate: 2\n", "  - home: 2\n    mandate: 2\n", "S121", "home: 2", "a '-' in front"),
    Spoiled("show without to", "{show: report, to: parents}", "{show: report}", "S122", "show: report}", "'show' needs 'to'"),
    Spoiled("patch that breaks the shape", "reservation: 45", "reservation: much", "S105", "much", "a number"),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=[row.what for row in ROWS])
def test_finds(row: Spoiled) -> None:
    variant = "stiff" if row.at == "much" else None
    scenario, findings = read_text(row.text, variant)
    assert scenario is None
    assert_found(row, findings)


def test_all_problems_are_told_at_once_from_top_to_bottom() -> None:
    text = (
        TEXT.replace("quota: 0.5", "quota: half").replace("share: 0.35", "share: 2").replace("place: table", "place: x")
    )
    _, findings = read_text(text)
    assert [f.code for f in findings] == ["S105", "S106", "S107"]
    assert [f.line for f in findings] == sorted(f.line for f in findings)


def test_every_act_of_the_rules_can_be_written_and_no_other() -> None:
    written = set(schema()["$defs"]["act"]["properties"]) - {"to", "else", "label"}
    assert written == {kind.value for kind in ActKind}


def test_schema_is_valid_and_closed() -> None:
    Draft202012Validator.check_schema(schema())
    open_objects = [path for path, part in _objects(schema()) if "additionalProperties" not in part]
    # A text per mood is looked at in two halves, a fallback and a played move likewise: each half is closed.
    assert open_objects == ["$defs/said", "$defs/fallback"]


PASSED_ON = {"$ref", "$defs", "allOf", "if", "items", "properties", "propertyNames"}
"""Keywords that hold other shapes: what is wrong is said by a keyword inside them."""


@pytest.mark.parametrize("shape", [schema(), items.schema()], ids=["role-plays", "questions"])
def test_every_keyword_that_can_fail_has_a_sentence_of_its_own(shape: Mapping[str, object]) -> None:
    used = set(_keywords(shape)) & set(Draft202012Validator.VALIDATORS)
    assert used - PASSED_ON <= set(_Report(Lines({}), "")._keywords)


def test_what_an_editor_shows_has_words() -> None:
    for name, part in schema()["properties"].items():
        assert "description" in part, name


def _objects(part: object, path: str = "") -> list[tuple[str, dict[str, object]]]:
    found = []
    if isinstance(part, dict):
        if part.get("type") == "object" and not path.endswith("/if"):
            found.append((path, part))
        for key, inner in part.items():
            found += _objects(inner, f"{path}/{key}".lstrip("/"))
    elif isinstance(part, list):
        for inner in part:
            found += _objects(inner, path)
    return found


def _keywords(shape: object) -> Iterator[str]:
    """The keywords of a shape; not those after 'if', which choose another shape and never fail."""
    if isinstance(shape, Mapping):
        for keyword, inside in shape.items():
            yield keyword
            if keyword in {"properties", "$defs"}:
                shapes = inside.values()
            elif keyword in {"allOf", "anyOf", "oneOf", "prefixItems"}:
                shapes = inside
            else:
                shapes = [] if keyword in {"if", "const", "enum"} else [inside]
            for each in shapes:
                yield from _keywords(each)
