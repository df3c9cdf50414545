"""The picture of a role-play: every scene and move is in it, every arrow leads where the file says."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from typer.testing import CliRunner

from course.cli import app
from course.locale import LANGUAGES, Language, Text
from course.roleplay.load import library, load
from course.roleplay.picture import graph, mermaid, svg
from course.roleplay.picture.layout import TALLEST, layout
from course.roleplay.picture.words import acts_text, condition_text
from course.roleplay.scenario import Scenario
from course.roleplay.starter import starter
from tests.roleplay.small import SMALL, TEXT, read_text

SVG = "{http://www.w3.org/2000/svg}"
SCENARIOS = {"small": SMALL, **library()}
each_scenario = pytest.mark.parametrize("name", SCENARIOS)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def picture(scenario: Scenario, language: Language = "en") -> Element:
    return fromstring(svg(graph(scenario, language)))  # noqa: S314 - our own


def words(element: Element) -> str:
    return " ".join(text.strip() for text in element.itertext() if text.strip())


def scenes(root: Element) -> dict[str, Element]:
    return {str(g.get("data-scene")): g for g in root.iter(f"{SVG}g") if g.get("data-scene")}


@each_scenario
@each_language
def test_every_scene_and_move_is_in_it(name: str, language: Language) -> None:
    scenario = load(SCENARIOS[name])
    found = scenes(picture(scenario, language))
    assert set(found) == set(scenario.scenes)
    for scene in scenario.scenes.values():
        rows = [g for g in found[scene.id].iter(f"{SVG}g") if g.get("data-move")]
        assert [(g.get("data-move"), g.get("data-then")) for g in rows] == [
            (m.id, m.then) for m in scene.moves.values()
        ]
        assert all(words(row).startswith(m.say.of(language)) for row, m in zip(rows, scene.moves.values(), strict=True))
        assert set(scene.points) <= set(words(found[scene.id]).split())


@each_scenario
def test_every_arrow_leads_to_the_scene_that_follows(name: str) -> None:
    scenario = load(SCENARIOS[name])
    root = picture(scenario)
    wires = {str(g.get("data-leads-to")): g for g in root.iter(f"{SVG}g") if g.get("data-leads-to")}
    assert set(wires) == scenario.led_to
    for target, wire in wires.items():
        leaving = sum(move.then == target for _, move in scenario.moves())
        assert len(wire.findall(f"{SVG}circle")) == leaving


@each_scenario
def test_no_box_lies_on_another_and_none_sticks_out(name: str) -> None:
    placed = layout(graph(load(SCENARIOS[name]), "en"))
    boxes = [(box.x, box.y, box.right, box.y + box.height) for column in placed.columns for box in column.boxes]
    for n, (left, top, right, bottom) in enumerate(boxes):
        assert 0 < left < right < placed.width
        assert 0 < top < bottom < placed.height
        assert all(left >= r or right <= l or top >= b or bottom <= t for l, t, r, b in boxes[:n])  # noqa: E741
    lanes = [wire.lane for column in placed.columns for wire in column.wires]
    assert all(lane < placed.width for lane in lanes)


def test_wires_that_pass_each_other_have_lanes_of_their_own() -> None:
    move = TEXT[TEXT.index("      - id: later\n") : TEXT.index("      - id: no\n")]
    shed = TEXT[TEXT.index("  - id: bicycle-shed") : TEXT.index("  - id: rosa-opens")]
    more = shed.replace("id: bicycle-shed", "id: at-home").replace(
        "when: {demand", "label: {en: a, nl: b}\n    when: {demand"
    )
    text = TEXT.replace(shed, shed + more).replace(move, f"{move}        then: at-home\n")
    text = text.replace("act: {accept_lock: four-euros}\n", "act: {accept_lock: four-euros}\n        then: at-home\n")
    scenario, found = read_text(text)
    assert scenario is not None, found
    (home, *_) = layout(graph(scenario, "en")).columns
    assert {wire.target for wire in home.wires} == {"bicycle-shed", "at-home"}
    assert len({wire.lane for wire in home.wires}) == 2


def test_a_place_that_is_too_tall_stands_in_several_columns_and_no_talk_is_cut() -> None:
    scenario = load(library()["purchasing"])
    columns = layout(graph(scenario, "en")).columns
    assert [c.heading for c in columns][:2] == ["Home: 6 talks", "Home: 6 talks (continued)"]
    for column in columns:
        ids = {box.box.id for box in column.boxes}
        assert all(row.then in ids for box in column.boxes for row in box.box.rows if row.then)
        assert sum(box.height for box in column.boxes) < TALLEST * 1.2


@each_language
def test_it_says_what_it_is_to_those_who_listen(language: Language) -> None:
    scenario = load(library()["purchasing"])
    root = picture(scenario, language)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert root.get("lang") == language
    assert f"{len(scenario.scenes)} " in str(description.text)
    assert f" {len(list(scenario.moves()))} " in str(description.text)
    assert all(g.get("aria-label") or g.get("aria-hidden") for g in root.iter(f"{SVG}g"))


def test_it_fetches_nothing() -> None:
    text = svg(graph(load(SMALL), "en"))
    assert set(re.findall(r"https?://[^\"' ]+", text)) == {"http://www.w3.org/2000/svg"}
    assert "@import" not in text
    assert "url(" not in text


NOTES = {
    "school-gate": "begins a talk · with parents they ask: four-euros",
    "bicycle-shed": "follows · with parents, pupils only: demand four-euros is open",
    "rosa-opens": "opens a round only: round 1 to 2",
}


@pytest.mark.parametrize("scene", NOTES)
def test_what_a_box_says(scene: str) -> None:
    assert NOTES[scene] in words(scenes(picture(load(SMALL)))[scene])


def test_a_move_says_what_it_does_and_when() -> None:
    found = words(scenes(picture(load(SMALL)))["bicycle-shed"])
    assert "later putting it off (parents) only: not (parents is angry)" in found
    dutch = words(scenes(picture(load(SMALL), "nl"))["bicycle-shed"])
    assert "later uitstellen (parents) alleen: niet (parents is angry)" in dutch


def test_places_of_the_agenda_without_scenes_are_there_too() -> None:
    root = picture(load(SMALL))
    places = [(g.get("data-place"), g.get("aria-label")) for g in root.iter(f"{SVG}g") if g.get("data-place")]
    assert places == [
        ("home", "Home: 2 talks"),
        ("mandate", "Mandate: 2 tries"),
        ("table", "Table: 3 rounds"),
        ("vote", "Vote: meeting"),
    ]


CONDITIONS = [
    ("{round: 4}", "round 4"),
    ("{round: 4-6}", "round 4 to 6"),
    ("{phase: [home, recess]}", "at home or recess"),
    ("{played: [bicycle-shed, rosa-opens]}", "after bicycle-shed, after rosa-opens"),
    ("{played: {bicycle-shed: [no, later]}}", "after bicycle-shed: no or later"),
    ("{demand: {four-euros: [open, broken]}}", "demand four-euros is open or broken"),
    ("{mood: {parents: angry}}", "parents is angry"),
    ("{relation: cold}", "other is cold"),
    ("{told: bread-first, heard: one-oven}", "told bread-first, heard one-oven"),
    ("{result: rejected}", "it ended as rejected"),
    ("{variant: stiff}", "variant stiff"),
    ("{any: [{round: 1}, {not: {told: bread-first}}]}", "one of (round 1 or not (told bread-first))"),
]


@pytest.mark.parametrize(("raw", "says"), CONDITIONS)
def test_conditions_in_words(raw: str, says: str) -> None:
    scenario, found = read_text(TEXT.replace("when: {round: 1-2}", f"when: {raw}"))
    assert scenario is not None, found
    condition = scenario.scenes["rosa-opens"].when
    assert condition is not None
    assert condition_text(condition).en == says


def test_in_a_private_talk_the_clock_counts_turns(tmp_path: Path) -> None:
    file = tmp_path / "my-case.yaml"
    file.write_text(starter("my-case", "private", "en", tmp_path), encoding="utf-8")
    assert "only: turn 4 to 5" in words(scenes(picture(load(file)))["one-way"])
    assert "alleen: beurt 1" in words(scenes(picture(load(file), "nl"))["two-coffees"])


ACTS = [
    ("{listen: [parents, pupils]}", "listening (parents, pupils)"),
    ("{show: report, to: parents}", "testing against the facts (report, parents)"),
    ("[{disclose: bread-first}, {ask: one-oven}]", "telling the other side something (bread-first), asking (one-oven)"),
    ("{raise_errand: any, else: {pressure: true}}", "bringing the errand, else pressure"),
    ("{withhold: true}", "keeping silent"),
]


@pytest.mark.parametrize(("raw", "says"), ACTS)
def test_acts_in_words(raw: str, says: str) -> None:
    scenario, found = read_text(TEXT.replace("act: {withhold: true}", f"act: {raw}"))
    assert scenario is not None, found
    assert acts_text(scenario.scenes["rosa-opens"].moves["say-little"].acts).en == says


ODD = 'end "x" <b>&amp; `|#\' -->'


def odd() -> Scenario:
    """The small role-play with a scene and a move that are called what no file may call them."""
    scenario = load(SMALL)
    scene = scenario.scenes["school-gate"]
    moves = {m.id: replace(m, then=ODD) for m in scene.moves.values()}
    strange = replace(scenario.scenes["bicycle-shed"], id=ODD, label=Text(ODD, ODD))
    return replace(scenario, title=Text(ODD, ODD), scenes={ODD: strange, "school-gate": replace(scene, moves=moves)})


def test_odd_ids_do_not_break_the_svg() -> None:
    found = scenes(picture(odd()))
    assert set(found) == {ODD, "school-gate"}
    assert ODD in words(found[ODD])


def test_odd_ids_do_not_break_the_mermaid_text() -> None:
    text = mermaid(graph(odd(), "en"))
    boxes = [line for line in text.splitlines() if re.match(r"    s\d+\[", line)]
    assert len(boxes) == 2
    for line in boxes:
        inner = re.fullmatch(r'    s\d+\["(.*)"\]', line)
        assert inner
        assert '"' not in inner[1]
        assert "<b>&" not in inner[1]
    assert 's1 -->|"the-sum, forty-schools, of-course"| s2' in text


@each_scenario
@each_language
def test_the_mermaid_text_says_the_same(name: str, language: Language) -> None:
    scenario = load(SCENARIOS[name])
    text = mermaid(graph(scenario, language))
    numbers = dict(re.findall(r'^    (s\d+)\["<b>([a-z0-9-]+)</b>', text, flags=re.MULTILINE))
    assert sorted(numbers.values()) == sorted(scenario.scenes)
    edges = set(re.findall(r'^  (s\d+) -->\|"([^"]*)"\| (s\d+)$', text, flags=re.MULTILINE))
    found = {(numbers[a], move, numbers[b]) for a, moves, b in edges for move in moves.split(", ")}
    assert found == {(scene.id, move.id, move.then) for scene, move in scenario.moves() if move.then}
    for _, move in scenario.moves():
        assert f"• {move.id}: " in text
    assert text.count("subgraph ") == text.count("\n  end\n")


class TestCommand:
    @pytest.mark.parametrize("ending", ["svg", "mmd"])
    def test_it_writes_the_picture_and_looks_for_mistakes(self, tmp_path: Path, ending: str) -> None:
        result = CliRunner().invoke(app, ["lint", "--graph", str(tmp_path / f"new/x.{ending}"), str(SMALL)])
        assert (result.exit_code, result.stdout) == (0, "Nothing to mend.\n")
        assert "bicycle-shed" in (tmp_path / f"new/x.{ending}").read_text(encoding="utf-8")
        assert "The picture: " in result.stderr

    def test_a_role_play_that_cannot_be_played_has_findings_and_no_picture(self, tmp_path: Path) -> None:
        broken = tmp_path / "small.yaml"
        broken.write_text(TEXT.replace("then: bicycle-shed", "then: bicycle"), encoding="utf-8")
        result = CliRunner().invoke(app, ["lint", "--graph", str(tmp_path / "x.svg"), str(broken)])
        assert result.exit_code == 1
        assert "R001" in result.stdout
        assert not (tmp_path / "x.svg").exists()

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["x.png", "purchasing"], "ends in .svg or .mmd"),
            (["x.svg"], "one of "),
            (["x.svg", "purchasing", "purchasing"], "Name one role-play"),
            (["x.svg", "purchase"], "Did you mean 'purchasing'?"),
        ],
    )
    def test_a_wrong_call_gets_one_line(self, arguments: list[str], says: str) -> None:
        result = CliRunner().invoke(app, ["lint", "--graph", *arguments])
        assert result.exit_code == 2
        assert says in result.stderr
        assert result.stderr.count("\n") == 1
