"""What a scenario file becomes."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from course.locale import Text
from course.negotiation.acts import Act, ActKind
from course.negotiation.setup import Body, Clock, DemandKind, FactionStart, FactKind, Secret
from course.roleplay import conditions as c
from course.roleplay.load import ScenarioError, library, load, read
from course.roleplay.scenario import AgendaItem, Place, Said, Scenario
from tests.roleplay.small import SMALL, TEXT, read_text

K = ActKind


@pytest.fixture(scope="module")
def small() -> Scenario:
    return load(SMALL)


def test_the_library_holds_the_role_plays_of_the_course_under_their_ids() -> None:
    assert library()
    assert all(load(file).id == name for name, file in library().items())


def test_texts(small: Scenario) -> None:
    assert small.title == Text("Lunch at the Lindeschool", "Lunch op de Lindeschool")
    assert small.briefing.en.count("\n\n") == 5
    assert small.people["ines"].role == Text("mother of three", "moeder van drie")
    assert small.people["rosa"].portrait is None
    assert small.own.factions["parents"].person == "ines"
    assert small.other.person == "rosa"
    assert small.other.facts["one-oven"].ask == Text(
        "What makes another menu hard?", "Wat maakt een ander menu lastig?"
    )
    assert small.own.demands["four-euros"].nl == "Vier euro en geen cent meer."


def test_issues_read_as_people_say_them(small: Scenario) -> None:
    price, menu = small.issues.values()
    assert (price.label.en, price.spoken.en, menu.spoken.en) == ("price of a lunch", "the price", "new menu")
    assert price.option(5) == Text("5 euros", "5 euro")
    assert menu.option("term") == Text("every term", "elk kwartaal")
    with pytest.raises(KeyError):
        menu.option("week")


def test_agenda(small: Scenario) -> None:
    assert small.agenda == (
        AgendaItem("home", 2),
        AgendaItem("mandate", 2),
        AgendaItem("table", 3),
        AgendaItem("vote", 1, ("meeting",)),
    )
    assert small.setup.clock == Clock(home=2, mandate=2, table=3, vote=("meeting",))


def test_scenes(small: Scenario) -> None:
    gate, shed, table, _ = small.scenes.values()
    assert (gate.place, gate.with_, gate.points, gate.opens) == (
        Place.HOME,
        ("parents",),
        ("C5", "C18"),
        ("four-euros",),
    )
    assert shed.when == c.Condition((c.Demand("four-euros", ("open",)),))
    assert shed.with_ == ("parents", "pupils")
    assert table.when == c.Condition((c.Round(1, 2),))
    assert list(gate.moves) == ["the-sum", "forty-schools", "of-course"]
    assert gate.moves["the-sum"].then == "bicycle-shed"
    assert small.led_to == {"bicycle-shed"}
    assert (gate.at_leaving, gate.again, table.label) == (False, False, None)


def test_what_is_said_depends_on_the_mood(small: Scenario) -> None:
    situation = small.scenes["school-gate"].situation
    assert situation.of("angry").en == "'Four euros, Tom,' says Ines. 'Or no lunch.'"
    assert situation.of("wary") == situation.of("open") == situation.otherwise
    assert small.scenes["rosa-opens"].situation == Said(
        Text("Rosa puts a loaf on the table.", "Rosa zet een brood op tafel.")
    )


def test_numbers(small: Scenario) -> None:
    setup = small.setup
    parents, pupils = setup.own.factions
    assert [(issue.id, issue.options) for issue in setup.issues] == [
        ("price", (6, 5, 4)),
        ("menu", ("year", "term", "month")),
    ]
    assert parents.weights == (0.8, 0.2)
    assert parents.values == ((0.0, 30.0, 100.0), (0.0, 70.0, 100.0))
    assert parents.values == pupils.values
    assert parents.start == FactionStart(0.2, 0.4, 0.5, 0.6)
    assert setup.own.fallback == (5, "term")
    assert setup.own.bodies == (Body("meeting", 0.5),)
    (demand,) = setup.own.demands
    assert (demand.by, demand.kind, demand.requires) == ("parents", DemandKind.LOCK, {"price": frozenset({4})})
    assert [(f.id, f.kind, f.about) for f in setup.own.facts] == [
        ("bread-first", FactKind.INTEREST, "menu"),
        ("the-letter", FactKind.ALTERNATIVE, None),
    ]
    assert (setup.other.weights, setup.other.reservation) == ((0.7, 0.3), 30)


def test_what_is_left_out_has_its_usual_value(small: Scenario) -> None:
    setup = small.setup
    assert setup.own.factions[1].start == FactionStart(0.3, 0.3, 0.2, 0.5)
    assert (setup.own.factions[1].overconfidence, setup.own.factions[1].veto) == (10, False)
    assert (setup.other.openness, setup.other.patience, setup.other.relation, setup.other.escalation) == (
        0.3,
        1,
        0.5,
        1,
    )
    assert (setup.leak_limit, sum(setup.score.values())) == (0.6, 100)


def test_nothing_in_it_can_be_changed(small: Scenario) -> None:
    with pytest.raises(FrozenInstanceError):
        small.id = "other"  # type: ignore[misc]


ACTS = [
    ("{listen: [parents, pupils]}", Act(K.LISTEN, factions=("parents", "pupils"))),
    ("{show: report, to: parents}", Act(K.SHOW, factions=("parents",), evidence="report")),
    ("{tell: the-letter, to: parents}", Act(K.TELL, factions=("parents",), fact="the-letter")),
    ("{convert: four-euros}", Act(K.CONVERT, demands=("four-euros",))),
    ("{coalition: [parents, pupils]}", Act(K.COALITION, factions=("parents", "pupils"))),
    ("{ask: one-oven}", Act(K.ASK, fact="one-oven")),
    ("{pressure: true}", Act(K.PRESSURE)),
    ("{raise_errand: any, else: {pressure: true}}", Act(K.RAISE_ERRAND, otherwise=Act(K.PRESSURE))),
    (
        "{propose_private: planned, label: off-the-record}",
        Act(K.PROPOSE_PRIVATE, form="planned", label="off-the-record"),
    ),
]


@pytest.mark.parametrize(("written", "act"), ACTS, ids=[written for written, _ in ACTS])
def test_an_act(written: str, act: Act) -> None:
    scenario, findings = read_text(TEXT.replace("{withhold: true}", written))
    assert scenario is not None, findings
    assert scenario.scenes["rosa-opens"].moves["say-little"].acts == (act,)


def test_several_acts_stay_in_order(small: Scenario) -> None:
    acts = small.scenes["rosa-opens"].moves["your-oven"].acts
    assert acts == (Act(K.DISCLOSE, fact="bread-first"), Act(K.ASK, fact="one-oven"))


def test_bodies_secrets_and_another_constituency() -> None:
    text = TEXT.replace(
        "  quota: 0.5\n",
        "  bodies:\n"
        "    council: {name: {en: council, nl: raad}, quota: 0.5}\n"
        "    meeting: {name: {en: all, nl: allen}, quota: 0.6, binding: false, shares: {parents: 0.2, pupils: 0.8}}\n",
    )
    text = text.replace("vote: meeting", "vote: [council, meeting]")
    text = text.replace(
        "      kind: alternative\n", "      kind: alternative\n      secret: {towards: pupils, until: 2}\n"
    )
    text = text.replace(
        "  weights: {price: 0.7, menu: 0.3}\n",
        "  factions:\n"
        "    cooks: {name: {en: cooks, nl: koks}, share: 1, weights: {price: 0.7, menu: 0.3}, start: {}}\n"
        "  fallback: {price: 5, menu: year}\n",
    )
    scenario, findings = read_text(text)
    assert scenario is not None, findings
    setup = scenario.setup
    assert setup.own.bodies == (
        Body("council", 0.5),
        Body("meeting", 0.6, {"parents": 0.2, "pupils": 0.8}, binding=False),
    )
    assert setup.clock.vote == ("council", "meeting")
    assert scenario.own.bodies["council"] == Text("council", "raad")
    assert setup.own.facts[1].secret == Secret("pupils", 2)
    assert setup.other.fallback == {"cooks": 68.5}
    assert setup.other.factions[0].values == ((100, 55, 0), (100, 60, 0))


def test_no_deal_as_utility_per_faction() -> None:
    scenario, findings = read_text(TEXT.replace("{price: 5, menu: term}", "{utility: {parents: 30, pupils: 40}}"))
    assert scenario is not None, findings
    assert scenario.setup.own.fallback == {"parents": 30, "pupils": 40}


PRIVATE = """\
format: 1
id: coffee
title: {en: a, nl: b}
briefing: {en: a, nl: b}
people: {ilse: {name: Ilse, role: {en: a, nl: b}}}
agenda: [{private: 8}]
own:
  facts: {uptime: {kind: interest, text: {en: a, nl: b}}}
other:
  person: ilse
  facts: {stock: {kind: constraint, text: {en: a, nl: b}, check: {en: a, nl: b}, false: true}}
scenes:
  - id: sip
    place: private
    situation: {en: a, nl: b}
    moves:
      - {id: a, say: {en: a, nl: b}, act: [{disclose: uptime}, {ask: stock}]}
      - {id: b, say: {en: a, nl: b}, act: {name_closedness: true}, when: {not: {heard: stock}}}
score: {information: 50, relation: 15, process: 35, substance: 0, mandate: 0, ratification: 0}
checks: [O4, O17]
leak_limit: 0.3
phrases: {hold: [{en: c, nl: d}, {cold: {en: e, nl: f}, else: {en: g, nl: h}}]}
rules: {private_openness: 0.2}
"""


def test_a_private_talk_needs_no_table() -> None:
    """A role-play of eight turns between two people: no issues, no factions, no vote."""
    scenario, findings = read_text(PRIVATE)
    assert scenario is not None, findings
    assert (scenario.setup.clock.private, scenario.setup.issues, scenario.checks) == (8, (), ("O4", "O17"))
    assert scenario.setup.other.facts[0].false
    assert (scenario.setup.leak_limit, scenario.setup.rules) == (0.3, {"private_openness": 0.2})
    assert [said.of("cold").en for said in scenario.phrases["hold"]] == ["c", "e"]


def test_a_file_that_cannot_be_played_says_why() -> None:
    with pytest.raises(ScenarioError, match=r"none\.yaml:1:1 S022 .*cannot be opened") as caught:
        load("none.yaml")
    assert caught.value.findings == read("none.yaml")[1]


def test_a_text_that_was_cut_off_is_told_and_the_rest_is_read() -> None:
    text = TEXT.replace("{en: Parents, nl: Ouders}", "\n        en: Parents\n        nl: Ouders #1")
    scenario, findings = read_text(text)
    assert scenario is not None
    assert [finding.code for finding in findings] == ["S021"]


def test_bytes_that_are_no_yaml_are_a_finding(tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_bytes(b"a: \xff")
    assert [finding.code for finding in read(file)[1]] == ["S003"]


@pytest.mark.parametrize("text", ["", "3", "[]", "a: b", "format: 1", "format: [1]\nscenes: {}\nown: 3"])
def test_a_file_that_is_something_else_is_findings(text: str) -> None:
    scenario, findings = read_text(text)
    assert scenario is None
    assert findings
