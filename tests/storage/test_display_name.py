from pathlib import Path

import pytest

from muster.services.ports import MusterError
from muster.storage.display_name import read_name, write_name


def test_a_name_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "config" / "display-name.txt"
    assert read_name(file) == ""
    assert write_name(file, "  Edith Łowry ") == "Edith Łowry"
    assert read_name(file) == "Edith Łowry"
    assert write_name(file, " ") == ""
    assert read_name(file) == ""


@pytest.mark.parametrize("name", ["x" * 101, "a\nb", "a\0b"])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(MusterError, match="at most 100"):
        write_name(tmp_path / "name.txt", name)


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(MusterError, match="cannot be kept"):
        write_name(tmp_path / "file" / "name.txt", "Edith")


def test_a_file_of_something_else_is_no_name(tmp_path: Path) -> None:
    (tmp_path / "name.txt").write_bytes(b"\xff\xfe")
    assert read_name(tmp_path / "name.txt") == ""
