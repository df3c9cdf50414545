"""The authoring guide: who types along gets what it says, in both languages, and ends with a right role-play."""

import re
from pathlib import Path

import pytest

from course.locale import LANGUAGES, Language, area, say
from course.roleplay import strict_yaml
from course.roleplay.checks import lint
from course.roleplay.load import load
from course.roleplay.plans import check, parse
from course.roleplay.plans.plan import WORDS
from course.roleplay.schema import schema
from course.roleplay.starter import KINDS
from tests.roleplay.guide import EXAMPLE, PAGES, PICTURES, Said, blocks, drawn, walk, with_tables

each_language = pytest.mark.parametrize("language", LANGUAGES)


def page(language: Language) -> str:
    return PAGES[language].read_text(encoding="utf-8")


Built = dict[Language, tuple[Path, tuple[Said, ...]]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The example as somebody builds it from each page, and what the linter says on the way."""
    folders = {language: tmp_path_factory.mktemp(f"guide-{language}") for language in LANGUAGES}
    return {language: (folder, tuple(walk(page(language), language, folder))) for language, folder in folders.items()}


@each_language
def test_at_each_step_the_linter_says_what_the_page_says(language: Language, built: Built) -> None:
    said = built[language][1]
    assert len(said) > 15
    assert [(each.line, each.told) for each in said] == [(each.line, each.found) for each in said]


@each_language
def test_it_goes_on_until_the_players_too_find_nothing(language: Language) -> None:
    """With the test above: what a page tells is what is found."""
    told = [block for block in blocks(page(language)) if block.kind.startswith("text says")]
    assert [block.kind for block in told[-2:]] == ["text says all"] * 2
    assert " R301 " in told[-2].text
    assert told[-1].text == say("cli.nothing_found", language) + "\n"


GUIDED = Path(__file__).parent / "fixtures" / "by-the-guide"


def test_who_had_the_guide_alone_wrote_a_role_play_in_which_the_whole_linter_finds_nothing() -> None:
    """A teacher's first role-play, kept as it was written; its play plans are checked too."""
    file = GUIDED / "guest-flats.yaml"
    assert len(list((GUIDED / "plans" / file.stem).glob("*.txt"))) == 2
    assert [found.describe("en") for found in lint([file], played=True)] == []


@each_language
def test_the_steps_show_findings_of_every_family_and_end_with_nothing_to_mend(language: Language, built: Built) -> None:
    found = [each.found for each in built[language][1]]
    codes = {code for each in found for code in re.findall(r":\d+ ([A-Z]\d{3}) ", each)}
    assert {"R015", "R119", "R121", "R123", "R203", "S106", "S117", "R002", "P023"} <= codes
    assert found[0] == found[-1] == say("cli.nothing_found", language) + "\n"


def test_both_languages_give_the_same_role_play(built: Built) -> None:
    values, texts, plans = [], [], []
    for language in LANGUAGES:
        folder, _ = built[language]
        text = (folder / EXAMPLE).read_text(encoding="utf-8")
        values.append(strict_yaml.load(text.encode())[0])
        texts.append([line for line in text.splitlines() if not line.lstrip().startswith("#")])
        plan, found = parse((folder / "plans/clubhouse/well.txt").read_text(encoding="utf-8"), "well.txt")
        assert found == []
        plans.append([line.words for line in (*plan.decisions, *plan.expected)])
    assert values[0] == values[1]
    assert texts[0] == texts[1]
    assert plans[0] == plans[1]


def test_the_example_has_what_the_guide_is_about(built: Built) -> None:
    file = built["en"][0] / EXAMPLE
    case, tight = load(file), load(file, "tight-budget")
    assert case.scenes["coffee-machine"].place == "private"
    assert case.scenes["car-park"].opens == ("at-the-bottom",)
    assert case.other.facts["fifth-is-cheap"].ask is not None
    assert tight.setup != case.setup
    assert file.with_suffix(".svg").is_file()


TRAPPED = """
talk corridor
  say you-have-my-word
talk canteen
  say never-any-good
talk car-park
  say word-for-word
leave
mandate
  say go-on
private in-passing
  say sixty-between-us
hold
propose 6 january 20
  say at-the-bottom-then
walk
=> no-deal
=> score <= 25
=> told our-limit
=> not met limit_kept
=> not met no_errand
"""


def test_its_traps_can_be_fallen_into(built: Built) -> None:
    plan, found = parse(TRAPPED, "trapped.txt")
    found += check(plan, load(built["en"][0] / EXAMPLE))
    assert [each.describe("en") for each in found] == []


def test_both_pages_have_the_same_steps_and_the_same_fragments() -> None:
    english, dutch = (blocks(page(language)) for language in LANGUAGES)
    assert [block.kind for block in english] == [block.kind for block in dutch]
    same = {"sh", "sh setup", "yaml find", "yaml replace", "yaml below"}
    for one, other in zip(english, dutch, strict=True):
        assert one.text == other.text or one.kind not in same, f"line {one.line} and line {other.line}"
    levels = [
        [len(mark) for mark in re.findall(r"^(#+) ", without_blocks(language), re.MULTILINE)] for language in LANGUAGES
    ]
    assert levels[0] == levels[1]
    rows = [without_blocks(language).count("\n|") for language in LANGUAGES]
    assert rows[0] == rows[1]


def without_blocks(language: Language) -> str:
    return re.sub(r"^```.*?^```", "", page(language), flags=re.MULTILINE | re.DOTALL)


@each_language
def test_the_tables_are_those_of_our_words(language: Language) -> None:
    """When this fails: ``python -m tests.roleplay.guide`` renews the pages."""
    assert with_tables(page(language), language) == page(language)


@each_language
def test_the_picture_is_that_of_the_example(language: Language, built: Built) -> None:
    """When this fails: ``python -m tests.roleplay.guide`` renews the pages."""
    assert drawn(language, built[language][0]) == PICTURES[language].read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["act", "condition", "stop"])
def test_every_word_of_the_schema_has_its_line_and_its_english(kind: str) -> None:
    words = {f"{kind}_{w}": p["description"] for w, p in schema()["$defs"][kind]["properties"].items()}
    partners = {"act_to", "act_else", "act_label"} if kind == "act" else set()
    known = {key: entry for key, entry in area("words").items() if key.startswith(f"{kind}_")}
    assert set(known) == set(words) - partners
    for key, entry in known.items():
        assert isinstance(entry, dict)
        assert entry["en"] == words[key]


@each_language
def test_every_word_of_a_play_plan_is_explained(language: Language) -> None:
    told = set(re.findall(r"[a-z]+", " ".join(re.findall(r"`([^`\n]+)`", without_blocks(language)))))
    assert set(WORDS) <= told


@each_language
def test_every_code_and_key_that_it_names_exists(language: Language) -> None:
    codes = set(re.findall(r"\b[SRP][0-9]{3}\b", without_blocks(language)))
    assert codes <= set(area("findings"))
    numbers = without_blocks(language).split("| `share`")[1].split("\n\n")[0]
    keys = {"share", *re.findall(r"`([a-z_]+)`", numbers)}
    assert keys <= all_keys(schema())


def all_keys(part: object) -> set[str]:
    """Every key that the schema knows."""
    if isinstance(part, dict):
        own = set(part["properties"]) if isinstance(part.get("properties"), dict) else set()
        return own.union(*(all_keys(inner) for inner in part.values()))
    if isinstance(part, list):
        return set[str]().union(*(all_keys(inner) for inner in part))
    return set()


@each_language
def test_links_and_pictures_lead_somewhere_and_have_words(language: Language) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page(language))
    assert [link for link in links if "://" not in link and not (PAGES[language].parent / link).exists()] == []
    assert all(len(alt) >= 20 for alt in re.findall(r"!\[([^\]]*)\]", page(language)))


@each_language
def test_both_kinds_of_role_play_are_named(language: Language) -> None:
    assert all(f"--kind {kind}" in page(language) for kind in KINDS if kind != "table")
