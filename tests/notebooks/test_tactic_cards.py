"""The tactic cards: how they are read, what the linter says of them, and what pages and notebooks get."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from course.answers.kinds import Choice, ChoiceKey, Classify, ClassifyKey
from course.locale import LANGUAGES, Language, say
from course.notebooks import Shelf, build, find, lint, parts
from course.notebooks.checks import reading, tactics
from course.notebooks.reference import library
from course.notebooks.source import Cell
from course.notebooks.tactic_cards import FILE, markdown
from course.notebooks.uses import uses
from course.roleplay.load import library as scenarios
from course.roleplay.load import load as load_scenario
from tests.notebooks.material import FIXTURE, REPOSITORY, change

COURSE = library(REPOSITORY / "lessons")
SHELF = find(REPOSITORY)
CARDS = COURSE.cards


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    monkeypatch.setattr(parts, "lint_scenarios", lambda **_: iter(()))
    return Shelf(Path(shutil.copytree(FIXTURE.parent / "school", tmp_path / "sources")))


BROKEN = [
    ("a language is missing", "{en: low bridge, nl: lage brug}", "{en: low bridge}", {"S103"}),
    (
        "one example",
        "      - {en: \"'Forty sailors say no.'\", nl: \"'Veertig matrozen zeggen nee.'\"}\n",
        "",
        {"S109"},
    ),
    ("one countermove", "      - {en: \"'How high is it?'\", nl: \"'Hoe hoog is hij?'\"}\n", "", {"S109"}),
    ("an impact of another kind", "impact: none", "impact: huge", {"S107"}),
    ("no sources", "    impact: large\n", "    impact: large\n    source: article\n", {"S101"}),
    ("an id twice", "id: early-tide", "id: low-bridge", {"Q001"}),
    ("an unknown source", "sources: [schelling-1960]", "sources: [schelling-1961]", {"L150"}),
    ("the constituency later", "- id: low-bridge", "- id: low-bridge\n    constituency: true", {"L151"}),
    ("another figure", "om 5 uur", "om 6 uur", {"L152"}),
    ("a mark left open", "'Hoe hoog is hij?'", "'Hoe hoog is hij?", {"L070"}),
    ("English in Dutch", "iets kleins groot", "een topic groot", {"L072"}),
    ("seen on a page that is not there", "page: l1-quay", "page: l1-kay", {"L154"}),
    ("seen on a page that explains", "page: l1-quay", "page: glossary", {"L154"}),
    ("seen in a scene that is not there", "page: l1-quay", "page: e1\n        scene: quay", {"L154"}),
    ("words that are said otherwise", "nl: Haar bemanning wil thuis", "nl: Haar bemanning wil aan boord", {"L155"}),
]


@pytest.mark.parametrize(("old", "new", "codes"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_card_is_told_of_with_its_line(school: Shelf, old: str, new: str, codes: set[str]) -> None:
    file = school.lessons / "tactics.yaml"
    assert lint(school, [file]) == []
    change(file, old, new)
    found = lint(school, [file])
    assert {finding.code for finding in found} == codes
    assert all(finding.line > 1 for finding in found)
    assert codes <= {finding.code for finding in lint(school)}


def test_a_card_is_seen_in_what_somebody_says_and_not_in_a_move() -> None:
    spoken = next(n for n, card in enumerate(CARDS) if any(each.scene for each in card.seen))
    seen = CARDS[spoken].seen[0]
    move = next(iter(load_scenario(scenarios()[seen.page]).scenes[str(seen.scene)].moves.values())).say
    assert list(tactics.check(COURSE, SHELF)) == []
    pointing = replace(CARDS[spoken], seen=(replace(seen, says=move),))
    changed = replace(COURSE, cards=(*CARDS[:spoken], pointing, *CARDS[spoken + 1 :]))
    assert {finding.code for finding in tactics.check(changed, SHELF)} == {"L155"}


@pytest.mark.parametrize(
    ("words", "codes"), [("the whole crew will lie down on it", ["L153"]), ("the whole crew will", [])]
)
def test_a_question_does_not_say_what_a_card_says(school: Shelf, words: str, codes: list[str]) -> None:
    file = school.root / "exercises" / "e1" / "items.yaml"
    change(file, "Bram hears about the corner on market day.", f"Bram hears that {words}.")
    assert [finding.code for finding in lint(school, [file])] == codes


def test_the_course_has_33_cards_with_those_of_the_constituency_first() -> None:
    assert [card.constituency for card in CARDS] == [True] * 15 + [False] * 18
    assert {card.impact for card in CARDS} == {"helps", "none", "small", "large"}
    assert all(len(card.examples) == 2 and 2 <= len(card.counters) <= 3 for card in CARDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_card_has_a_name_and_examples_of_its_own(language: Language) -> None:
    names = [card.name.of(language).lower() for card in CARDS]
    examples = [text.of(language) for card in CARDS for text in card.examples]
    assert len(set(names)) == len(names)
    assert len(set(examples)) == len(examples)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_countermove_has_words_that_can_be_said_at_a_table(language: Language) -> None:
    spoken = re.compile(r"(^|\W)'\w.*[.?!,]'")
    silent = [card.id for card in CARDS for text in card.counters if not spoken.search(text.of(language))]
    assert silent == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cards_read_as_easily_as_a_lesson(language: Language) -> None:
    text = markdown(CARDS, COURSE.sources, language, lambda _: "")
    prose = re.sub(
        rf"^({say('cards.also', language)}|{say('cards.sources', language)}): .*$", "", text, flags=re.MULTILINE
    )
    found = reading.level([Cell("markdown", prose, {"lang": language}, 1, 1)], language)
    assert found.sentence <= reading.PAGE[0]
    assert found.long <= reading.PAGE[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_impact_in_words_begins_as_its_sign_says(language: Language) -> None:
    begins: dict[str, dict[str, str | tuple[str, ...]]] = {
        "en": {"helps": "It helps", "none": ("None", "Hardly"), "small": "Small", "large": "Large"},
        "nl": {"helps": "Het helpt", "none": ("Geen", "Nauwelijks"), "small": "Klein", "large": "Groot"},
    }
    assert [card.id for card in CARDS if not card.why.of(language).startswith(begins[language][card.impact])] == []


def test_what_a_lesson_calls_a_card_the_card_is_called() -> None:
    lesson = (REPOSITORY / "lessons" / "l10-tactics.md").read_text(encoding="utf-8")
    table = [row.split("|")[1].strip() for row in lesson.splitlines() if row.startswith("| ")]
    rows = {name.lower() for name in table}
    for card in CARDS[:15]:
        assert card.name.en.lower() in rows
        assert card.name.nl.lower() in rows


def test_every_card_is_recognised_in_a_drill() -> None:
    asked: set[str] = set()
    for each in parts.questions(find(REPOSITORY).exercise("cards")):
        if isinstance(each.item, Classify) and isinstance(each.key, ClassifyKey):
            asked |= {name.text.en for name in each.item.classes if name.id in each.key.classes.values()}
        elif isinstance(each.item, Choice) and isinstance(each.key, ChoiceKey):
            asked |= {option.text.en for option in each.item.options if option.id == each.key.right}
    assert {card.name.en for card in CARDS} - asked == set()


def test_a_page_prints_the_cards_of_its_mark(school: Shelf, tmp_path: Path) -> None:
    page = school.lessons / "glossary.md"
    change(page, "<!-- made from: glossary -->", "<!-- made from: tactic cards -->\n\n<!-- made from: glossary -->")
    build("nl", tmp_path / "nl", sources=school)
    notebook = json.loads((tmp_path / "nl" / "glossary.ipynb").read_text(encoding="utf-8"))
    text = "\n".join("".join(cell["source"]) for cell in notebook["cells"])
    assert (
        "### 1. De hele bemanning\n\nZe zeggen nee namens mensen die er niet zijn.\n\n**Twee voorbeelden**\n\n- '"
        in text
    )
    assert "**Impact op de relatie (−).** Klein: druk, en niet meer." in text
    assert "Ook wel: alle hens. Bronnen: Het artikel over de haven, pagina." in text
    assert "Vroeg tij" not in text
    change(page, "<!-- made from: tactic cards -->", "<!-- made from: other tactic cards -->")
    build("nl", tmp_path / "other", sources=school)
    notebook = json.loads((tmp_path / "other" / "glossary.ipynb").read_text(encoding="utf-8"))
    text = "\n".join("".join(cell["source"]) for cell in notebook["cells"])
    assert "### 3. Lage brug" in text
    assert "**Gezien in**\n\n- [De kade](lessons/l1-quay/l1-quay.ipynb): 'Haar bemanning wil thuis slapen.'" in text


def test_a_page_that_shows_the_cards_has_them_beside_it(school: Shelf, tmp_path: Path) -> None:
    assert not list(build("en", tmp_path / "without", sources=school).folder.rglob(FILE))
    change(school.lessons / "l2-tide.md", 'ask("tide-1")', 'cards()\n```\n\n```{code-cell} ipython3\nask("tide-1")')
    build("en", tmp_path / "en", sources=school)
    written = json.loads((tmp_path / "en" / "lessons" / "l2-tide" / FILE).read_text(encoding="utf-8"))
    assert [card["id"] for card in written["cards"]] == ["whole-crew", "early-tide", "low-bridge"]
    assert [(card["number"], card["seen"]) for card in written["cards"]][1:] == [
        (2, []),
        (
            3,
            [
                {
                    "en": "The quay: 'Her crew wants to sleep at home.'",
                    "nl": "De kade: 'Haar bemanning wil thuis slapen.'",
                }
            ],
        ),
    ]
    assert written["cards"][1]["sources"] == [
        {"en": "Schelling (1960), not checked at the source", "nl": "Schelling (1960), niet nagekeken bij de bron"}
    ]


def test_sources_of_cards_are_listed_with_the_page_of_cards() -> None:
    found = uses(find(REPOSITORY))
    assert "tactics" in found["ury-1991"]
    assert all("tactics" in found[name] for card in CARDS for name in card.sources)
