"""Questions as teachers write them: read, checked, and split so that no key reaches students."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from course.answers import ItemsError, item_data, key_data, keys_file, public_file, read_file, split
from course.answers.as_data import read_item, read_key
from course.answers.items import ItemsFileError, lint_items, load_items, read_items, schema
from course.answers.kinds import Authored, options_of
from course.findings import Finding
from tests.answers.samples import ITEMS, authored

EVERY = pytest.mark.parametrize("each", authored(), ids=lambda each: each.item.id)


def changed(folder: Path, old: str, new: str) -> Path:
    """The fixture with one thing in it written otherwise."""
    text = ITEMS.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} does not stand in the fixture"
    path = folder / "items.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def lines_with(path: Path, text: str) -> set[int]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {number for number, line in enumerate(lines, start=1) if text in line}


def test_there_is_one_of_each_kind() -> None:
    kinds = {each.item.kind for each in authored()}
    assert kinds == {"choice", "best_worst", "rating", "order", "classify", "number", "table", "estimate"}


def test_what_an_item_has() -> None:
    item, key = authored()[0].item, authored()[0].key
    assert item.points == ("C17", "C18")
    assert item.source.nl == "Mastenbroek, Negotiate (1989)"
    assert item.status == "provisional"
    assert authored()[1].item.status == "rated"
    assert authored()[1].item.source.nl == "Punten C26 tot en met C31"
    assert set(key.why) == {option.id for option in options_of(item)}


@EVERY
def test_every_option_has_its_own_explanation(each: Authored) -> None:
    explained = {option.id for option in options_of(each.item)} or {""}
    assert set(each.key.why) == explained
    assert all(text.en and text.nl for text in each.key.why.values())


@EVERY
def test_an_item_and_its_key_come_back_from_plain_data(each: Authored) -> None:
    assert read_item(json.loads(json.dumps(item_data(each.item)))) == each.item
    assert read_key(json.loads(json.dumps(key_data(each.key)))) == each.key


@EVERY
def test_the_public_part_holds_no_key_and_no_explanation(each: Authored) -> None:
    item, key = split(each)
    public = json.dumps(item_data(item), ensure_ascii=False)
    assert '"key"' not in public
    assert '"why"' not in public
    for text in key.why.values():
        assert text.en not in public
        assert text.nl not in public


@EVERY
def test_another_key_gives_the_same_public_part(each: Authored) -> None:
    """Nothing that students get depends on which option is right."""
    data = {**item_data(each.item), "key": "anything", "why": {"en": "x", "nl": "y"}}
    assert item_data(read_item(data)) == item_data(each.item)


def test_students_get_keys_only_of_questions_for_themselves() -> None:
    graded = public_file(authored(), with_keys=False)
    assert "keys" not in graded
    items, keys = read_file(graded)
    assert (len(items), keys) == (9, {})
    assert read_file(public_file(authored(), with_keys=True))[1] == {each.item.id: each.key for each in authored()}


def test_the_keys_file_is_all_that_a_grader_needs() -> None:
    items, keys = read_file(json.loads(json.dumps(keys_file(authored()))))
    assert items == {each.item.id: each.item for each in authored()}
    assert keys == {each.item.id: each.key for each in authored()}


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"format": 2, "items": []},
        {"format": 1},
        {"format": 1, "items": [{}]},
        {"format": 1, "items": [1]},
        {"format": 1, "items": [], "keys": [{"kind": "choice"}]},
        {"format": 1, "items": [{"id": "a", "kind": "essay"}]},
    ],
)
def test_a_damaged_file_of_items_is_an_error_with_a_name(data: object) -> None:
    with pytest.raises(ItemsError):
        read_file(data)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_every_example_in_the_docstring_names_a_kind_that_there_is() -> None:
    from course.answers import items  # noqa: PLC0415

    for kind in schema()["$defs"]["kind"]["enum"]:
        assert f"**{kind}**" in str(items.__doc__)


# ------------------------------------------------------------------ what is wrong in a file, and where


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("id: errand", "id: goals", "Q001", "id: goals"),
        ("- id: overrule", "- id: note-down", "Q001", None),
        ("An empty one", "", "Q002", None),
        ('nl: "Beloven het zo te zeggen."', 'nl: ""', "Q002", 'nl: ""'),
        ('en: "Ask what they saw themselves."', 'en: "Refuse and say it is unfair."', "Q003", "Refuse and say"),
        ("key: ask-cost", "key: ask-costs", "Q004", "key: ask-costs"),
        ("worst: promise}", "worst: promises}", "Q004", "worst: promises}"),
        ("no-reply: deeds", "no-reply: acts", "Q004", "no-reply: acts"),
        ("[talks, mandate, table, vote]", "[talks, mandate, table, sign]", "Q004", "sign]"),
        ("{finance: {side: home, votes: 30}", "{finance: {side: moon, votes: 30}", "Q004", "moon"),
        ("{finance: {side: home, votes: 30}", "{finances: {side: home, votes: 30}", "Q004", "finances"),
        ("given: {supplier: {votes: 0}}", "given: {supplier: {vote: 0}}", "Q004", "vote: 0"),
        (", table: 2.5", "", "Q005", "key: {listen"),
        ("[talks, mandate, table, vote]", "[talks, mandate, table]", "Q005", "key: [talks"),
        ("arms: false, ", "", "Q005", "key: {baseline"),
        ("{side: home, votes: 30}", "{side: home}", "Q005", "key: {finance"),
        ("worst: promise}", "worst: what-seen}", "Q006", "worst: what-seen"),
        ("[talks, mandate, table, vote]", "[table, talks, vote, mandate]", "Q007", "key: [table"),
        ("key: 22", "key: 0", "Q008", "key: 0"),
        ("kind: number", "kind: number\n    half: 0.001", "Q009", "half: 0.001"),
        ("{side: across}}\n", "{side: across, votes: 0}}\n", "Q010", "votes: 0}}"),
        ("votes: 30", "votes: many", "Q011", "votes: many"),
    ],
)
def test_a_mistake_is_found_where_it_stands(tmp_path: Path, old: str, new: str, code: str, place: str | None) -> None:
    if old == "An empty one":
        old, new = '"They no longer answer your mails."', '""'
    path = changed(tmp_path, old, new)
    findings = read_items(path)[1]
    assert code in {finding.code for finding in findings}, findings
    if place:
        assert lines_with(path, place) & {finding.line for finding in findings if finding.code == code}
    with pytest.raises(ItemsFileError, match=code):
        load_items(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: choice", "kind: essay"),
        ("    kind: choice\n", ""),
        ("    key: ask-cost\n", ""),
        ("points: [C17, C18]", "points: [C99]"),
        ("points: [C17, C18]", "points: []"),
        ("key: 22", "key: many"),
        ("listen: 4.6", "listen: 7"),
        ("arms: false", "arms: maybe"),
        ("scale: ordinal", "scale: cardinal"),
        ("status: rated", "status: final"),
        ("format: 1", "format: 2"),
        ("    key: ask-cost", "    keys: ask-cost"),
        ('why: {en: "Who is heard can listen.", nl: "Wie gehoord is, kan luisteren."}', "why: {en: Only English}"),
        ("- id: goals", "- id: go als"),
        ("best: what-seen, ", ""),
        ("kind: order", "kind: choice"),
    ],
)
def test_a_file_of_another_shape_is_told_with_its_line(tmp_path: Path, old: str, new: str) -> None:
    items, findings = read_items(changed(tmp_path, old, new))
    assert items == ()
    assert findings
    for finding in findings:
        assert finding.line >= 1
        assert finding.text.en
        assert finding.text.nl


@pytest.mark.parametrize("text", [b"", b"\xff", b"items: [", b"[]", b"format: 1\nitems: []", b"- 1"])
def test_no_file_is_too_odd(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "items.yaml"
    path.write_bytes(text)
    assert read_items(path)[1]
    assert lint_items(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert [finding.code for finding in read_items(tmp_path / "items.yaml")[1]] == ["S022"]


def test_every_finding_reads_in_both_languages() -> None:
    values: dict[str, Any] = dict.fromkeys(("id", "name", "hint", "missing", "found", "language", "what", "all"), "x")
    values |= dict.fromkeys(("half", "tolerance", "longest", "shortest", "count", "languages"), 1)
    for code in [f"Q{n:03}" for n in (*range(1, 12), *range(20, 25))]:
        text = Finding(code, "items.yaml", 1, 1, values).text
        assert text.en
        assert text.nl
        assert text.en != text.nl
