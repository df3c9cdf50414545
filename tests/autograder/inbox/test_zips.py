"""Zip files with more entries than anybody packs are not even opened: their list of contents fills the memory."""

import io
import zipfile
from pathlib import Path

import pytest

from autograder.inbox.zips import CrowdedZipError, open_zip


def zipped(count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.ipynb", b"{}")
    return out.getvalue()


@pytest.mark.parametrize(("count", "most", "opens"), [(0, 0, True), (3, 3, True), (4, 3, False), (900, 3, False)])
def test_only_as_many_entries_as_may_be(count: int, most: int, opens: bool, tmp_path: Path) -> None:  # noqa: FBT001
    raw = zipped(count)
    (tmp_path / "a.zip").write_bytes(raw)
    for file in (tmp_path / "a.zip", io.BytesIO(raw)):
        if opens:
            with open_zip(file, most) as found:
                assert len(found.infolist()) == count
        else:
            with pytest.raises(CrowdedZipError):
                open_zip(file, most)


def test_an_entry_is_counted_wherever_the_file_is_cut_for_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.inbox.zips._CHUNK", 7)
    raw = zipped(20)
    with open_zip(io.BytesIO(raw), 20) as found:
        assert len(found.infolist()) == 20
    with pytest.raises(CrowdedZipError):
        open_zip(io.BytesIO(raw), 19)
