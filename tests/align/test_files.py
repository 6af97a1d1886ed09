"""Files appear whole or not at all, and never through somebody else's file."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from pullquote.align.errors import OutputError
from pullquote.align.files import sweep, whole_file, write_bytes, write_text


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with whole_file(path) as temporary:
        temporary.write_text("half")
        assert not path.exists()
    assert path.read_text() == "half"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(KeyError), whole_file(path) as temporary:
        temporary.write_text("new")
        raise KeyError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["a.txt.part", ".pullquote-0.part", "a.part"])
def test_no_existing_file_is_taken_for_a_temporary(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("a recording")
    write_text(tmp_path / "a.txt", "new")
    assert (tmp_path / name).read_text() == "a recording"


def test_of_many_that_may_not_replace_exactly_one_wins(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    start = threading.Barrier(8)
    outcomes: list[bool] = []

    def write(number: int) -> None:
        start.wait()
        try:
            write_bytes(path, bytes([number]) * 100_000, replace=False)
            outcomes.append(True)
        except OutputError as error:
            assert "exists already" in str(error)
            outcomes.append(False)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False] * 7 + [True]
    assert len(set(path.read_bytes())) == 1
    assert list(tmp_path.iterdir()) == [path]


def test_without_hard_links_the_name_is_claimed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)
    write_text(tmp_path / "a.txt", "one", replace=False)
    with pytest.raises(OutputError, match="exists already"):
        write_text(tmp_path / "a.txt", "two", replace=False)
    assert (tmp_path / "a.txt").read_text() == "one"


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    real.write_text("old")
    link = tmp_path / "link.txt"
    link.symlink_to(real)
    write_text(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_devices_pipes_and_folders_are_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    device = tmp_path / "null"
    device.symlink_to("/dev/null")
    for path in (pipe, device, Path("/dev/null")):
        with pytest.raises(OutputError, match="not a regular file"):
            write_text(path, "x")
    with pytest.raises(OutputError, match="is a folder"):
        write_text(tmp_path, "x")
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(OutputError):
        write_text(loop, "x")


def test_new_files_have_the_permissions_that_the_user_wants(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_text(tmp_path / "a.txt", "x")
    finally:
        os.umask(before)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640


def test_what_a_killed_process_left_is_swept_when_it_is_old(tmp_path: Path) -> None:
    old, new = tmp_path / ".pullquote-1.part", tmp_path / ".pullquote-2.part"
    foreign = tmp_path / "a.part"
    for path in (old, new, foreign):
        path.write_text("left")
    for path in (old, foreign):
        os.utime(path, (1, 1))
    sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == [new, foreign]


def test_the_longest_name_that_the_file_system_takes_can_be_written(tmp_path: Path) -> None:
    write_text(tmp_path / ("n" * 255), "x")
    with pytest.raises(OutputError, match="too long"):
        write_text(tmp_path / ("n" * 256), "x")
