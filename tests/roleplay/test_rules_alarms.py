"""Where rules must speak and where they must keep silent: their edges, one row a case.

The examples of the pages (``test_rules.py``) show each rule once; here stands what could go wrong with it.
"""

from dataclasses import replace

import pytest

from course.findings import Finding
from course.roleplay import conditions as c
from course.roleplay.checks.conditions import written
from course.roleplay.checks.logic import World, clash, possible
from course.roleplay.checks.moments import Moment, moments
from course.roleplay.checks.points import POINTS
from course.roleplay.checks.quotes import unpaired
from course.roleplay.checks.reach import Reach, reach
from course.roleplay.checks.usage import faces
from course.roleplay.checks.wording import words_a_sentence
from course.roleplay.scenario import Place, Scenario
from tests.roleplay.small import TEXT, lint_text, read_text

CANTEEN = "        say: {en: What would you rather eat?, nl: Wat zou je liever eten?}\n        act: {listen: pupils}\n"
TABLE = "    when: {round: 1-2}\n"


def small(*changes: tuple[str, str]) -> list[Finding]:
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return lint_text(text)


def scenario(text: str = TEXT) -> Scenario:
    found, findings = read_text(text)
    assert found is not None, findings
    return found


CONDITIONS: list[tuple[str, str, list[str]]] = [
    # what stands at the scene at the table, where, and what is found
    ("a round", "{round: 1}", []),
    ("a round or another", "{any: [{round: 1}, {round: 3}]}", []),
    ("a round and another", "{any: [{round: 1}], round: 2}", ["R110"]),
    ("a round and not that round", "{round: 2, not: {round: 2}}", ["R110"]),
    ("not in any round", "{not: {any: [{round: 1-3}, {result: rejected}]}}", ["R110"]),
    ("not not a round", "{not: {not: {round: 1}}}", []),
    ("two moods at once", "{mood: {parents: angry}, not: {mood: {parents: [angry, wary]}}}", ["R110"]),
    ("every mood excluded", "{not: {mood: {parents: [angry, wary, open]}}}", ["R110"]),
    ("relation and mood say the same", "{relation: cold, mood: {other: warm}}", ["R110"]),
    ("two states of a demand", "{demand: {four-euros: open}, not: {demand: {four-euros: [open, refused]}}}", ["R110"]),
    ("told and not told", "{told: the-letter, not: {told: the-letter}}", ["R110"]),
    ("told, in a second round", "{told: the-letter, round: 2-3}", []),
    ("heard", "{heard: one-oven}", []),
    ("a deal while it is negotiated", "{result: deal}", ["R110"]),
    ("home has refused", "{result: rejected}", []),
    ("home has refused in the first round", "{result: rejected, round: 1}", ["R110"]),
    ("another phase", "{phase: home}", ["R110"]),
    ("another phase, or this one", "{phase: [home, table]}", []),
    ("the two moves of one scene", "{played: {school-gate: the-sum}, not: {played: school-gate}}", ["R110"]),
    ("one move of two", "{played: {school-gate: [the-sum, of-course]}}", []),
    ("this scene itself", "{played: rosa-opens}", ["R101"]),
    ("a variant", "{variant: stiff}", []),
    ("no variant", "{not: {variant: stiff}}", []),
    ("an errand where there is none", "{demand: {four-euros: unheard}, round: 3}", []),
]


@pytest.mark.parametrize(("when", "codes"), [row[1:] for row in CONDITIONS], ids=[row[0] for row in CONDITIONS])
def test_a_condition_at_the_table(when: str, codes: list[str]) -> None:
    assert [f.code for f in small((TABLE, f"    when: {when}\n"))] == codes


def test_what_a_contradiction_names_is_what_contradicts() -> None:
    (finding,) = small((TABLE, "    when: {told: the-letter, round: 1, heard: one-oven, result: rejected}\n"))
    assert finding.values["parts"] == "round: 1 + result: rejected"


WRITTEN = [
    {"round": "1-2"},
    {"round": 3},
    {"phase": ["home", "recess"]},
    {"played": {"a": ["b", "d"]}},
    {"demand": {"x": ["open", "refused"]}},
    {"mood": {"f": "angry"}},
    {"told": "x"},
    {"heard": "y"},
    {"result": "deal"},
    {"variant": "v"},
    {"not": {"round": 1}},
    {"any": [{"round": 1}, {"told": "x", "heard": "y"}]},
]


@pytest.mark.parametrize("raw", WRITTEN, ids=str)
def test_a_term_is_written_as_in_a_file(raw: dict[str, object]) -> None:
    condition = c.parse(raw)
    assert condition is not None
    (term,) = condition.terms
    assert written(term) == str(raw)[1:-1].replace("'", "")


def test_a_question_that_would_take_too_long_counts_as_possible() -> None:
    facts = [f"f{n}" for n in range(40)]
    some = c.Condition((c.AnyOf(tuple(c.Condition((c.Told(f),)) for f in facts)),))
    none = c.Condition(tuple(c.Not(c.Condition((c.Told(f),))) for f in reversed(facts)))
    world = World((Moment("table", 1, "none"),), lambda _: (True, False))
    assert possible(world, (some,))
    assert possible(world, (none,))
    both = c.Condition((*some.terms, *none.terms))
    assert clash(World((Moment("table", 1, "none"),), lambda _: (False,)), both) == some.terms


MOMENTS = [
    (Place.HOME, {"home", "recess"}, {"none", "rejected"}),
    (Place.TABLE, {"table"}, {"none", "rejected"}),
    (Place.REPORT, {"report"}, {"none", "deal", "no-deal", "rejected"}),
    (Place.VOTE, {"vote"}, {"deal", "no-deal", "rejected"}),
]


@pytest.mark.parametrize(("place", "phases", "results"), MOMENTS)
def test_the_moments_of_a_place(place: Place, phases: set[str], results: set[str]) -> None:
    found = moments(scenario(), place)
    assert {moment.phase for moment in found} == phases
    assert {moment.result for moment in found} == results
    assert all(moment.round > 3 for moment in found if moment.result == "rejected" and place is Place.TABLE)


MOVES = [
    ("a scene that comes later", "when: {played: bicycle-shed}", ["R111"]),
    ("the scene itself", "when: {played: school-gate}", ["R111"]),
    ("another talk", "when: {played: the-canteen}", []),
    ("a fact that can be told at the table only", "when: {told: the-letter}", []),
    ("the demand that the scene opens", "when: {demand: {four-euros: open}}", []),
    ("the demand before it is opened", "when: {demand: {four-euros: unheard}}", ["R111"]),
    ("a rejection, in a recess", "when: {result: rejected}", []),
    ("a deal", "when: {result: deal}", ["R110"]),
]


@pytest.mark.parametrize(("when", "codes"), [row[1:] for row in MOVES], ids=[row[0] for row in MOVES])
def test_a_move_that_waits_for(when: str, codes: list[str]) -> None:
    old = "        act: {accept_lock: four-euros}\n"
    assert [f.code for f in small((old, f"{old}        {when}\n"))] == codes


def test_between_two_scenes_that_exclude_each_other_there_is_always_something_to_say() -> None:
    """Two moves that divide all moods between them are no dead end; two that leave one out are."""
    for last, codes in (("[wary, open]", []), ("open", ["R112"])):
        found = small(
            (CANTEEN, f"{CANTEEN}        when: {{mood: {{pupils: angry}}}}\n"),
            (
                "        act: {inform: pupils}\n",
                f"        act: {{inform: pupils}}\n        when: {{mood: {{pupils: {last}}}}}\n",
            ),
        )
        assert [f.code for f in found] == codes


def test_an_open_demand_may_be_answered_in_a_later_scene_but_not_in_an_earlier_place() -> None:
    later = (
        ("    opens: [four-euros]\n", ""),
        ("    points: [C13, C38]\n", "    points: [C13, C38]\n    opens: [four-euros]\n"),
    )
    assert "R113" not in {f.code for f in small(*later)}
    at_table = ("    opens: [four-euros]\n", ""), (TABLE, f"{TABLE}    opens: [four-euros]\n")
    assert "R113" not in {f.code for f in small(*at_table)}, "a recess brings the talks at home back"


CLOCKS = [("home: 2", "home: 1", []), ("home: 2", "home: 3", ["R114"]), ("home: 2", "home: 50", ["R114"])]


@pytest.mark.parametrize(("old", "new", "codes"), CLOCKS)
def test_a_clock_and_the_talks_that_there_are(old: str, new: str, codes: list[str]) -> None:
    assert [f.code for f in small((old, new))] == codes


def test_a_talk_that_can_be_had_again_fills_any_clock() -> None:
    again = ("    with: pupils\n", "    with: pupils\n    again: true\n")
    assert small(again, ("home: 2", "home: 9")) == []


CIRCLES = [
    ("a scene that leads to itself once", False, "", ["R116"]),
    ("a scene that leads to itself for ever", True, "", ["R115"]),
    ("a scene that leads to itself until something was heard", True, "        when: {not: {heard: one-oven}}\n", []),
]


@pytest.mark.parametrize(("again", "when", "codes"), [row[1:] for row in CIRCLES], ids=[row[0] for row in CIRCLES])
def test_a_talk_that_goes_round(again: bool, when: str, codes: list[str]) -> None:  # noqa: FBT001 - a column of the table
    often = "    again: true\n" if again else ""
    yard = (
        "  - id: the-yard\n    place: home\n    with: pupils\n"
        f"{often}"
        "    situation: {en: They count., nl: Ze tellen.}\n    moves:\n"
        "      - id: more\n        say: {en: And then?, nl: En dan?}\n        act: {listen: pupils}\n"
        f"        then: the-yard\n{when}"
        "      - {id: enough, say: {en: I see., nl: Aha.}, act: {wait: pupils}}\n"
    )
    found = small((CANTEEN, f"{CANTEEN}        then: the-yard\n"), ("variants:\n", f"{yard}variants:\n"))
    assert [f.code for f in found] == codes


def test_a_scene_surely_played_before_is_found_on_every_way() -> None:
    earlier = Reach(scenario())._earlier
    assert earlier["bicycle-shed"] == {"bicycle-shed", "school-gate"}
    assert earlier["rosa-opens"] == {"rosa-opens"}


def test_reach_is_worked_out_once_for_a_role_play() -> None:
    one = scenario()
    assert reach(one) is reach(one)
    assert reach(replace(one)) is not reach(one)


QUOTES: list[tuple[str, str, str | None]] = [
    ("en", "'Four euros, Tom,' says Ines. 'Or no lunch.'", None),
    ("en", "'Four euros, Tom, says Ines.", "'"),
    ("en", "Four euros, Tom,' says Ines.", "'"),
    ("en", "The firms' list doesn't lie; 'tis Henk's.", None),
    ("en", "He said 'the firms' and left.", None),
    ("en", "'...All right.' You hear him.", None),
    ("en", "Back in the '90s they'd wait.", None),
    ("en", "“Yes,” she said. “No.", "“"),
    ("en", 'She said "yes" and "no.', '"'),
    ("en", "(a remark", "("),
    ("en", "a remark)", ")"),
    ("en", "Say 'when' – 'now', she adds.", None),
    ("nl", "'s Ochtends om zeven uur, of 's avonds.", None),
    ("nl", "'t Is euro's en foto's, zo'n beetje.", None),
    ("nl", "'Vier euro, Tom,' zegt Ines. 'Of geen lunch.'", None),
    ("nl", "'Vier euro, Tom, zegt Ines.", "'"),
    ("nl", "Ze schrijft '14', en een kalendertje.", None),
    ("nl", "In '98 was dat anders.", None),
    ("nl", "Hij zei: 'Dat is 's avonds ook zo.'", None),
    ("nl", "‘Ja,’ zegt ze.", None),
    ("nl", "‘Ja, zegt ze.", "'"),
]


@pytest.mark.parametrize(("language", "text", "mark"), QUOTES)
def test_marks_without_a_partner(language: str, text: str, mark: str | None) -> None:
    assert unpaired(text, "nl" if language == "nl" else "en") == mark


LENGTHS = [
    ("all short", "Yes.", "No, and I would not know why.", []),
    ("nearly as long", "x" * 40, "y" * 64, []),
    ("one and a half times as long", "x" * 40, "y" * 66, ["R205"]),
]


@pytest.mark.parametrize(("one", "other", "codes"), [row[1:] for row in LENGTHS], ids=[row[0] for row in LENGTHS])
def test_lengths_of_moves(one: str, other: str, codes: list[str]) -> None:
    found = small(
        ("{en: What would you rather eat?, nl: Wat zou je liever eten?}", f"{{en: {one!r}, nl: Ja}}"),
        ("{en: I talk with her on Tuesday., nl: Dinsdag praat ik met haar.}", f"{{en: {other!r}, nl: Nee}}"),
    )
    assert [f.code for f in found] == codes


@pytest.mark.parametrize("text", ["It is not to do.", "Te doen: niets.", "Is that so? Yes!", "XX", "todos los dias"])
def test_words_that_only_look_as_if_something_is_to_be_filled_in(text: str) -> None:
    old = "{en: What would you rather eat?, nl: Wat zou je liever eten?}"
    assert "R208" not in {f.code for f in small((old, f"{{en: {text!r}, nl: Wat?}}"))}


def test_words_a_sentence() -> None:
    assert words_a_sentence("One two. Three four five six! 'Seven?' Eight nine") == pytest.approx(9 / 4)
    assert words_a_sentence("") == 0


def test_the_seed_points_are_eighty() -> None:
    assert len(POINTS) == 80
    assert {"C1", "C51", "O1", "O29"} <= POINTS
    assert not {"C0", "C52", "O0", "O30", "C01"} & POINTS


def test_the_shared_set_of_portraits_is_read() -> None:
    assert "woman-glasses" in faces()
    assert len(faces()) == len(set(faces())) >= 8
