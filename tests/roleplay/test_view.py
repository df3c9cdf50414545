"""The view: everything on the stage in both languages, and nothing of the hidden state."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from random import Random

import pytest

from course.roleplay.debrief import debrief
from course.roleplay.decision import Decision, DecisionKind, read_decision
from course.roleplay.load import library, load
from course.roleplay.moods import mood
from course.roleplay.page import View, as_data
from course.roleplay.plans import follow, read
from course.roleplay.play import Play, decide, options, start
from course.roleplay.players.sight import sight
from course.roleplay.view import look
from tests.roleplay.lab import at_table, go, no_mandate, play_by, purchasing, quiet, skilled, without_errand
from tests.roleplay.random_games import filled, steps

K = DecisionKind
PLACEHOLDER = re.compile(r"\{\w*\}")
GAMES = range(50)


def texts(data: object) -> Iterator[str]:
    """Every text in view data."""
    if isinstance(data, dict):
        for value in data.values():
            yield from texts(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from texts(value)
    elif isinstance(data, str):
        yield data


def shown(view: View) -> list[str]:
    """The texts that must say something."""
    found = [view.title, view.briefing, view.heading, *(s.label for s in view.stops)]
    found += [p.text for p in (*view.passages, *view.earlier)]
    found += [c.label for c in view.choices]
    found += [text for tool in view.tools for text in (tool.label, *(c.label for c in tool.choices))]
    found += [text for note in view.notes for text in (note.heading, *note.items)]
    found += [view.clock.label] if view.clock else []
    found += [] if view.finished else [view.question]
    found += [view.mandate.sentence] if view.mandate else []
    for part in (view.builder, view.mandate):
        if part is not None:
            found += [text for i in part.issues for text in (i.label, *(o.label for o in i.options))]
    return found


@pytest.mark.parametrize("seed", GAMES)
def test_every_text_is_there_in_both_languages_with_nothing_left_to_fill(seed: int) -> None:
    played = steps(purchasing(), seed)
    for play in [*Random(seed).sample(played, 5), played[0], played[-1]]:
        english, dutch = look(play, "en"), look(play, "nl")
        for view in (english, dutch):
            assert all(text.strip() for text in shown(view)), play.log[-1:]
            assert not [text for text in texts(as_data(view)) if PLACEHOLDER.search(text)]
        assert len(shown(english)) == len(shown(dutch))
        assert english.passages != dutch.passages or not english.passages
        assert [c.decision for c in english.choices] == [c.decision for c in dutch.choices]


@pytest.mark.parametrize("seed", range(10))
def test_it_is_json_and_its_decisions_are_the_options(seed: int) -> None:
    for play in steps(purchasing(), seed):
        view = look(play, "nl")
        assert json.loads(json.dumps(as_data(view), allow_nan=False))
        offered = [c.decision for c in (*view.choices, *(c for tool in view.tools for c in tool.choices))]
        wanted = [d for d in options(play) if d.kind not in (K.PACKAGE, K.MANDATE)]
        assert [read_decision(json.loads(json.dumps(d))) for d in offered] == sorted(wanted, key=_place(offered))
        assert (view.builder is not None) is any(d.kind is K.PACKAGE for d in options(play))
        assert (view.mandate is not None) is any(d.kind is K.MANDATE for d in options(play))
        assert view.finished is play.ended


def _place(offered: list[Mapping[str, object]]) -> Callable[[Decision], int]:
    return lambda decision: offered.index(decision.as_data())


# ---------------------------------------------------------------------- nothing hidden


def disguised(play: Play, random: Random) -> Play:
    """The same play with other hidden magnitudes: equal moods, equal notes."""
    game, state = play.game, play.state
    for _ in range(400):
        factions = {
            f: replace(
                of,
                market_knowledge=random.random(),
                negative_image=random.random(),
                emotion=random.random(),
                trust=random.random(),
                voice=random.random(),
                silent_rounds=random.randint(0, 3),
            )
            for f, of in state.factions.items()
        }
        other = replace(
            state,
            factions=factions,
            relation=random.random(),
            escalation=float(random.randint(0, 5)),
            effective_time=random.uniform(0, 8),
            pressure=random.choice((0.0, 3.0)),
            openness=random.choice((0.0, 0.2)),
        )
        if all(mood(game, other, who) == mood(game, state, who) for who in (*game.factions, "other")):
            return replace(play, state=other)
    return replace(play, state=replace(state, openness=0.1, effective_time=state.effective_time + 0.3))


@pytest.mark.parametrize("seed", range(15))
def test_what_is_hidden_changes_nothing_that_is_seen(seed: int) -> None:
    random = Random(seed)
    for play in random.sample(steps(purchasing(), seed)[:-1], 8):
        twin = disguised(play, random)
        assert twin.state != play.state
        assert sight(twin) == sight(play)
        for language in ("en", "nl"):
            assert as_data(look(twin, language)) == as_data(look(play, language))


def test_no_word_of_the_rules_stands_in_the_data() -> None:
    names = {"trust", "emotion", "negative_image", "market_knowledge", "voice", "escalation", "acts", "act", "relation"}

    def keys(data: object) -> Iterator[str]:
        if isinstance(data, dict):
            for key, value in data.items():
                yield str(key)
                yield from keys(value)
        elif isinstance(data, (list, tuple)):
            for value in data:
                yield from keys(value)

    for play in steps(purchasing(), 1)[:-1]:
        assert not set(keys(as_data(look(play, "en")))) & names


@pytest.mark.parametrize("seed", range(8))
def test_what_was_said_stays_as_it_was_said(seed: int) -> None:
    """Later decisions add to the conversation and never rewrite it."""
    before: tuple[object, ...] = ()
    for play in steps(purchasing(), seed):
        view = look(play, "en")
        assert view.earlier[: len(before)] == before
        before = (*view.earlier, *view.passages)


# ---------------------------------------------------------------------- places, clocks, notes


def test_the_stops_follow_the_agenda() -> None:
    view = look(start(purchasing()), "en")
    assert [(s.id, s.status) for s in view.stops] == [
        ("home", "now"),
        ("mandate", "ahead"),
        ("table", "ahead"),
        ("report", "ahead"),
        ("vote", "ahead"),
    ]


@pytest.mark.parametrize(
    ("scenario", "plan", "skipped"),
    [
        ("merger", "well", []),
        ("merger", "no-is-right", ["vote", "after"]),
        ("merger", "no-was-right", ["after"]),
        ("purchasing", "well", []),
    ],
)
def test_at_the_end_a_stop_that_never_came_is_not_ticked(scenario: str, plan: str, skipped: list[str]) -> None:
    file = library()[scenario]
    wanted = read(file.parent / "plans" / scenario / f"{plan}.txt")[0]
    view = look(follow(wanted, load(file, wanted.variant_name)), "en")
    assert [s.id for s in view.stops if s.status == "skipped"] == skipped
    assert {s.status for s in view.stops if s.id not in skipped} == {"done"}


def test_headings_count_talks_and_rounds() -> None:
    headings = set()
    for seed in range(40):
        headings |= {look(play, "en").heading for play in steps(purchasing(), seed)}
    assert {"At home: talk 1 of 6", "At home: talk 6 of 6", "At the table, round 8 of 8"} <= headings
    again = {h for h in headings if h.startswith("Back at the table")}
    assert again <= {"Back at the table, round 1 of 2", "Back at the table, round 2 of 2"}
    assert not [h for h in headings if re.search(r"(\d+) of (\d+)", h) and _beyond(h)]


def _beyond(heading: str) -> bool:
    now, total = map(int, re.findall(r"(\d+) of (\d+)", heading)[0])
    return not 1 <= now <= total


def test_after_signing_at_the_last_moment_the_second_chance_has_two_rounds_as_well() -> None:
    play = play_by(purchasing(), without_errand, quiet, go, no_mandate, at_table(Decision(K.HOLD)))
    assert {e.round for e in play.log if e.decision.kind is K.ACCEPT} == {9, 12}
    seen = {h for h in _headings(play) if "Back at" in h}
    assert seen == {"Back at the table, round 1 of 2", "Back at the table, round 2 of 2"}


def test_the_second_chance_counts_from_one_in_the_notes_and_in_the_debrief_too() -> None:
    play = play_by(purchasing(), without_errand, quiet, go, no_mandate, at_table(Decision(K.HOLD)))
    now, clocks = start(play.scenario), []
    for entry in play.log:
        now = decide(now, entry.decision)
        if now.state.reopened and now.phase == "table" and (clock := look(now, "en").clock):
            clocks.append(clock.label)
    assert {*clocks} == {"Round 1 of 2", "Round 2 of 2"}
    places = [step.place for step in debrief(play, "en").steps]
    assert "At the table, round 8" in places
    assert "Back at the table, round 1" in places
    assert not [place for place in places if "round 10" in place]


def test_after_a_refusal_the_form_starts_with_what_was_asked() -> None:
    seen = []
    now = start(purchasing())
    for entry in play_by(purchasing(), without_errand, quiet, go, no_mandate, at_table(Decision(K.HOLD))).log:
        now = decide(now, entry.decision)
        if form := look(now, "en").mandate:
            seen.append([issue.selected for issue in form.issues])
    assert [None, None, None] in seen
    assert [[100], [8], [30]] in seen


def test_the_debrief_says_what_was_asked_and_which_way_you_went() -> None:
    play = play_by(purchasing(), without_errand, quiet, go, no_mandate, at_table(Decision(K.HOLD)))
    said = [step.said for step in debrief(play, "en").steps]
    assert "asking for a mandate (price per pump: €10,000; lead time: eight weeks; payment term: thirty days)" in said
    assert "That's enough talking at home: on to the mandate." in said


def _headings(play: Play) -> list[str]:
    found, now = [], start(play.scenario)
    for entry in play.log:
        now = decide(now, entry.decision)
        found.append(look(now, "en").heading)
    return found


def test_guesses_are_there_for_whom_you_listened_to_and_in_words() -> None:
    play = play_by_until_table()
    builder = look(play, "en").builder
    assert builder is not None
    listened = {f for f, of in play.state.factions.items() if of.listened}
    assert len([g for g in builder.guesses if g.texts]) == len(listened) > 0
    for guess in builder.guesses:
        for options_ in guess.texts.values():
            assert not any(char.isdigit() for text in options_.values() for char in text)


def play_by_until_table() -> Play:
    """A good game up to the first package."""
    habit = skilled("home", "leaving", "mandate", "table")
    play = start(purchasing())
    while look(play, "en").builder is None:
        decision = habit(play)
        assert decision is not None
        play = decide(play, decision)
    return play


def test_notes_hold_what_was_told_heard_and_agreed() -> None:
    play = play_by(purchasing(), skilled("home", "leaving", "mandate", "table", "private", "recess", "report", "vote"))
    notes = {note.id: note.items for note in look(play, "en").notes}
    ledger = [row.side for row in look(play, "en").ledger]
    assert ledger.count("told") == len(play.state.told) > 0
    assert ledger.count("heard") == len(play.state.heard) > 0
    assert len(notes["mandate"]) == 3
    assert any("price" in line.lower() for line in notes["mandate"])


def test_templates_can_be_filled_from_what_the_view_shows() -> None:
    play = play_by_until_table()
    view = look(play, "nl")
    assert view.builder is not None
    chosen = {i.id: i.options[-1].id for i in view.builder.issues}
    after = decide(play, read_decision({"kind": "package", "package": json.loads(json.dumps(chosen))}))
    assert after.state.own_package == (88, 2, 90)
    assert filled(play, options(play)[0], Random(0)).package is not None
