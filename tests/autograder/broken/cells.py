"""What students and programs do to cells."""

from typing import Any

from tests.autograder.broken.case import MISSING, WRITTEN, Stock, alone, case, edit, silent
from tests.autograder.classes import HandIn


def place(cell: Any) -> Any:
    """nbgrader's metadata of a cell."""
    return cell["metadata"]["nbgrader"]


@case("cell_deleted", tried=True, stock=Stock.BY_HAND)
def deleted(hand_in: HandIn) -> None:
    """A graded cell was deleted."""
    edit(hand_in, lambda nb: nb["cells"].remove(hand_in.cell(nb, "q-number")))


@case("answer_deleted", written=MISSING, tried=True)
def deleted_answer(hand_in: HandIn) -> None:
    """The cell with the written answer was deleted."""
    edit(hand_in, lambda nb: nb["cells"].remove(hand_in.cell(nb, "reflection")))


@case("answer_deleted", "cell_deleted", written=MISSING, stock=Stock.BY_HAND)
def deleted_all(hand_in: HandIn) -> None:
    """No cell is left."""
    edit(hand_in, lambda nb: nb["cells"].clear())


@case("cell_duplicated", tried=True, stock=Stock.STOPS)
def duplicated(hand_in: HandIn) -> None:
    """A graded cell was copied and pasted."""
    edit(hand_in, lambda nb: nb["cells"].append(dict(hand_in.cell(nb, "q-choice"), id="copy")))


@case("cell_duplicated", stock=Stock.STOPS)
def duplicated_ids(hand_in: HandIn) -> None:
    """A graded cell stands there twice, with the same id too."""
    edit(hand_in, lambda nb: nb["cells"].append(hand_in.cell(nb, "q-choice")))


@case("cell_duplicated", tried=True, stock=Stock.STOPS)
def duplicated_answer(hand_in: HandIn) -> None:
    """The written answer stands there twice."""
    edit(hand_in, lambda nb: nb["cells"].append(dict(hand_in.cell(nb, "reflection"), id="copy")))


@case("answer_versions", written=f"{WRITTEN}\n\n---\n\nTweede.", tried=True, stock=Stock.STOPS)
def versions(hand_in: HandIn) -> None:
    """The written answer stands there in two versions."""
    edit(hand_in, lambda nb: nb["cells"].append(dict(hand_in.cell(nb, "reflection"), source="Tweede.", id="copy")))


@case(tried=True, stock=Stock.OTHERWISE)
def reordered(hand_in: HandIn) -> None:
    """The cells stand the other way round."""
    edit(hand_in, lambda nb: nb["cells"].reverse())


@case("cell_edited", tried=True)
def edited(hand_in: HandIn) -> None:
    """A locked cell says something else, and is worth a hundred times as much."""

    def change(nb: Any) -> None:
        cell = hand_in.cell(nb, "q-choice")
        cell["source"], place(cell)["points"] = "4.0", 400

    edit(hand_in, change)


@case("cell_edited")
def emptied(hand_in: HandIn) -> None:
    """A locked cell is empty."""
    edit(hand_in, lambda nb: hand_in.cell(nb, "q-choice").update(source=""))


@case("cell_retyped", tried=True)
def retyped(hand_in: HandIn) -> None:
    """A graded code cell became Markdown."""

    def change(nb: Any) -> None:
        cell = hand_in.cell(nb, "q-choice")
        cell["cell_type"] = "markdown"
        del cell["outputs"], cell["execution_count"]

    edit(hand_in, change)


@case("cell_retyped")
def retyped_raw(hand_in: HandIn) -> None:
    """A graded code cell became a raw cell."""

    def change(nb: Any) -> None:
        cell = hand_in.cell(nb, "q-number")
        cell["cell_type"] = "raw"
        del cell["outputs"], cell["execution_count"]

    edit(hand_in, change)


@case("cell_retyped", tried=True)
def retyped_answer(hand_in: HandIn) -> None:
    """The written answer became a code cell."""
    edit(
        hand_in,
        lambda nb: hand_in.cell(nb, "reflection").update(cell_type="code", outputs=[], execution_count=None),
    )


@case("metadata_lost", tried=True, stock=Stock.BY_HAND)
def metadata_lost(hand_in: HandIn) -> None:
    """One graded cell lost its metadata."""
    edit(hand_in, lambda nb: hand_in.cell(nb, "q-choice").update(metadata={}))


@case("metadata_lost", tried=True, stock=Stock.BY_HAND)
def all_metadata_lost(hand_in: HandIn) -> None:
    """A program threw the metadata of all cells away."""

    def change(nb: Any) -> None:
        for cell in nb["cells"]:
            cell["metadata"] = {}

    edit(hand_in, change)


@case("metadata_lost", stock=Stock.BY_HAND)
def all_marks_lost(hand_in: HandIn) -> None:
    """A program threw metadata and ids away: text and place are all there is."""

    def change(nb: Any) -> None:
        for cell in nb["cells"]:
            cell["metadata"] = {}
            del cell["id"]

    edit(hand_in, change)


@case(tried=True)
def ids_lost(hand_in: HandIn) -> None:
    """The cells have no ids."""

    def change(nb: Any) -> None:
        for cell in nb["cells"]:
            del cell["id"]

    edit(hand_in, change)


@case("mended", stock=Stock.FAILS)
def ids_odd(hand_in: HandIn) -> None:
    """The ids of cells are numbers, too long, or all the same."""

    def change(nb: Any) -> None:
        for number, cell in enumerate(nb["cells"]):
            cell["id"] = [number, "x" * 100, "same", "same", None, {"id": 1}, "same"][number % 7]

    edit(hand_in, change)


@case("metadata_lost", tried=True, stock=Stock.FAILS)
def grade_id_renamed(hand_in: HandIn) -> None:
    """A grade id was renamed."""
    edit(hand_in, lambda nb: place(hand_in.cell(nb, "q-choice")).update(grade_id="mine"))


@case("cell_deleted", "cell_duplicated", "cell_edited", "metadata_lost", stock=Stock.FAILS)
def grade_id_of_another(hand_in: HandIn) -> None:
    """A cell bears the grade id of another."""

    def change(nb: Any) -> None:
        place(hand_in.cell(nb, "q-number")).update(grade_id="q-choice")
        place(hand_in.cell(nb, "classic")).update(grade_id=["q"])

    edit(hand_in, change)


@case(tried=True, stock=Stock.FAILS)
def extra_key(hand_in: HandIn) -> None:
    """nbgrader's metadata have a key that nbgrader does not know."""
    edit(hand_in, lambda nb: place(hand_in.cell(nb, "q-choice")).update(mine="yes"))


@case(tried=True, stock=Stock.FAILS)
def no_points(hand_in: HandIn) -> None:
    """A graded cell says no points."""
    edit(hand_in, lambda nb: place(hand_in.cell(nb, "q-choice")).pop("points"))


@case(stock=Stock.FAILS)
def odd_points(hand_in: HandIn) -> None:
    """The points of a graded cell are a word."""
    edit(hand_in, lambda nb: place(hand_in.cell(nb, "q-choice")).update(points="four", checksum=7))


@case(tried=True, stock=Stock.STOPS)
def schema_lost(hand_in: HandIn) -> None:
    """The schema version of a cell is lost."""
    edit(hand_in, lambda nb: place(hand_in.cell(nb, "q-choice")).pop("schema_version"))


@case(tried=True, stock=Stock.STOPS)
def schema_too_new(hand_in: HandIn) -> None:
    """The schema version of a cell is of the future."""
    edit(hand_in, lambda nb: place(hand_in.cell(nb, "q-choice")).update(schema_version=99))


@case(tried=True, stock=Stock.STOPS)
def schema_1(hand_in: HandIn) -> None:
    """All cells have metadata as nbgrader 0.5 wrote them."""

    def change(nb: Any) -> None:
        for cell in nb["cells"]:
            if "nbgrader" in cell["metadata"]:
                place(cell)["schema_version"] = 1
                del place(cell)["task"]

    edit(hand_in, change)


@case(stock=Stock.STOPS)
def schema_2(hand_in: HandIn) -> None:
    """All cells have metadata as nbgrader 0.6 wrote them."""

    def change(nb: Any) -> None:
        for cell in nb["cells"]:
            if "nbgrader" in cell["metadata"]:
                place(cell)["schema_version"] = 2
                del place(cell)["task"]

    edit(hand_in, change)


@case("metadata_lost", stock=Stock.FAILS)
def metadata_no_object(hand_in: HandIn) -> None:
    """nbgrader's metadata are a word and a list."""

    def change(nb: Any) -> None:
        odd = hand_in.cell(nb, "q-choice"), hand_in.cell(nb, "q-number")
        odd[0]["metadata"]["nbgrader"], odd[1]["metadata"]["nbgrader"] = "yes", [1]

    edit(hand_in, change)


@case(stock=Stock.FAILS)
def flags_turned(hand_in: HandIn) -> None:
    """A graded cell calls itself ungraded and an answer of the student's."""
    edit(
        hand_in,
        lambda nb: place(hand_in.cell(nb, "q-choice")).update(grade=False, solution=True, locked=False),
    )


@case("own_cells", tried=True)
def own_cells(hand_in: HandIn) -> None:
    """The student added cells, one of which writes a file."""

    def change(nb: Any) -> None:
        code = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": 1}
        nb["cells"].insert(0, {**code, "source": "open('x', 'w')", "id": "own"})
        nb["cells"].append({"cell_type": "markdown", "metadata": {}, "source": "Kladje.", "id": "own-2"})

    edit(hand_in, change)


@case("cell_edited", "own_cells", tried=True)
def split(hand_in: HandIn) -> None:
    """A locked cell was split in two."""

    def change(nb: Any) -> None:
        cell = hand_in.cell(nb, "begin")
        head, _, tail = cell["source"].partition("\n\n")
        cell["source"] = head
        nb["cells"].insert(2, {**cell, "metadata": {}, "source": tail, "id": "tail"})

    edit(hand_in, change)


@case("cell_deleted", "cell_edited", tried=True, stock=Stock.BY_HAND)
def merged(hand_in: HandIn) -> None:
    """Two locked cells were merged into one."""

    def change(nb: Any) -> None:
        cell, other = hand_in.cell(nb, "q-choice"), hand_in.cell(nb, "q-number")
        cell["source"] += "\n\n" + other["source"]
        cell["outputs"] += other["outputs"]
        nb["cells"].remove(other)

    edit(hand_in, change)


@case(written=MISSING)
def answer_emptied(hand_in: HandIn) -> None:
    """The written answer is white space."""
    edit(hand_in, lambda nb: hand_in.cell(nb, "reflection").update(source=" \n\t\n"))


@case(written=MISSING)
def answer_stub_of_the_other_language(hand_in: HandIn) -> None:
    """The written answer is the stub, in whichever language."""
    edit(hand_in, lambda nb: hand_in.cell(nb, "reflection").update(source="*Write your answer here.*"))


@case("own_cells", "answer_deleted", written=MISSING)
def answer_elsewhere(hand_in: HandIn) -> None:
    """The written answer was cut out and typed into a cell at the top."""

    def change(nb: Any) -> None:
        cell = hand_in.cell(nb, "reflection")
        nb["cells"].remove(cell)
        nb["cells"].insert(0, {**cell, "metadata": {}, "id": "mine"})

    edit(hand_in, change)


@case("no_answers", points={"q-choice": 0.0, "q-number": 0.0, "classic": None}, tried=True)
def outputs_cleared(hand_in: HandIn) -> None:
    """Outputs were cleared before handing in, and the journal stayed at home."""
    silent(hand_in)
    alone(hand_in)


@case("answer_beside")
def answer_below(hand_in: HandIn) -> None:
    """The written answer was typed into new cells below the one that is meant for it."""

    def change(nb: Any) -> None:
        cell = hand_in.cell(nb, "reflection")
        cell["source"] = "*Write your answer here.*"
        new: dict[str, Any] = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
        nb["cells"] += [{**new, "source": WRITTEN, "id": "new"}, {**new, "source": "", "id": "empty"}]

    edit(hand_in, change)
