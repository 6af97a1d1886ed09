"""Files appear whole or not at all, and never through somebody else's file."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pullquote.align.errors import OutputError
from pullquote.align.files import (
    folder_beside,
    move_into_place,
    read_bytes,
    sweep,
    whole_file,
    write_bytes,
    write_text,
)


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
    with pytest.raises(OutputError, match="leads back to itself"):
        write_text(loop, "x")


def test_new_files_have_the_permissions_that_the_user_wants(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_text(tmp_path / "a.txt", "x")
    finally:
        os.umask(before)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640


def test_what_a_killed_process_left_is_swept_when_it_is_old(tmp_path: Path) -> None:
    old, new = tmp_path / f".pullquote-{'0' * 16}.part", tmp_path / f".pullquote-{'1' * 16}.part"
    folder = tmp_path / "pullquote-ab_cd012.work"
    busy = tmp_path / "pullquote-ab_cd013.work"
    foreign = [tmp_path / name for name in ("a.part", "pullquote-interview", ".pullquote-x.part")]
    for path in (old, new, *foreign):
        path.write_text("left")
    for path in (folder, busy):
        path.mkdir()
        (path / "sound.wav").write_text("left")
    link = tmp_path / f".pullquote-{'2' * 16}.part"
    link.symlink_to(busy)
    for path in (old, *foreign, folder, folder / "sound.wav", busy):
        os.utime(path, (1, 1))
    sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted((new, busy, link, *foreign))


def test_the_first_write_in_a_folder_sweeps_it(tmp_path: Path) -> None:
    old = tmp_path / f".pullquote-{'0' * 16}.part"
    old.write_text("left")
    os.utime(old, (1, 1))
    write_text(tmp_path / "a.txt", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_disk_that_fills_up_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_text("old", encoding="utf-8")
    real = Path.write_text

    def fill(self: Path, data: str, **options: str) -> int:
        real(self, data[: len(data) // 2], **options)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))

    monkeypatch.setattr(Path, "write_text", fill)
    with pytest.raises(OutputError, match="no room is left"):
        write_text(path, "new" * 100)
    monkeypatch.undo()
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_files_that_belong_together_appear_all_or_none(tmp_path: Path) -> None:
    clip, sidecar = tmp_path / "a.mp4", tmp_path / "a.srt"
    sidecar.write_text("mine")
    with folder_beside(clip) as folder:
        made = [(folder / "a.mp4", clip), (folder / "a.srt", sidecar)]
        for temporary, _ in made:
            temporary.write_text("new")
        with pytest.raises(OutputError, match=r"a\.srt exists already"):
            move_into_place(made, replace=False)
        assert not clip.exists()
        assert sidecar.read_text() == "mine"
        move_into_place(made, replace=True)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "a.mp4": "new",
        "a.srt": "new",
    }


_WRITER = """
import sys
from pathlib import Path
from pullquote.align.errors import OutputError
from pullquote.align.files import whole_file
path, mark = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
try:
    with whole_file(path, replace=len(sys.argv) > 3) as temporary:
        with temporary.open("w") as file:
            for _ in range(200):
                file.write(mark * 1000)
                file.flush()
except OutputError as error:
    print(error.problem)
else:
    print("made")
"""


def _race(path: Path, *options: str) -> list[str]:
    """Outcomes of eight processes that write one name at the same time."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path), mark, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for mark in "abcdefgh"
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("\n")
        writer.stdin.flush()
    return [writer.communicate()[0].strip() for writer in writers]


def test_of_eight_processes_one_writes_the_file_and_seven_say_that_it_exists(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    outcomes = _race(path)
    assert outcomes.count("made") == 1
    assert sum("exists already" in outcome for outcome in outcomes) == 7
    mark = "abcdefgh"[outcomes.index("made")]
    assert path.read_text() == mark * 200_000
    assert list(tmp_path.iterdir()) == [path]


def test_of_eight_processes_that_may_replace_none_spoils_the_others_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    assert _race(path, "replace") == ["made"] * 8
    assert len(path.read_text()) == 200_000
    assert len(set(path.read_text())) == 1
    assert list(tmp_path.iterdir()) == [path]


def test_the_longest_name_that_the_file_system_takes_can_be_written(tmp_path: Path) -> None:
    write_text(tmp_path / ("n" * 255), "x")
    with pytest.raises(OutputError, match="too long"):
        write_text(tmp_path / ("n" * 256), "x")


def test_half_a_character_is_written_as_a_replacement(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "t\udce4lk")
    assert (tmp_path / "a.txt").read_bytes() == "t\ufffdlk".encode()


def test_only_regular_files_of_bounded_size_are_read(tmp_path: Path) -> None:
    path, pipe, device = tmp_path / "a", tmp_path / "pipe", tmp_path / "zero"
    path.write_bytes(b"12345")
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    assert read_bytes(path, most=5) == b"12345"
    with pytest.raises(OSError, match="larger than 0 MB"):
        read_bytes(path, most=4)
    for odd in (pipe, device):
        with pytest.raises(OSError, match="not a regular file"):
            read_bytes(odd)
    with pytest.raises(OSError, match="is a folder"):
        read_bytes(tmp_path)
