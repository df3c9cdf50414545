"""What is read out of Markdown, and how links in it are replaced."""

from collections import Counter

import pytest

from course.locale import Language
from course.notebooks.markdown import inside_course, outline, replace_target, targets


@pytest.mark.parametrize(
    ("en", "nl", "numbers"),
    [
        ("€9,600 for 2.5 weeks", "€ 9.600 voor 2,5 week", ["9600", "2.5"]),
        ("1,250,000 votes", "1.250.000 stemmen", ["1250000"]),
        ("at 14:00 on 3 May", "om 14.00 uur op 3 mei", ["14", "00", "3"]),
        ("4-6 rounds, 60%", "4-6 rondes, 60%", ["4", "6", "60"]),
        ("the 2nd of 3, then.", "de 2e van 3, dan.", ["2", "3"]),
        ("`x = 5` and [seven](9.md)", "`y = 6` en [zeven](10.md)", []),
    ],
)
def test_the_same_numbers_are_the_same_in_both_languages(en: str, nl: str, numbers: list[str]) -> None:
    languages: dict[Language, str] = {"en": en, "nl": nl}
    for language, text in languages.items():
        assert outline(text).numbers(language) == Counter(numbers)


def test_points_of_the_seeds_are_counted() -> None:
    assert outline("Ask first [C14], and (O7, C14). Not AC14, C0, CO2.").points == Counter({"C14": 2, "O7": 1})


def test_headings_links_and_figures_have_lines() -> None:
    text = "# A `b`\n\nText\n[one](1.md) and\n![two](2.svg)\n\n"
    text += '<img src="3.svg" alt="three">\n\n| [four](4.md) |\n|---|\n'
    found = outline(text)
    assert [(each.level, each.text, each.line) for each in found.headings] == [(1, "A b", 0)]
    assert [(each.target, each.text, each.line) for each in found.links] == [("1.md", "one", 3), ("4.md", "four", 8)]
    figures = [(each.target, each.alt, each.line) for each in found.figures]
    assert figures == [("2.svg", "two", 4), ("3.svg", "three", 6)]


def test_code_holds_no_links() -> None:
    assert list(targets("`[a](b.md)`\n\n```\n[c](d.md)\n```\n")) == []


@pytest.mark.parametrize(
    ("target", "inside"),
    [
        ("l1.md", True),
        ("../exercises/l1/l1.md#part", True),
        ("#part", False),
        ("https://example.org/a.md", False),
        ("mailto:a@example.org", False),
        ("//example.org", False),
        ("", False),
    ],
)
def test_what_is_inside_the_course(target: str, inside: object) -> None:
    assert inside_course(target) is inside


@pytest.mark.parametrize(
    "text",
    [
        "[a]({})",
        '[a]({} "title")',
        "![a]({})",
        "[a](<{}>)",
        "[a][b]\n\n[b]: {}\n",
        '<img src="{}" alt="a">',
        "[a]({}) and [b]({})",
    ],
)
def test_a_target_is_replaced_wherever_it_stands(text: str) -> None:
    assert replace_target(text.replace("{}", "a.md"), "a.md", "b.ipynb") == text.replace("{}", "b.ipynb")


def test_a_target_that_only_begins_the_same_stays() -> None:
    assert replace_target("[a](a.md) [b](a.md2) a.md", "a.md", "b.ipynb") == "[a](b.ipynb) [b](a.md2) a.md"
