"""What can be wrong with the files of a hand-in: their names, their places, what stands beside them."""

import io
import json
import os
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.autograder.broken.case import (
    EARLIER,
    LATER,
    MISSING,
    NOTHING,
    WRITTEN,
    WRONG,
    Seen,
    Stock,
    alone,
    another,
    case,
    silent,
)
from tests.autograder.classes import HandIn

PIPE = "wait"


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip with these files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as opened:
        for name, content in files.items():
            opened.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def both(hand_in: HandIn) -> dict[str, bytes]:
    """The two files of a hand-in, taken out of the folder."""
    found = {file.name: file.read_bytes() for file in (hand_in.file, hand_in.journal)}
    hand_in.file.unlink()
    hand_in.journal.unlink()
    return found


# -- names


@case("renamed", tried=True, stock=Stock.FAILS)
def renamed(hand_in: HandIn) -> None:
    """The notebook has another name."""
    hand_in.file.rename(hand_in.folder / "Anna Jansen - mini (definitief).ipynb")


@case("renamed", stock=Stock.FAILS)
def downloaded_twice(hand_in: HandIn) -> None:
    """A browser numbered the file."""
    hand_in.file.rename(hand_in.folder / "mini (1).ipynb")


@case("renamed", seen=Seen.BY_OURS, stock=Stock.UNSEEN)
def ending_txt(hand_in: HandIn) -> None:
    """Windows hid the ending and the mail program added another: mini.ipynb.txt."""
    hand_in.file.rename(hand_in.folder / "mini.ipynb.txt")


@case("renamed", seen=Seen.BY_OURS, stock=Stock.UNSEEN)
def ending_json(hand_in: HandIn) -> None:
    """Safari added the ending that it finds right: mini.ipynb.json."""
    hand_in.file.rename(hand_in.folder / "mini.ipynb.json")


@case("renamed", seen=Seen.BY_OURS, stock=Stock.UNSEEN)
def ending_upper(hand_in: HandIn) -> None:
    """The ending is in capitals."""
    hand_in.file.rename(hand_in.folder / "MINI.IPYNB")


@case("journal_renamed", stock=Stock.BLIND)
def journal_renamed(hand_in: HandIn) -> None:
    """A browser numbered the journal."""
    silent(hand_in)
    hand_in.journal.rename(hand_in.folder / "answers (1).jsonl")


@case("journal_renamed", stock=Stock.BLIND)
def journal_ending_txt(hand_in: HandIn) -> None:
    """The journal became answers.jsonl.txt."""
    silent(hand_in)
    hand_in.journal.rename(hand_in.folder / "answers.jsonl.txt")


# -- something is missing


@case("no_notebook", written=MISSING, seen=Seen.BY_OURS, tried=True, stock=Stock.UNSEEN)
def journal_only(hand_in: HandIn) -> None:
    """Only the journal was handed in."""
    hand_in.file.unlink()


@case("no_answers", points=NOTHING, written=MISSING)
def untouched(hand_in: HandIn) -> None:
    """The notebook came as it was released, and nothing else."""
    shutil.copy(hand_in.folder.parents[2] / "release" / hand_in.folder.name / hand_in.file.name, hand_in.file)
    alone(hand_in)


@case(seen=Seen.REFUSED, tried=True, stock=Stock.UNSEEN)
def empty_folder(hand_in: HandIn) -> None:
    """The folder is empty."""
    both(hand_in)


@case(seen=Seen.REFUSED, stock=Stock.UNSEEN)
def document_only(hand_in: HandIn) -> None:
    """A document was handed in, and no notebook."""
    both(hand_in)
    (hand_in.folder / "verslag.docx").write_bytes(pack({"word/document.xml": b"<w/>"}))


@case("files_aside", "no_notebook", written=MISSING, stock=Stock.FAILS)
def notebook_a_folder(hand_in: HandIn) -> None:
    """Where the notebook should be stands an empty folder of its name."""
    hand_in.file.unlink()
    hand_in.file.mkdir()


@case("files_aside", "no_journal")
def journal_a_folder(hand_in: HandIn) -> None:
    """Where the journal should be stands a folder of its name."""
    alone(hand_in)
    hand_in.journal.mkdir()
    (hand_in.journal / "x.txt").touch()


# -- somewhere else


@case("renamed", "journal_renamed", seen=Seen.BY_OURS, tried=True, stock=Stock.UNSEEN)
def in_a_folder(hand_in: HandIn) -> None:
    """A folder was handed in, with the files in it."""
    (hand_in.folder / "mijn werk/mini").mkdir(parents=True)
    for name, content in both(hand_in).items():
        (hand_in.folder / "mijn werk/mini" / name).write_bytes(content)


@case("renamed", "journal_renamed", seen=Seen.BY_OURS, stock=Stock.UNSEEN)
def in_a_zip(hand_in: HandIn) -> None:
    """A zip was handed in."""
    packed = pack({f"mini/{name}": content for name, content in both(hand_in).items()})
    (hand_in.folder / "mini.zip").write_bytes(packed)


@case("renamed", "journal_renamed", seen=Seen.BY_OURS, stock=Stock.UNSEEN)
def in_three_zips(hand_in: HandIn) -> None:
    """A zip in a zip in a zip, with what a Mac adds."""
    inner = pack({**both(hand_in), "__MACOSX/._mini.ipynb": b"\x00"})
    packed = pack({"b.zip": pack({"a.zip": inner})})
    (hand_in.folder / "Inlevering.ZIP").write_bytes(packed)


@case(seen=Seen.REFUSED, stock=Stock.UNSEEN)
def zip_broken(hand_in: HandIn) -> None:
    """A zip was handed in that broke off."""
    packed = pack(both(hand_in))
    (hand_in.folder / "mini.zip").write_bytes(packed[:-50])


@case("files_aside", "renamed", stock=Stock.FAILS)
def in_a_folder_of_its_name(hand_in: HandIn) -> None:
    """Unpacking made a folder mini.ipynb with the notebook in it."""
    content = hand_in.file.read_bytes()
    hand_in.file.unlink()
    hand_in.file.mkdir()
    (hand_in.file / hand_in.file.name).write_bytes(content)


# -- more than one


@case("same_again")
def same_twice(hand_in: HandIn) -> None:
    """The same notebook came twice."""
    shutil.copy(hand_in.file, hand_in.folder / "mini-Copy1.ipynb")


@case("joined", tried=True)
def work_in_the_copy(hand_in: HandIn) -> None:
    """mini.ipynb is as it was released; the work is in mini (1).ipynb."""
    shutil.copy(hand_in.file, hand_in.folder / "mini (1).ipynb")
    untouched(hand_in)


@case("joined", "answer_versions", written=f"{WRITTEN}\n\n---\n\nEerste poging.")
def earlier_copy(hand_in: HandIn) -> None:
    """An earlier notebook is there too, with wrong answers: of a question the last answer counts."""
    another(hand_in, "mini-Copy1.ipynb", *EARLIER, words="Eerste poging.")


@case("joined")
def later_copy(hand_in: HandIn) -> None:
    """The answers changed in a later notebook: the last counts, whatever the file is called."""
    hand_in.answer(WRONG)
    silent(hand_in)
    another(hand_in, "oud/mini.ipynb", *LATER, words=WRITTEN)


@case("joined")
def half_in_each(hand_in: HandIn) -> None:
    """One question was answered in one notebook and one in the other."""
    hand_in.answer(LATER[:1])
    silent(hand_in)
    another(hand_in, "mini - kopie.ipynb", LATER[1], words=WRITTEN)


@case("renamed", "same_again", stock=Stock.FAILS)
def two_strangers(hand_in: HandIn) -> None:
    """Two notebooks under names that nobody knows."""
    shutil.copy(hand_in.file, hand_in.folder / "Untitled.ipynb")
    hand_in.file.rename(hand_in.folder / "Untitled1.ipynb")


@case("other_notebook", "files_aside")
def other_notebook(hand_in: HandIn) -> None:
    """A notebook of another lesson was handed in too."""
    cell = {"cell_type": "code", "id": "x", "metadata": {}, "source": "1 + 1", "outputs": [], "execution_count": 1}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    (hand_in.folder / "les-1.ipynb").write_text(json.dumps(notebook))


@case("joined", stock=Stock.BLIND)
def two_journals(hand_in: HandIn) -> None:
    """The journal was downloaded twice, and the second knows more."""
    silent(hand_in)
    whole = hand_in.journal.read_bytes()
    (hand_in.folder / "answers (1).jsonl").write_bytes(whole)
    hand_in.journal.write_bytes(whole.splitlines(keepends=True)[0])


@case("joined", "unreadable", stock=Stock.FAILS)
def copy_of_a_broken_one(hand_in: HandIn) -> None:
    """The notebook is empty, and a good one stands beside it."""
    shutil.copy(hand_in.file, hand_in.folder / "mini (1).ipynb")
    hand_in.file.write_bytes(b"")
    silent_journal(hand_in)


def silent_journal(hand_in: HandIn) -> None:
    """The journal holds nothing."""
    hand_in.journal.write_bytes(b"")


# -- beside the work


@case("files_aside", tried=True)
def more_files(hand_in: HandIn) -> None:
    """Pictures, data and a draft came along."""
    (hand_in.folder / "foto.jpg").write_bytes(b"\xff\xd8" * 1000)
    (hand_in.folder / "data").mkdir()
    (hand_in.folder / "data/x.csv").write_text("a,b\n")


@case()
def checkpoints(hand_in: HandIn) -> None:
    """What Jupyter and a Mac leave behind came along."""
    (hand_in.folder / ".ipynb_checkpoints").mkdir()
    shutil.copy(hand_in.file, hand_in.folder / ".ipynb_checkpoints/mini-checkpoint.ipynb")
    (hand_in.folder / ".DS_Store").write_bytes(b"\x00")


@case("link", tried=True)
def link_out(hand_in: HandIn) -> None:
    """A link leads out of the folder; stock nbgrader copies what it points at to the feedback."""
    (hand_in.folder / "notes.txt").symlink_to("/etc/hostname")


@case("link", "no_notebook", written=MISSING)
def link_notebook(hand_in: HandIn) -> None:
    """The notebook is a link to somebody else's."""
    other = Path(shutil.move(hand_in.file, hand_in.folder.parents[2] / f"{hand_in.folder.parent.name}.ipynb"))
    hand_in.file.symlink_to(other)


@case("special_file", stock=Stock.FAILS)
def fifo(hand_in: HandIn) -> None:
    """Among the files stands a pipe, which would keep a reader waiting for ever."""
    os.mkfifo(hand_in.folder / PIPE)


@case("timestamp", tried=True, stock=Stock.FAILS)
def bad_timestamp(hand_in: HandIn) -> None:
    """Nobody can read the time stamp."""
    (hand_in.folder / "timestamp.txt").write_text("yesterday at tea")


@case("timestamp")
def empty_timestamp(hand_in: HandIn) -> None:
    """The time stamp is an empty file."""
    (hand_in.folder / "timestamp.txt").touch()
