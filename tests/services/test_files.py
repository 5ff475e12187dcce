"""Files are written whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from muster.services.files import write_file, write_files
from muster.services.ports import MusterError


def test_a_file_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "claim.pdf"
    path.write_bytes(b"old and longer")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "target.pdf").write_bytes(b"old")
    link = tmp_path / "claim.pdf"
    try:
        link.symlink_to("target.pdf")
    except OSError:
        pytest.skip("this system lets only administrators make links")
    write_file(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "target.pdf").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full; make room and try again"),
        (errno.EROFS, "the disk is read-only; choose another place"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_when_writing_fails_every_file_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_bytes(b"old")
    written = iter((True, False))

    def fsync(_descriptor: int) -> None:
        if not next(written):
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(MusterError) as caught:
        write_files({one: b"new", two: b"new"})
    assert str(caught.value) == f"{two} cannot be written: {said}."
    assert one.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [one]


def test_a_read_only_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "claim.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with pytest.raises(MusterError, match="access is denied; choose another place or change its permissions"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(MusterError, match="there is a folder of that name"):
        write_file(tmp_path, b"new")
