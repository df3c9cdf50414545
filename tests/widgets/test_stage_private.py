"""Private talks on the stage: what the page tells of them, the ledger in words, the figure of what got out."""

import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from course.locale import LANGUAGES, Language
from course.roleplay.debrief import debrief
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.load import load
from course.roleplay.page import Debrief, Leak, as_data
from course.roleplay.play import Play, decide, start
from course.roleplay.scenario import Scenario
from course.roleplay.terminal import play as play_in_terminal
from course.roleplay.view import look
from course.widgets.bundle import styles
from course.widgets.exposure import exposure
from course.widgets.playing import Playing
from course.widgets.plots import plots
from course.widgets.session import open_session
from course.widgets.stage import _STYLES, Stage
from tests.roleplay.small import TEXT, read_text

K = DecisionKind
COFFEE = Path(__file__).parents[1] / "roleplay" / "fixtures" / "coffee.yaml"
END, HOLD = Decision(K.LEAVE), Decision(K.HOLD)
AGREE = Decision(K.MOVE, scene="first-sip", move="agree")
SPILL = Decision(K.MOVE, scene="first-sip", move="spill")
TRADE = Decision(K.MOVE, scene="second-sip", move="trade")
SILENT = Decision(K.MOVE, scene="second-sip", move="nothing")
TELL = Decision(K.DISCLOSURE, fact="budget")
CHECK = Decision(K.VERIFY, fact="rival")


def talk(*decisions: Decision, variant: str | None = None) -> Play:
    """The talk over coffee, after these decisions; it begins without preparing."""
    play = start(load(COFFEE, variant))
    for decision in (END, *decisions):
        play = decide(play, decision)
    return play


# ---------------------------------------------------------------------- the ledger


@pytest.mark.parametrize(
    ("decisions", "says"),
    [
        ((AGREE, SILENT), ""),
        ((AGREE, TRADE), "You gave about as much as you got."),
        ((AGREE, TRADE, TELL), "On balance you gave more than you got."),
        ((SPILL,), "On balance you gave more than you got."),
        ((SPILL, CHECK), "You gave about as much as you got."),
    ],
)
def test_the_balance_is_said_in_words_and_never_in_numbers(decisions: Sequence[Decision], says: str) -> None:
    balance = look(talk(*decisions), "en").balance
    assert balance == says
    assert not re.search(r"\d", balance)


def test_the_balance_tells_only_what_a_student_can_know() -> None:
    """An untruth counts like a truth until somebody checks it."""
    honest, untrue = talk(SPILL), talk(SPILL, variant="unreliable")
    assert look(honest, "en").balance == look(untrue, "en").balance
    assert look(decide(honest, CHECK), "en").balance != look(decide(untrue, CHECK), "en").balance


@pytest.mark.parametrize(
    ("variant", "checked", "playing", "afterwards", "untrue"),
    [
        (None, False, "not checked", "it was true, but you did not check it", False),
        (None, True, "checked: it is true", "checked: it is true", False),
        ("unreliable", False, "not checked", "not true, and you did not find out", True),
        ("unreliable", True, "checked: it is not true", "checked: it is not true", True),
    ],
)
def test_how_sure_it_is_and_afterwards_whether_it_was_true(
    variant: str | None, playing: str, afterwards: str, *, checked: bool, untrue: bool
) -> None:
    play = talk(SPILL, *[CHECK] * checked, variant=variant)
    (now,) = (row for row in look(play, "en").ledger if row.side == "heard")
    assert now.sure == playing
    (then,) = (row for row in debrief(decide(play, END), "en").ledger if row.side == "heard")
    assert (then.sure, then.untrue) == (afterwards, untrue)


def test_what_cannot_be_checked_was_true_and_says_so_only_afterwards() -> None:
    play = talk(AGREE, TRADE)
    assert [row.sure for row in look(play, "en").ledger] == ["", ""]
    assert [row.sure for row in debrief(decide(play, END), "en").ledger] == ["", "it was true"]


# ---------------------------------------------------------------------- what got out


def lunch() -> Scenario:
    """The small role-play, with private talks from its table."""
    text = TEXT.replace("  - table: 3\n", "  - table: 3\n  - private: 3\n").replace(
        "agenda:", "leak_limit: 0.3\nagenda:"
    )
    scenario, findings = read_text(text)
    assert scenario is not None, findings
    return scenario


def eaten(*facts: str) -> Debrief:
    """The lunch after these facts were told in passing, and home was told nothing."""
    play = decide(start(lunch()), END)
    while play.phase == "mandate":
        play = decide(play, Decision(K.MANDATE, allowed={}))
    play = decide(play, Decision(K.MOVE, scene="rosa-opens", move="say-little"))
    play = decide(play, Decision(K.PRIVATE, form="in-passing", label="between-us"))
    for fact in facts:
        play = decide(decide(play, Decision(K.DISCLOSURE, fact=fact)), HOLD)
    if play.phase == "private":
        play = decide(play, END)
    return debrief(decide(play, Decision(K.WALK)), "en")


@pytest.mark.parametrize(
    ("facts", "leaked", "says"),
    [
        (("bread-first",), False, "Home did not know beforehand that such talks might be."),
        (("bread-first", "the-letter"), True, "home heard it from others"),
    ],
)
def test_the_sentence_says_whether_home_knew(facts: tuple[str, ...], leaked: bool, says: str) -> None:  # noqa: FBT001
    found = eaten(*facts).leak
    assert found is not None
    assert (found.leaked, found.announced) == (leaked, False)
    assert says in found.sentence


def test_without_a_home_nobody_asks_whether_home_knew() -> None:
    found = debrief(talk(SPILL, END), "en").leak
    assert found is not None
    assert found.announced is None
    assert "ome" not in found.sentence


@pytest.mark.parametrize(("language", "shown"), [("en", "0.35"), ("nl", "0,35")])
def test_the_figure_says_what_the_table_says(language: Language, shown: str) -> None:
    found = debrief(talk(SPILL, END), language)
    plot = plots(found, language)["leak"]
    assert found.leak is not None
    assert plot["sentence"] == found.leak.sentence
    assert shown in plot["alt"]
    assert plot["light"] != plot["dark"]


def test_a_figure_can_be_drawn_of_any_exposure() -> None:
    for value, limit in ((0.01, 0.6), (0.6, 0.6), (3.0, 0.3)):
        plot = exposure(Leak(value, limit, value >= limit, "A sentence.", None), "en")
        assert plot["light"].startswith("data:image/svg+xml")


@pytest.mark.parametrize(
    ("decisions", "figures"), [((AGREE, SILENT, END), {"radar"}), ((AGREE, TRADE, END), {"radar", "leak"})]
)
def test_a_duet_has_no_figure_of_packages_and_none_of_nothing(decisions: Sequence[Decision], figures: set[str]) -> None:
    found = debrief(talk(*decisions), "en")
    assert set(plots(found, "en")) == figures
    assert (found.outcomes, found.marks, found.path, found.votes) == ((), (), (), ())


# ---------------------------------------------------------------------- the page


def stage(folder: Path, language: Language) -> Stage:
    session = open_session("coffee", language, folder)
    return Stage(
        Playing("coffee", load(COFFEE, "unreliable"), session, language, lambda *_: load(COFFEE, "unreliable"))
    )


def click(widget: Stage, *decisions: Decision) -> None:
    for decision in decisions:
        widget._receive(widget, {"kind": "decide", "seq": widget.page["seq"], "decision": decision.as_data()}, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_holds_the_place_the_agreement_and_the_ledger(tmp_path: Path, language: Language) -> None:
    widget = stage(tmp_path, language)
    assert widget.page["view"]["private"] is None
    click(widget, END)
    view = widget.page["view"]
    assert (view["place"], view["private"]["label"], view["private"]["turns"]) == ("private", "between-us", 4)
    assert view["private"]["heading"]
    assert view["private"]["sentence"]
    click(widget, SPILL)
    view = widget.page["view"]
    assert [row["side"] for row in view["ledger"]] == ["told", "heard"]
    assert view["balance"]
    click(widget, END)
    page = widget.page
    assert set(page["plots"]) == {"leak", "radar"}
    assert page["debrief"]["leak"]["leaked"] is True
    assert page["debrief"]["ledger"][1]["untrue"] is True


def test_the_pictures_are_there(tmp_path: Path) -> None:
    widget = stage(tmp_path, "en")
    assert set(widget.pictures) == {"private", "lamp"}
    assert all(svg.startswith("<svg") for svg in widget.pictures.values())


def test_nothing_of_what_is_hidden_is_on_the_page() -> None:
    """While playing: no balance in numbers, no exposure, and nothing of what is untrue."""
    data = as_data(look(talk(SPILL, variant="unreliable"), "en"))
    assert data["balance"] == "On balance you gave more than you got."
    assert "exposure" not in str(data)
    assert "'untrue': True" not in str(data)


# ---------------------------------------------------------------------- how it looks


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As WCAG counts it; letters need 4.5."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_words_at_the_doorway_can_be_read_in_light_and_in_dark() -> None:
    css = styles(*_STYLES)
    dusks = set(re.findall(r"--dusk: (#\w{6})", css))
    words = {name: re.search(rf"--{name}: (#\w{{6}})", css) for name in ("on-dusk", "dusk-soft", "glow")}
    assert len(dusks) == 2
    for dusk in dusks:
        for name, found in words.items():
            assert found is not None, name
            assert contrast(dusk, found[1]) >= 4.5, (dusk, name)


# ---------------------------------------------------------------------- the terminal


def told_in_terminal(*answers: str, language: Language = "en") -> str:
    out, given = StringIO(), iter(answers)

    def ask(_: str) -> str:
        found = next(given, None)
        if found is None:
            raise EOFError
        return found

    play_in_terminal(COFFEE, language, ask, Console(file=out, width=300), variant="unreliable")
    return out.getvalue()


def test_in_the_terminal_the_agreement_is_said_once_when_it_changes() -> None:
    text = told_in_terminal("2", "1", "1", "3", "1")
    assert text.count("Agreed about this talk: Nothing but 'between us'") == 1
    assert text.count("neither quotes the other") == 1


def test_in_the_terminal_the_ledger_stands_among_the_notes() -> None:
    text = told_in_terminal("2", "2", "n")
    assert "You: We stop at 415. (limit; in private, between us)" in text
    assert "They: Two hospitals want the same one. (way out; in private, between us; not checked)" in text
    assert "On balance you gave more than you got." in text
    assert text.count("We stop at 415.") == 4, (
        "in what you said, in what you know, in the ledger, and in no second list"
    )


def test_in_the_terminal_the_end_tells_what_got_out_and_what_was_untrue() -> None:
    text = told_in_terminal("2", "2", "5")
    assert "You: We stop at 415. (limit; weight 1.0; in private, between us)" in text
    assert "not true, and you did not find out" in text
    assert "Did it stay between you?" in text
    assert "exposure 0.35; limit 0.30" in text
