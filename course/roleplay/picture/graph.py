"""The scenes of a role-play as a graph in words: columns of boxes with lines that lead to other boxes."""

from collections.abc import Iterator
from dataclasses import dataclass

from course.findings import listed
from course.locale import Language, Text, both
from course.roleplay.conditions import Condition
from course.roleplay.picture.words import acts_text, condition_text
from course.roleplay.scenario import Draft, Move, Place, Scene

COLUMNS = ("home", "mandate", "private", "table", "report", "vote", "after")
"""The places from left to right, as a student passes them."""

_BEGINS = {
    Place.TABLE: "begins_round",
    Place.PRIVATE: "begins_turn",
    Place.VOTE: "begins_vote",
    Place.AFTER: "begins_round",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One move: its id, what is said, what that does, under which condition, and the scene that follows."""

    id: str
    say: str
    does: str
    when: str
    then: str | None


@dataclass(frozen=True, slots=True)
class Box:
    """One scene: its id, seed points, notes (who, when, what is asked) and rows; ``depth`` moves into the talk."""

    id: str
    label: str
    points: tuple[str, ...]
    notes: tuple[str, ...]
    rows: tuple[Row, ...]
    depth: int


@dataclass(frozen=True, slots=True)
class Column:
    """One place with its scenes, those of a talk below one another."""

    place: str
    heading: str
    note: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything that is in a picture."""

    language: Language
    title: str
    description: str
    columns: tuple[Column, ...]

    @property
    def boxes(self) -> Iterator[Box]:
        """All scenes, column by column."""
        return (box for column in self.columns for box in column.boxes)


def graph(scenario: Draft, language: Language) -> Graph:
    """The graph of a role-play."""
    columns = tuple(_column(scenario, place, language) for place in COLUMNS if _is_there(scenario, place))
    title = both("picture.title", title=scenario.title).of(language)
    description = both(
        "picture.description",
        scenes=len(scenario.scenes),
        moves=sum(len(scene.moves) for scene in scenario.scenes.values()),
        places=listed(column.heading for column in columns),
    ).of(language)
    return Graph(language, title, description, columns)


def _is_there(scenario: Draft, place: str) -> bool:
    return scenario.stop(place) is not None or any(scene.place == place for scene in scenario.scenes.values())


def _column(scenario: Draft, place: str, language: Language) -> Column:
    stop = scenario.stop(place)
    if stop is None:
        heading = both("picture.not_on_agenda", place=place)
    else:
        one = "_one" if stop.size == 1 and not stop.bodies else ""
        heading = both(f"picture.{place}{one}", size=listed(stop.bodies) or stop.size)
    note = both("picture.mandate_note").of(language) if place == "mandate" else ""
    boxes = tuple(_box(scenario, scene, depth, language) for scene, depth in _in_talks(scenario, place))
    return Column(place, heading.of(language), note, boxes)


def _in_talks(scenario: Draft, place: str) -> Iterator[tuple[Scene, int]]:
    """The scenes of a place, each after the one that leads to it, with how far it is into the talk."""
    here = {scene.id: scene for scene in scenario.scenes.values() if scene.place == place}
    seen: set[str] = set()

    def walk(scene: Scene, depth: int) -> Iterator[tuple[Scene, int]]:
        if scene.id in seen:
            return
        seen.add(scene.id)
        yield scene, depth
        follow = [here[move.then] for move in scene.moves.values() if move.then in here]
        for after in follow:
            yield from walk(after, depth + 1)
        for other in here.values():  # another beginning of the same talk stands beside it
            if other.id not in scenario.led_to and any(move.then in seen for move in other.moves.values()):
                yield from walk(other, 0)

    beginnings = [scene for scene in here.values() if scene.id not in scenario.led_to]
    for scene in [*beginnings, *here.values()]:  # the rest: what only a circle of scenes leads to
        yield from walk(scene, 0)


def _box(scenario: Draft, scene: Scene, depth: int, language: Language) -> Box:
    return Box(
        id=scene.id,
        label=scene.label.of(language) if scene.label else "",
        points=scene.points,
        notes=tuple(_notes(scenario, scene, language)),
        rows=tuple(_row(scenario, move, language) for move in scene.moves.values()),
        depth=depth,
    )


def _notes(scenario: Draft, scene: Scene, language: Language) -> Iterator[str]:
    role = "follows" if scene.id in scenario.led_to else _BEGINS.get(scene.place, "begins")
    first = [both(f"picture.{'leaving' if scene.at_leaving else role}")]
    if scene.with_:
        first.append(both("picture.with", names=listed(scene.with_)))
    if scene.again:
        first.append(both("picture.again"))
    yield " · ".join(text.of(language) for text in first)
    if scene.when:
        yield both("picture.only_if", condition=_condition(scenario, scene.when)).of(language)
    if scene.opens:
        yield both("picture.opens", names=listed(scene.opens)).of(language)


def _condition(scenario: Draft, condition: Condition) -> Text:
    return condition_text(condition, "round" if scenario.stop("table") else "turn")


def _row(scenario: Draft, move: Move, language: Language) -> Row:
    when = both("picture.only_if", condition=_condition(scenario, move.when)).of(language) if move.when else ""
    return Row(move.id, move.say.of(language), acts_text(move.acts).of(language), when, move.then)
