"""The pages of names beside the guide: complete, the same in both languages, and what they show works."""

import re
from pathlib import Path

import pytest

from course.locale import LANGUAGES, Language, area
from course.negotiation.calibration import Calibration
from course.negotiation.checks import CHECKS
from course.negotiation.setup import SCORE_PARTS
from course.roleplay.checks import lint
from course.roleplay.checks.points import POINTS
from course.roleplay.checks.usage import faces
from course.roleplay.starter import starter
from tests.roleplay import guide
from tests.roleplay.references import HEADS, PAGES, with_tables

each_language = pytest.mark.parametrize("language", LANGUAGES)
each_page = pytest.mark.parametrize(
    ("language", "page"), [(language, page) for language, pages in PAGES.items() for page in pages]
)


def names(language: Language) -> list[str]:
    """What stands in the first column of the tables."""
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES[language])
    return re.findall(r"^\| `([^`]+)` \|", text, flags=re.MULTILINE)


@each_page
def test_the_tables_are_what_the_program_knows(language: Language, page: Path) -> None:
    """When this fails: ``python -m tests.roleplay.guide`` renews the pages."""
    text = page.read_text(encoding="utf-8")
    assert with_tables(text, language) == text


@each_language
def test_everything_that_can_be_named_is_there_once(language: Language) -> None:
    known = [
        *POINTS,
        *(check.name for check in CHECKS),
        *SCORE_PARTS,
        *faces(),
        *area("phrases"),
        *Calibration.__dataclass_fields__,
    ]
    assert sorted(names(language)) == sorted(known)
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES[language])
    assert [text.count(f"<!-- {kind} -->") for kind in HEADS] == [1] * len(HEADS)


def test_words_of_points_and_phrases_are_about_those_that_there_are() -> None:
    words = set(area("words"))
    assert {word for word in words if word.startswith("point_")} == {f"point_{point}" for point in POINTS}
    assert {word for word in words if word.startswith("phrase_")} == {f"phrase_{name}" for name in area("phrases")}


def test_a_point_is_told_in_one_short_line() -> None:
    for word, text in area("words").items():
        if word.startswith("point_"):
            assert isinstance(text, dict)
            assert all(15 < len(text[language]) <= 90 and text[language].endswith(".") for language in LANGUAGES), word


@each_page
def test_the_guide_leads_to_them_and_they_lead_back(language: Language, page: Path) -> None:
    main = guide.PAGES[language]
    assert f"]({page.name})" in main.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert main.name in links
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_both_languages_have_the_same_headings_and_examples() -> None:
    for english, dutch in zip(PAGES["en"], PAGES["nl"], strict=True):
        texts = [page.read_text(encoding="utf-8") for page in (english, dutch)]
        levels, examples = (
            [re.findall(pattern, text, flags=re.MULTILINE) for text in texts] for pattern in (r"^(#+) ", r"```[^`]+```")
        )
        assert levels[0] == levels[1]
        assert examples[0] == examples[1]


@pytest.mark.parametrize("page", [guide.PAGES["en"], *PAGES["en"]], ids=lambda page: str(page.name))
def test_what_they_show_can_be_put_under_a_role_play(tmp_path: Path, page: Path) -> None:
    shown = [
        block for block in guide.blocks(page.read_text(encoding="utf-8")) if block.kind in {"yaml", "yaml variant"}
    ]
    for block in shown:
        file = tmp_path / "my-case.yaml"
        file.write_text(starter("my-case", "table", "en", tmp_path) + block.text, encoding="utf-8")
        assert [found.describe("en") for found in lint([file])] == []
    assert len(shown) == (page.name != "points.md")


@each_language
def test_the_guide_tells_the_numbers_of_a_second_vote(language: Language) -> None:
    heading = {"en": "## After a no\n", "nl": "## Na een nee\n"}[language]
    told = guide.PAGES[language].read_text(encoding="utf-8").split(heading)[1].split("\n## ")[0]
    model = Calibration()
    assert f"{model.reopening_weight:.0%}" in told
    assert model.reopening_rounds == 2
    assert {"en": "two more rounds", "nl": "twee rondes"}[language] in told


@each_language
def test_findings_about_names_lead_to_their_page(language: Language) -> None:
    page = PAGES[language][1]
    for code in ("R016", "R135"):
        text = area("findings")[code]
        assert isinstance(text, dict)
        assert f"docs/authoring/{page.name}" in text[language]
