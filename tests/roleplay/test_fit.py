"""Names and numbers that do not fit together: each row spoils the small role-play in one way."""

# ruff: noqa: E501 - the table has one row a line

import pytest

from course.findings import page
from course.roleplay.fit import FIT
from tests.roleplay.small import TEXT, Spoiled, assert_found, code_of, read_text

ERRAND = """\
    the-soup:
      by: pupils
      kind: errand
      requires: {menu: [month]}
      text: {en: a, nl: b}
"""

ROWS = [
    Spoiled("then to nowhere", "        then: bicycle-shed\n      - id: forty", "        then: bicycle-shop\n      - id: forty", "R001", "bicycle-shop", "Did you mean 'bicycle-shed'?"),
    Spoiled("played: unknown scene", "{round: 1-2}", "{played: school-gat}", "R002", "school-gat}", "Did you mean 'school-gate'?"),
    Spoiled("played: unknown scene with a move", "{round: 1-2}", "{played: {gate: no}}", "R002", "gate: no"),
    Spoiled("played: unknown move", "{round: 1-2}", "{not: {played: {bicycle-shed: [no, maybe]}}}", "R002", "maybe]", "There is: turn-it, later, no"),
    Spoiled("act on an unknown faction", "{listen: parents}", "{listen: [pupils, parent]}", "R003", "parent]", "Did you mean 'parents'?"),
    Spoiled("show to an unknown faction", "to: parents}", "to: cooks}", "R003", "cooks}"),
    Spoiled("act inside else on an unknown faction", "{withhold: true}", "{raise_errand: any, else: {wait: cooks}}", "R003", "cooks}"),
    Spoiled("with an unknown party", "[parents, pupils]", "[parents, teachers]", "R003", "teachers]"),
    Spoiled("mood of an unknown party", "{parents: angry}", "{rosa: angry}", "R003", "rosa: angry"),
    Spoiled("demand by an unknown faction", "by: parents", "by: ines", "R003", "ines\n      kind"),
    Spoiled("secret towards nobody", "      kind: alternative\n", "      kind: alternative\n      secret: {towards: cooks, until: 2}\n", "R003", "cooks, until"),
    Spoiled("share of an unknown faction", "  quota: 0.5\n", "  bodies: {meeting: {name: {en: a, nl: b}, quota: 0.5, shares: {parents: 0.5, staff: 0.5}}}\n", "R003", "staff: 0.5"),
    Spoiled("utility of an unknown faction", "{price: 5, menu: term}", "{utility: {parents: 1, pupils: 1, staff: 1}}", "R003", "staff: 1"),
    Spoiled("unknown person of a faction", "person: ines", "person: inez", "R004", "inez", "Did you mean 'ines'?"),
    Spoiled("unknown person of a side", "person: rosa", "person: rita", "R004", "rita"),
    Spoiled("weight of an unknown issue", "weights: {price: 0.8, menu: 0.2}", "weights: {price: 0.8, menu: 0.2, bread: 0}", "R005", "bread: 0"),
    Spoiled("fact about an unknown issue", "      about: menu\n      text", "      about: bread\n      text", "R005", "bread\n"),
    Spoiled("lock on an unknown issue", "requires: {price: [4]}", "requires: {price: [4], bread: [1]}", "R005", "bread: [1]"),
    Spoiled("fallback with an unknown option", "{price: 5, menu: term}", "{price: 5, menu: week}", "R006", "week}", "There is: year, term, month"),
    Spoiled("lock on an unknown option", "requires: {price: [4]}", "requires: {price: [4, 3]}", "R006", "3]}"),
    Spoiled("disclosing their fact", "{disclose: bread-first}", "{disclose: one-oven}", "R007", "one-oven}, {ask", "disclose, tell and told name facts of own"),
    Spoiled("asking for our fact", "{ask: one-oven}", "{ask: the-letter}", "R007", "the-letter}]"),
    Spoiled("having heard our fact", "{round: 1-2}", "{any: [{heard: the-letter}]}", "R007", "the-letter}]"),
    Spoiled("unknown evidence", "{show: report,", "{show: reprot,", "R008", "reprot", "Did you mean 'report'?"),
    Spoiled("unknown demand in an act", "{refuse: four-euros}", "{refuse: five-euros}", "R009", "five-euros}"),
    Spoiled("unknown demand opened", "opens: [four-euros]", "opens: [four-euros, bread]", "R009", "bread]"),
    Spoiled("unknown demand in a condition", "{demand: {four-euros: open}}", "{demand: {four-euro: open}}", "R009", "four-euro: open"),
    Spoiled("unknown errand", "{withhold: true}", "{raise_errand: the-soup}", "R009", "the-soup}"),
    Spoiled("unknown body", "  quota: 0.5\n", "  bodies: {council: {name: {en: a, nl: b}, quota: 0.5}}\n", "R010", "meeting\nissues"),
    Spoiled("two scenes with one id", "  - id: rosa-opens", "  - id: school-gate", "R011", "id: school-gate\n    place: table", "the first is on line"),
    Spoiled("two moves with one id", "      - id: say-little", "      - id: your-oven", "R011", "id: your-oven\n        say: {en: First"),
    Spoiled("two options with one id", "{id: month, en", "{id: term, en", "R011", "id: term, en: every month"),
    Spoiled("two numbers that are one", "[6, 5, 4]", "[5, 5, 4]", "R011", "5, 4]\n  menu"),
    Spoiled("missing weight", "weights: {price: 0.1, menu: 0.9}", "weights: {menu: 1}", "R012", "weights: {menu: 1}", "no weight for: price"),
    Spoiled("missing weights of the other side", "  weights: {price: 0.7, menu: 0.3}\n", "", "R012", "other:\n  name", "price, menu"),
    Spoiled("too few values", "menu: [0, 70, 100]", "menu: [0, 70]", "R013", "menu: [0, 70]", "menu has 3 options, but 2 values"),
    Spoiled("too many values of one faction", "      person: ines\n", "      person: ines\n      values: {price: [0, 1, 2, 3], menu: [0, 1, 2]}\n", "R013", "price: [0, 1"),
    Spoiled("shares that do not make 1", "share: 0.35", "share: 0.3", "R014", "factions:\n    parents", "make 0.95"),
    Spoiled("shares of a body that do not make 1", "  quota: 0.5\n", "  bodies: {meeting: {name: {en: a, nl: b}, quota: 0.5, shares: {parents: 0.5}}}\n", "R014", "shares: {parents: 0.5}"),
    Spoiled("weights that do not make 1", "weights: {price: 0.1, menu: 0.9}", "weights: {price: 0.2, menu: 0.9}", "R015", "weights: {price: 0.2", "make 1.1"),
    Spoiled("weights of the other side", "weights: {price: 0.7, menu: 0.3}", "weights: {price: 0.7, menu: 0.2}", "R015", "weights: {price: 0.7", "make 0.9"),
    Spoiled("unknown magnitude", "variants:\n", "rules: {listen_trsut: 0.2}\nvariants:\n", "R016", "listen_trsut", "Did you mean 'listen_trust'?"),
    Spoiled("unknown variant", "{round: 1-2}", "{variant: soft}", "R017", "soft}", "There is: stiff"),
    Spoiled("score that does not make 100", "variants:\n", "score: {substance: 40}\nvariants:\n", "R018", "score:", "make 40 points"),
    Spoiled("fallback without an issue", "{price: 5, menu: term}", "{price: 5}", "R019", "fallback: {price: 5}", "says nothing of: menu"),
    Spoiled("fallback without a faction", "{price: 5, menu: term}", "{utility: {pupils: 30}}", "R019", "fallback: {utility", "says nothing of: parents"),
    Spoiled("no fallback", "  fallback: {price: 5, menu: term}\n", "", "R020", "own:\n", "own.fallback is missing"),
    Spoiled("no point where the other side stops", "  reservation: 30\n", "", "R020", "other:\n  name", "other.reservation is missing"),
    Spoiled("two words in one act", "{listen: parents}", "{listen: parents, inform: parents}", "R021", "listen: parents, inform", "listen, inform"),
    Spoiled("no word in an act", "{show: report, to: parents}", "{to: parents}", "R021", "to: parents}"),
    Spoiled("a partner that belongs elsewhere", "{listen: parents}", "{listen: parents, to: pupils}", "R022", "to: pupils}", "only with: show, tell"),
    Spoiled("a lock accepted as an errand", "{accept_lock: four-euros}", "{accept_errand: four-euros}", "R023", "accept_errand: four-euros}\n  - id: bicycle", "Use accept_lock"),
    Spoiled("a lock that ties nothing down", "      requires: {price: [4]}\n", "", "R024", "four-euros:\n      by"),
    Spoiled("an errand with options", "other:\n  name", f"{ERRAND}other:\n  name", "R025", "requires: {menu: [month]}"),
    Spoiled("no values for an issue", "    menu: [0, 70, 100]\n", "", "R026", "values:\n    price: [0", "no values for: menu"),
    Spoiled("a stop twice", "  - mandate: 2\n", "  - mandate: 2\n  - home: 1\n", "R028", "home: 1", "'home' stands on the agenda twice"),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=[row.what for row in ROWS])
def test_finds(row: Spoiled) -> None:
    scenario, findings = read_text(row.text)
    assert scenario is None
    assert_found(row, findings)


def test_too_many_packages() -> None:
    """More than can be reckoned through is told, so that nobody waits for a file that never opens."""
    many = list(range(200))
    text = TEXT.replace("[6, 5, 4]", str(many)).replace("price: [0, 30, 100]", f"price: {[0] * 200}")
    text = text.replace("price: [100, 55, 0]", f"price: {[0] * 200}")
    (finding,) = read_text(text)[1]
    assert (finding.code, finding.line) == ("R027", text[: text.index("issues:")].count("\n") + 1)
    assert "600 packages, more than the 500" in finding.text.en


def test_each_rule_has_a_page_with_an_example_which_tries_it() -> None:
    assert [code for code in map(code_of, FIT) if page(code).example is None] == []


def test_several_things_are_told_at_once() -> None:
    text = (
        TEXT.replace("share: 0.35", "share: 0.3")
        .replace("person: rosa", "person: rita")
        .replace("show: report", "show: x")
    )
    assert [finding.code for finding in read_text(text)[1]] == ["R014", "R004", "R008"]


def test_the_small_role_play_fits() -> None:
    assert read_text(TEXT)[1] == []
