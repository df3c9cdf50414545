"""Decisions as data: there and back, and nothing in them trusted."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.locale import area, both
from course.negotiation.errors import IllegalDecisionError
from course.roleplay.decision import FIELDS, Decision, DecisionKind, read_decision

K = DecisionKind

GOOD = [
    Decision(K.TALK, scene="henk-floor"),
    Decision(K.MOVE, scene="henk-floor", move="which-night"),
    Decision(K.LEAVE),
    Decision(K.MANDATE, allowed={"price": [96, 92], "lead": [4.0]}, floor=45.0),
    Decision(K.MANDATE, allowed={}, floor=None),
    Decision(K.QUESTION, fact="price-first"),
    Decision(K.DISCLOSURE, fact="weeks-first"),
    Decision(K.PACKAGE, package={"price": 96, "lead": 4, "colour": "red"}),
    Decision(K.HOLD),
    Decision(K.RECESS),
    Decision(K.BACK),
    Decision(K.ACCEPT, package={"price": 100}),
    Decision(K.WALK),
    Decision(K.PRIVATE, form="planned", label="off-the-record"),
    Decision(K.VERIFY, fact="stock"),
]


def test_every_kind_is_tried() -> None:
    assert {d.kind for d in GOOD} == set(DecisionKind) == set(FIELDS)


@pytest.mark.parametrize("decision", GOOD, ids=str)
def test_there_and_back_through_json(decision: Decision) -> None:
    assert read_decision(json.loads(json.dumps(decision.as_data()))) == decision


@pytest.mark.parametrize("decision", GOOD, ids=str)
def test_what_a_journal_adds_is_ignored(decision: Decision) -> None:
    assert read_decision({**decision.as_data(), "state": "0123", "at": 5, "more": [{}]}) == decision


BAD: list[tuple[object, str]] = [
    (None, "no_decision"),
    ([], "no_decision"),
    ("hold", "no_decision"),
    ({}, "unknown_kind"),
    ({"kind": None}, "unknown_kind"),
    ({"kind": "teleport"}, "unknown_kind"),
    ({"kind": ["hold"]}, "unknown_kind"),
    ({"kind": {"hold": 1}}, "unknown_kind"),
    ({"kind": "x" * 10**6}, "unknown_kind"),
    ({"kind": 10**5000}, "unknown_kind"),
    ({"kind": "move", "scene": "henk-floor"}, "wrong_field"),
    ({"kind": "move", "scene": "henk-floor", "move": 3}, "wrong_field"),
    ({"kind": "talk", "scene": ""}, "wrong_field"),
    ({"kind": "talk", "scene": "x" * 65}, "wrong_field"),
    ({"kind": "question", "fact": ["price-first"]}, "wrong_field"),
    ({"kind": "package"}, "wrong_field"),
    ({"kind": "package", "package": [96, 4, 60]}, "wrong_field"),
    ({"kind": "package", "package": {"price": None}}, "wrong_field"),
    ({"kind": "package", "package": {"price": True}}, "wrong_field"),
    ({"kind": "package", "package": {"price": math.nan}}, "wrong_field"),
    ({"kind": "package", "package": {"price": math.inf}}, "wrong_field"),
    ({"kind": "package", "package": {"price": 10**30}}, "wrong_field"),
    ({"kind": "package", "package": {"price": "9" * 65}}, "wrong_field"),
    ({"kind": "package", "package": {"x" * 65: 1}}, "wrong_field"),
    ({"kind": "package", "package": {96: 1}}, "wrong_field"),
    ({"kind": "package", "package": {f"issue-{n}": 1 for n in range(101)}}, "wrong_field"),
    ({"kind": "mandate", "allowed": None}, "wrong_field"),
    ({"kind": "mandate", "allowed": {"price": 96}}, "wrong_field"),
    ({"kind": "mandate", "allowed": {"price": [[96]]}}, "wrong_field"),
    ({"kind": "mandate", "allowed": {"price": list(range(101))}}, "wrong_field"),
    ({"kind": "mandate", "allowed": {}, "floor": "45"}, "wrong_field"),
    ({"kind": "mandate", "allowed": {}, "floor": True}, "wrong_field"),
    ({"kind": "mandate", "allowed": {}, "floor": -1}, "wrong_field"),
    ({"kind": "mandate", "allowed": {}, "floor": math.nan}, "wrong_field"),
]


@pytest.mark.parametrize(("data", "code"), BAD, ids=map(str, range(len(BAD))))
def test_bad_data_is_refused_in_one_sentence(data: object, code: str) -> None:
    with pytest.raises(IllegalDecisionError) as error:
        read_decision(data)
    assert error.value.code == code
    text = both(f"illegal.{code}", **error.value.values)
    for sentence in (text.en, text.nl):
        assert sentence.endswith(".")
        assert len(sentence) < 200
        assert "{" not in sentence


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


@given(
    JSON
    | st.fixed_dictionaries(
        {"kind": st.sampled_from([k.value for k in K])},
        optional={name: JSON for names in FIELDS.values() for name in names},
    )
)
def test_any_json_is_a_decision_or_refused(data: object) -> None:
    try:
        decision = read_decision(data)
    except IllegalDecisionError as error:
        code = error.code
    else:
        code = ""
        assert read_decision(decision.as_data()) == decision
    assert code in {"", *area("illegal")}
