from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from analysis import __main__, writing


@contextmanager
def full_disk(left: int = 4096) -> Iterator[None]:
    """No file can grow beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (left, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_an_export_that_fails_leaves_the_file_that_was_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.csv"
    target.write_text("good")
    with full_disk():
        assert __main__.main(["export", "--to", str(target)]) == 1
    assert "too large" in capsys.readouterr().err
    assert target.read_text() == "good"
    assert list(tmp_path.iterdir()) == [target]
    assert __main__.main(["export", "--to", str(target)]) == 0
    assert target.stat().st_size > 4096


def test_a_new_pair_that_fails_can_be_made_again(tmp_path: Path) -> None:
    words = ["new-pair", "AUS", "NZL", str(tmp_path / "made")]
    with full_disk():
        assert __main__.main(words) == 1
    assert list(tmp_path.iterdir()) == []
    assert __main__.main(words) == 0


def test_what_cannot_be_written_is_named_as_it_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError) as raised:
        writing.folder(tmp_path / "file" / "made", {"one": b"1"})
    assert str(raised.value).endswith(f"'{tmp_path / 'file' / 'made'}'")


def test_a_link_goes_on_leading_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    writing.file(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"new"


def test_other_files_of_a_folder_are_kept(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"mine")
    writing.folder(tmp_path, {"one": b"1"})
    assert {path.name for path in tmp_path.iterdir()} == {"one", "other"}
