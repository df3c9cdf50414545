"""Reading, following and checking a play plan; what is wrong with it is said with its line and a cure."""

import re
from importlib import resources
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course.cli import app
from course.locale import area
from course.roleplay.checks import lint
from course.roleplay.load import library, load
from course.roleplay.plans import check, check_file, check_plans, parse, plans_of, read
from course.roleplay.plans.plan import WORDS
from course.roleplay.score import Part, ScoreSheet
from tests.roleplay.small import TEXT, read_text

EASY = TEXT.replace("  quota: 0.5\n", "  quota: 0.05\n")
"""The small role-play with a home that says yes to nearly everything."""

WELL = """\
# At the gate, then at the table.
talk school-gate
  say the-sum
  say turn-it        # four euros becomes: payable every day
leave
mandate price 6 5 4; menu term month
mandate menu term month; floor 20
  say your-oven
tell the-letter
propose 5 term
hold
propose 5 month
accept

=> ratified 6 month
=> score >= 20
=> heard one-oven
=> told bread-first
=> not leaked
=> not met limit_kept
"""


def lines_of(text: str) -> list[str]:
    plan, found = parse(text, "well.txt")
    scenario, broken = read_text(EASY, plan.variant_name)
    assert scenario is not None, broken
    found = found or check(plan, scenario)
    return [each.describe("en") for each in found]


def test_a_plan_that_comes_out_has_no_findings() -> None:
    assert EASY != TEXT
    assert lines_of(WELL) == []


ROWS = [
    # what, old, new, line, code, says
    ("unknown word", "hold", "holt", 11, "P003", "Did you mean 'hold'?"),
    ("a word that is nothing like one", "hold", "sigh", 11, "P003", "The words are: talk, say"),
    ("a talk with nobody", "talk school-gate", "talk", 2, "P004", "Write it like: talk"),
    ("too many words", "leave", "leave now", 5, "P004", "Write it like: leave"),
    ("unknown scene", "talk school-gate", "talk school", 2, "P012", "'school' is no scene. Correct it. Did you mean"),
    ("a sentence of another scene", "say the-sum", "say your-oven", 3, "P012", "is no move of this scene"),
    ("nobody to say it to", "talk school-gate\n", "", 2, "P013", "Possible here: talk school-gate"),
    ("not yet", "leave", "hold", 5, "P011", "Possible here: "),
    ("a scene that is done", "hold", "talk school-gate", 11, "P011", "Possible here: propose …"),
    ("a fact that is theirs", "tell the-letter", "tell one-oven", 9, "P012", "'one-oven' is no fact of own"),
    ("a fact that is ours", "tell the-letter", "ask the-letter", 9, "P012", "is no fact of other"),
    ("half a package", "propose 5 term", "propose 5", 10, "P014", "in this order: price, menu"),
    ("an option that there is not", "propose 5 term", "propose 7 term", 10, "P015", "Choose from: 6, 5, 4"),
    ("an issue that there is not", "5 4; menu", "5 4; meal", 6, "P012", "'meal' is no issue"),
    ("an option in a mandate", "price 6 5 4;", "price 6 5 3;", 6, "P015", "'3' is no option of price"),
    ("a floor without a number", "floor 20", "floor high", 7, "P004", "floor 45"),
    ("a kind of private talk that there is not", "hold", "private planed", 11, "P012", "Did you mean 'planned'?"),
    ("an agreement that there is not", "hold", "private planned secret", 11, "P012", "no agreement about secrecy"),
    ("no private talks here", "hold", "private in-passing", 11, "P011", "A private talk can be proposed once a round"),
    ("a variant too late", "hold", "variant stiff", 11, "P005", "first line"),
    ("an unknown expectation", "=> not leaked", "=> not ratified", 19, "P006", "leaked, heard, told, met"),
    ("a misspelt expectation", "=> ratified", "=> ratifeid", 15, "P006", "Did you mean 'ratified'?"),
    ("points without a number", "score >= 20", "score >= many", 16, "P004", "=> score >= 20"),
    ("a bound that there is not", "score >= 20", "score > 20", 16, "P004", "=> score >= 20"),
    ("nothing expected", "=> not leaked", "=>", 19, "P004", "=> ratified"),
    ("it ends too early", "accept\n", "", 19, "P021", "Possible here: "),
    ("it goes on after the end", "accept\n", "accept\nwalk\n", 14, "P011", "is over at this point"),
    ("another end", "ratified 6 month", "rejected", 15, "P022", "write: => ratified 6 month"),
    ("another deal", "ratified 6 month", "ratified 4 term", 15, "P022", "ends with 'ratified 6 month'"),
    ("other points", "score >= 20", "mandate 15", 16, "P023", "comes to 0."),
    ("too few points", "score >= 20", "score >= 99", 16, "P023", "should come to >= 99"),
    ("too many points", "score >= 20", "score <= 20", 16, "P023", "should come to <= 20"),
    ("heard after all", "=> heard", "=> not heard", 17, "P025", "it does happen that 'one-oven' is heard"),
    ("not met", "=> not met", "=> met", 20, "P024", "it does not happen that the check 'limit_kept' is met"),
    ("a check that there is not", "met limit_kept", "met O99", 20, "P012", "no check that counts here"),
    ("a fact that there is not", "told bread-first", "told bread", 18, "P012", "Did you mean 'bread-first'?"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "code", "says"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, line: int, code: str, says: str) -> None:
    assert WELL.count(old) == 1
    found = lines_of(WELL.replace(old, new))
    assert found[0].startswith(f"well.txt:{line}:"), found
    assert f" {code} " in found[0]
    assert says in found[0]


def test_a_refused_mandate_is_named_as_the_cause() -> None:
    asked = WELL.replace("mandate price 6 5 4; menu term month\n", "")
    plan, _ = parse(
        asked.replace("mandate menu term month; floor 20", "mandate price 6 5 4\n  say your-oven"), "well.txt"
    )
    scenario, _ = read_text(TEXT)
    assert scenario is not None
    (found,) = check(plan, scenario)
    assert found.describe("en").startswith("well.txt:7:3 P013 Nobody is waiting for an answer here, so nothing can be")
    assert "said. Home refused the mandate of line 6: leave more open there, or ask again." in found.describe("en")
    assert "Thuis weigerde het mandaat van regel 6" in found.describe("nl")


CAUSES = [
    # what, old, new, code, says
    ("told twice", "your-oven\ntell the-letter\n", "say-little\ntell the-letter\ntell bread-first\n", "P011", "line 9"),
    ("told before", "tell the-letter\n", "tell the-letter\ntell the-letter\n", "P011", "only once. Possible"),
    ("a scene that was answered", "tell the-letter\n", "say your-oven\n", "P013", "'rosa-opens' was answered on line"),
    ("a scene of another place", "tell the-letter\n", "say what-then\n", "P013", "the scene 'the-canteen', which"),
    ("no talk was opened", "talk school-gate\n", "", "P013", "'school-gate', which has not come up. Possible"),
    ("it was signed", "accept\n", "accept\nwalk\n", "P011", "The deal was signed on line 13."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "says"), [r[1:] for r in CAUSES], ids=[r[0] for r in CAUSES])
def test_the_line_that_is_the_cause_is_named(old: str, new: str, code: str, says: str) -> None:
    assert WELL.count(old) == 1
    (found,) = lines_of(WELL.replace(old, new))
    assert f" {code} " in found
    assert says in found


def test_when_they_left_the_line_is_named() -> None:
    plan, _ = parse(WELL[: WELL.index("propose")] + "propose 4 month\n" * 9, "well.txt")
    scenario, _ = read_text(EASY.replace("table: 3", "table: 9"))
    assert scenario is not None
    (found,) = check(plan, scenario)
    assert f"They left the table after line {found.line - 1}." in found.text.en


def test_a_second_question_in_one_round_names_the_first() -> None:
    file = library()["purchasing"]
    text = (file.parent / "plans/purchasing/well.txt").read_text(encoding="utf-8")
    line = text[: text.index("ask cash-soft")].count("\n") + 1
    plan, _ = parse(text.replace("ask cash-soft\n", "ask cash-soft\nask test-bench\n"), "well.txt")
    (found,) = check(plan, load(file))
    assert (found.code, found.line) == ("P011", line + 1)
    assert f" Something was asked in this round already, on line {line}: write 'hold'" in found.text.en


def test_rounding_does_not_hide_why_points_are_too_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "course.roleplay.plans.expecting.score_sheet", lambda _: ScoreSheet((Part("process", 84.96, 100, ()),))
    )
    (found,) = (each for each in lines_of(WELL.replace("score >= 20", "score >= 85")) if "P023" in each)
    assert "should come to >= 85, but it comes to 84.96" in found


def test_a_plan_without_expectations_is_told_what_it_could_expect() -> None:
    (found,) = lines_of(WELL.partition("=>")[0])
    assert " P027 " in found
    assert "=> ratified 6 month" in found


def test_lines_may_end_as_on_any_system() -> None:
    assert lines_of(WELL.replace("\n", "\r\n")) == []


def test_everything_wrong_with_the_writing_is_said_at_once() -> None:
    found = lines_of("sigh\ntalk\n=> glory\n")
    assert [line.split()[1] for line in found] == ["P003", "P004", "P006"]


@pytest.mark.parametrize("text", ["", "# only a remark\n", "\n\n", "=>ratified\n", "mandate ;;; ;\n", "\ufeffleave\n"])
def test_no_text_is_an_error_by_itself(text: str) -> None:
    assert all(re.match(r"well\.txt:\d+:\d+ P0\d\d ", line) for line in lines_of(text))


class TestFiles:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "small.yaml").write_text(EASY, encoding="utf-8")
        (tmp_path / "plans" / "small").mkdir(parents=True)
        (tmp_path / "plans" / "small" / "well.txt").write_text(WELL, encoding="utf-8")
        return tmp_path

    def test_plans_stand_beside_the_role_play(self, folder: Path) -> None:
        scenario = load(folder / "small.yaml")
        assert [file.name for file in plans_of(scenario)] == ["well.txt"]
        assert check_plans(scenario) == []
        assert check_file(folder / "plans/small/well.txt") == []

    def test_the_linter_plays_them(self, folder: Path) -> None:
        well = folder / "plans/small/well.txt"
        well.write_text(WELL.replace("score >= 20", "score >= 90"), encoding="utf-8")
        (folder / "plans/small/stiff.txt").write_text(f"variant stiff\n{WELL}", encoding="utf-8")
        found = [(Path(each.file).name, each.line, each.code) for each in lint([folder / "small.yaml"])]
        assert [each for each in found if each[2].startswith("P")] == [
            ("stiff.txt", 18, "P024"),
            ("well.txt", 16, "P023"),
        ]
        assert [each.code for each in lint([well])] == ["P023"]

    def test_a_plan_is_played_with_its_variant_and_once(self, folder: Path) -> None:
        (folder / "plans/small/stiff.txt").write_text(f"variant stiff\n{WELL}", encoding="utf-8")
        assert check_plans(load(folder / "small.yaml")) == []
        found = check_plans(load(folder / "small.yaml", "stiff"))
        assert [(each.code, Path(each.file).name) for each in found][:1] == [("P024", "stiff.txt")]
        assert found == check_file(folder / "plans/small/stiff.txt")

    def test_an_unknown_variant_is_said_once(self, folder: Path) -> None:
        (folder / "plans/small/well.txt").write_text(f"variant stif\n{WELL}", encoding="utf-8")
        (found,) = check_plans(load(folder / "small.yaml"))
        assert (found.code, found.line) == ("P016", 1)
        assert "Did you mean 'stiff'?" in found.text.en
        assert check_plans(load(folder / "small.yaml", "stiff")) == []
        assert check_file(folder / "plans/small/well.txt") == [found]

    def test_writing_mistakes_are_said_once(self, folder: Path) -> None:
        (folder / "plans/small/well.txt").write_text("sigh\n", encoding="utf-8")
        assert [f.code for f in check_plans(load(folder / "small.yaml"))] == ["P003"]
        assert check_plans(load(folder / "small.yaml", "stiff")) == []

    def test_a_plan_without_a_role_play(self, folder: Path) -> None:
        (folder / "small.yaml").unlink()
        assert [each.code for each in check_file(folder / "plans/small/well.txt")] == ["P007"]

    def test_a_file_that_cannot_be_read(self, folder: Path) -> None:
        assert [each.code for each in read(folder / "none.txt")[1]] == ["P001"]
        (folder / "latin.txt").write_bytes(b"leave\n# caf\xe9\n")
        (found,) = read(folder / "latin.txt")[1]
        assert (found.code, found.line) == ("P002", 2)


class TestCommand:
    """``course play`` with ``--plan`` and ``--save``."""

    @pytest.fixture
    def small(self, tmp_path: Path) -> Path:
        (tmp_path / "small.yaml").write_text(EASY, encoding="utf-8")
        return tmp_path / "small.yaml"

    def play(self, *arguments: object, keys: str = "") -> tuple[int, str, str]:
        result = CliRunner().invoke(app, ["play", *map(str, arguments)], input=keys)
        return result.exit_code, result.stdout, result.stderr

    def plan(self, small: Path, text: str) -> Path:
        file = small.with_name("plan.txt")
        file.write_text(text, encoding="utf-8")
        return file

    def test_a_plan_is_told_as_a_story(self, small: Path) -> None:
        status, out, _ = self.play(small, "--plan", self.plan(small, WELL))
        assert status == 0
        told = [out.index(words) for words in ("> What did you count in that sum?", "one oven", "It came out as")]
        assert told == sorted(told)

    def test_what_is_said_stands_under_the_heading_at_which_it_is_said(self, small: Path) -> None:
        out = self.play(small, "--plan", self.plan(small, WELL))[1]
        home, way, table = (
            out.index(f"— {words}") for words in ("At home: talk 1", "The mandate", "At the table, round 1")
        )
        assert home < out.index("> What did you count in that sum?") < out.index("> A price that you can pay") < way
        assert table < out.index("> We come for the bread.") < out.index("— At the table, round 2")
        assert out.count("— At home: talk 1 of 2 —") == 1, "a heading stands once, and not above nothing"

    def test_in_dutch(self, small: Path) -> None:
        out = self.play(small, "--plan", self.plan(small, WELL), "--language", "nl")[1]
        assert "> Wat heb je in die som meegeteld?" in out
        assert "Het kwam uit zoals het speelplan zegt." in out

    def test_it_says_what_came_out_otherwise(self, small: Path) -> None:
        wrong = WELL.replace("score >= 20", "score >= 90")
        status, out, _ = self.play(small, "--plan", self.plan(small, wrong))
        assert status == 1
        assert "plan.txt:16:1P023" in "".join(out.split())

    def test_where_it_ends_the_reader_goes_on(self, small: Path) -> None:
        half = WELL[: WELL.index("  say turn-it")]
        status, out, _ = self.play(small, "--plan", self.plan(small, half), keys="1\nq\n")
        assert status == 0
        assert "> A price that you can pay every day" in out

    def test_where_it_cannot_go_on_it_says_so_and_the_reader_does(self, small: Path) -> None:
        stuck = WELL.replace("say turn-it", "say forty-schools")
        status, out, _ = self.play(small, "--plan", self.plan(small, stuck), keys="q\n")
        assert status == 0
        told = "".join(out.split())  # a long path is wrapped
        assert told.index("plan.txt:4:3P012") < told.index("Youstopped")

    def test_a_plan_that_cannot_be_read_is_not_played(self, small: Path) -> None:
        status, out, err = self.play(small, "--plan", self.plan(small, "sigh\n"))
        assert (status, out) == (2, "")
        assert "plan.txt:1:1 P003" in err

    def test_a_variant_can_be_played(self, small: Path) -> None:
        assert self.play(small, "--variant", "stiff", keys="q\n")[0] == 0
        status, _, err = self.play(small, "--variant", "stif")
        assert status == 2
        assert "Did you mean 'stiff'?" in err

    def test_a_game_is_saved_as_a_plan_that_plays_it_again(self, small: Path) -> None:
        saved = small.parent / "plans" / "small" / "mine.txt"
        status, out, _ = self.play(small, "--plan", self.plan(small, WELL), "--save", saved)
        assert status == 0
        assert f"Saved as a play plan: {saved}" in out
        assert "=> ratified 6 month" in saved.read_text(encoding="utf-8")
        assert check_plans(load(small)) == []

    def test_what_was_played_before_stopping_is_saved_too(self, small: Path) -> None:
        saved = small.parent / "half.txt"
        self.play(small, "--save", saved, keys="1\n1\nq\n")
        assert saved.read_text(encoding="utf-8") == "talk school-gate\n  say the-sum\n"

    def test_a_plan_that_is_there_stays(self, small: Path) -> None:
        mine = self.plan(small, WELL)
        status, _, err = self.play(small, "--save", mine)
        assert (status, "is there already" in err) == (2, True)
        assert mine.read_text(encoding="utf-8") == WELL


def test_every_decision_has_a_word() -> None:
    """A decision that a plan cannot write could not be saved."""
    from course.roleplay.decision import DecisionKind  # noqa: PLC0415

    assert {str(word.kind) for word in WORDS.values()} == {kind.value for kind in DecisionKind}


def test_every_code_of_plans_is_used_and_every_used_one_is_there() -> None:
    written = {code for code in area("findings") if re.fullmatch(r"P[0-9]{3}", code)}
    files = (Path(str(resources.files("course"))) / "roleplay" / "plans").glob("*.py")
    used = {code for file in files for code in re.findall(r'"(P[0-9]{3})"', file.read_text(encoding="utf-8"))}
    assert used == written
