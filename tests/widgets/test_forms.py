"""Questions as forms, and back."""

import json
from typing import Any

import pytest

from course.answers import check_answer
from course.answers.kinds import Authored
from course.locale import LANGUAGES, Language, say
from course.widgets.forms import Unclear, controls, draft_of, left_open, read_draft
from tests.answers.samples import RIGHT, authored, item

EVERY = pytest.mark.parametrize("each", authored(), ids=lambda each: each.item.id)


@EVERY
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_form_is_plain_json_and_betrays_nothing(each: Authored, language: Language) -> None:
    text = json.dumps(controls(each.item, {}, language), ensure_ascii=False)
    for why in each.key.why.values():
        assert why.of(language) not in text


@pytest.mark.parametrize(("name", "value"), RIGHT.items())
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kept_answer_fills_the_form_and_is_read_again(name: str, value: dict[str, Any], language: Language) -> None:
    draft = draft_of(item(name), value, language)
    controls(item(name), draft, language)
    assert read_draft(item(name), draft, language) == value


@pytest.mark.parametrize(
    ("name", "draft", "value"),
    [
        ("goals", {"chosen": "overrule"}, {"chosen": "overrule"}),
        ("errand", {"best": "later", "worst": "refuse"}, {"best": "later", "worst": "refuse"}),
        ("wise", {"rows": {"listen": "5", "table": "", "blame": "1"}}, {"ratings": {"listen": 5, "blame": 1}}),
        ("steps", {}, {"order": ["table", "talks", "vote", "mandate"]}),
        ("ladder", {"rows": {"no-reply": "deeds", "same-points": ""}}, {"classes": {"no-reply": "deeds"}}),
        ("zopa-size", {"number": " 22 pakketten"}, {"number": 22}),
        ("zopa-size", {"number": "21,5"}, {"number": 21.5}),
        ("map", {"cells": {"finance": {"side": "", "votes": "30 zetels"}}}, {"cells": {"finance": {"votes": 30}}}),
        ("sure", {"rows": {"arms": "30"}}, {"percent": {"arms": 30}}),
    ],
)
def test_a_form_becomes_an_answer(name: str, draft: dict[str, Any], value: dict[str, Any]) -> None:
    assert read_draft(item(name), draft, "nl") == value
    check_answer(item(name), value)


@pytest.mark.parametrize(
    ("name", "draft", "key", "focus"),
    [
        ("goals", {"chosen": ""}, "choose_one", "first"),
        ("errand", {"best": "", "worst": ""}, "choose_both", "first"),
        ("errand", {"best": "later", "worst": ""}, "choose_worst", "worst"),
        ("errand", {"best": "", "worst": "later"}, "choose_best", "best"),
        ("errand", {"best": "later", "worst": "later"}, "best_is_worst", "worst"),
        ("wise", {"rows": {"listen": ""}}, "choose_some", "first"),
        ("zopa-size", {"number": "  "}, "type_number", "number"),
        ("zopa-size", {"number": "many"}, "not_a_number", "number"),
        ("map", {"cells": {}}, "fill_some", "first"),
        ("map", {"cells": {"finance": {"votes": "some"}}}, "not_a_number", "finance.votes"),
        ("sure", {"rows": {}}, "choose_some", "first"),
    ],
)
def test_a_form_that_is_not_filled_in_says_what_is_missing_and_where(
    name: str, draft: dict[str, Any], key: str, focus: str
) -> None:
    with pytest.raises(Unclear) as found:
        read_draft(item(name), draft, "nl")
    assert (found.value.key, found.value.focus) == (key, focus)
    for language in LANGUAGES:
        assert say(f"ask.{key}", language, **found.value.values).startswith(("Nothing kept yet", "Nog niets bewaard"))


@pytest.mark.parametrize(
    ("name", "value", "count"),
    [
        ("goals", {"chosen": "overrule"}, 0),
        ("wise", {"ratings": {"listen": 5}}, 2),
        ("map", {"cells": {"finance": {"votes": 30}}}, 2),
        ("sure", {"percent": {"arms": 0, "baseline": 100}}, 0),
    ],
)
def test_what_is_left_open_is_counted(name: str, value: dict[str, Any], count: int) -> None:
    assert left_open(item(name), value) == count


def test_many_classes_unfold_and_few_stand_side_by_side() -> None:
    assert controls(item("ladder"), {}, "en")["as"] == "buttons"
    assert controls(item("kinds-of-claim"), {}, "en")["as"] == "list"


def test_steps_stay_where_the_student_put_them() -> None:
    form = controls(item("steps"), {"order": ["vote", "mandate", "talks", "table"]}, "en")
    assert [option["id"] for option in form["options"]] == ["vote", "mandate", "talks", "table"]
