"""The conversation in words, from the events of random games."""

import re
from itertools import pairwise

import pytest

from course.locale import area
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.passages import Passage, history
from course.roleplay.play import Play, decide, options
from course.roleplay.wording import capitalised
from tests.roleplay.lab import at_table, go, no_mandate, package, play_by, purchasing, quiet, without_errand
from tests.roleplay.random_games import steps

K = DecisionKind
KINDS = {"you", "reply", "situation", "offer", "answer", "news", "vote"}
TROUBLE = re.compile(r"\{|\}|None|  |\s[,.;:!?](?!\.)|^[,.;:!?]|Text\(")


def spoken(play: Play, language: str) -> list[Passage]:
    """The whole conversation."""
    earlier, now = history(play, language)
    return [*earlier, *now]


@pytest.mark.parametrize("seed", range(50))
def test_the_whole_conversation_reads_in_both_languages(seed: int) -> None:
    play = steps(purchasing(), seed)[-1]
    for language in ("en", "nl"):
        passages = spoken(play, language)
        assert len(passages) > len(play.log) / 2
        for passage in passages:
            assert passage.kind in KINDS
            assert passage.text
            assert not TROUBLE.search(passage.text.replace("\n", " ")), passage.text
    assert [p.kind for p in spoken(play, "en")] == [p.kind for p in spoken(play, "nl")]
    assert [p.speaker and p.speaker.id for p in spoken(play, "en")] == [
        p.speaker and p.speaker.id for p in spoken(play, "nl")
    ]


def test_all_kinds_of_passages_are_met() -> None:
    assert {p.kind for seed in range(20) for p in spoken(steps(purchasing(), seed)[-1], "en")} == KINDS


def test_you_say_exactly_what_you_chose() -> None:
    case = purchasing()
    play = steps(case, 7)[-1]
    chosen = [d for d in (e.decision for e in play.log) if d.kind is K.MOVE]
    said = [p.text for p in spoken(play, "nl") if p.kind == "you"]
    for decision in chosen:
        assert case.scenes[str(decision.scene)].moves[str(decision.move)].say.nl.strip() in said


def test_the_one_who_spoke_at_the_mandate_meeting_stays_the_one_who_spoke() -> None:
    """Trust moves on; the conversation of then does not."""
    play = play_by(purchasing(), without_errand, quiet, no_mandate, go, at_table(Decision(K.WALK)))
    first = next(i for i, e in enumerate(play.log) if e.decision.kind is K.MANDATE)
    event = play.log[first].events[0]
    assert event.values["who"] in play.game.factions
    assert event.values["agreed"] is False


def test_an_offer_names_what_moved() -> None:
    play = play_by(purchasing(), without_errand, quiet, no_mandate, go, at_table(package(96, 4, 60)))
    offers = [p for p in spoken(play, "en") if p.kind == "offer"]
    assert len(offers) >= 8
    assert all(p.speaker is not None and p.speaker.id == "joris" for p in offers)
    assert all(one.text != next_.text for one, next_ in pairwise(offers)), "nobody says the same thing twice in a row"


def test_phrases_exist_for_every_reaction_in_the_code() -> None:
    needed = {"accepted", "answer", "you_accept", "you_walk", "no_answer", "recess_start", "recess_back", "broke_off"}
    needed |= {
        "opening",
        "reopened",
        "moved",
        "traded",
        "traded_known",
        "unmoved",
        "unmoved_hold",
        "repeated",
        "extreme",
        "last_offer",
    }
    needed |= {f"told_{kind}" for kind in ("interest", "constraint", "alternative", "reservation")}
    needed |= {f"poll_{feeling}" for feeling in ("low", "mid", "high")} | {"vote_yes", "vote_no", "vote_split"}
    needed |= {"mandate_agreed", "mandate_refused", "mandate_over"}
    needed |= {
        f"ending_{e}"
        for e in ("ratified_good", "ratified_thin", "rejected", "they_left", "no_deal_right", "no_deal_wrong")
    }
    assert needed - {"answer"} <= set(area("phrases"))


def test_after_a_question_in_quotes_the_sentence_goes_on() -> None:
    assert (
        capitalised("'would you?' asks Mirjam. 'not I.' and she goes")
        == "'Would you?' asks Mirjam. 'Not I.' And she goes"
    )


def test_the_last_refusal_promises_no_next_time() -> None:
    play = play_by(purchasing(), without_errand, quiet, go, no_mandate, at_table(Decision(K.HOLD)))
    (lost,) = [n for n, p in enumerate(spoken(play, "en")) if p.text == "You will have to sit down without a mandate."]
    assert "talk on" not in spoken(play, "en")[lost - 1].text


def test_walking_out_leaves_no_offer_to_poll() -> None:
    play = play_by(purchasing(), without_errand, no_mandate, _until_report, quiet, go)
    assert play.phase == "end"
    assert not [e for entry in play.log if entry.phase == "report" for e in entry.events if e.kind == "poll"]


def _until_report(play: Play) -> Decision | None:
    if play.phase == "report":
        if play.scene == "report-none":
            return Decision(K.MOVE, scene="report-none", move="what-lay-there")
        if play.scene is None and play.talks_left and "report-none" not in play.played:
            return Decision(K.TALK, scene="report-none")
    return Decision(K.WALK) if play.phase == "table" and play.scene is None else None


def test_history_grows_by_what_was_decided() -> None:
    play = steps(purchasing(), 5)[4]
    after = decide(play, options(play)[0])
    assert spoken(after, "en")[: len(spoken(play, "en"))] == spoken(play, "en")
