"""Recordings come into the library, once, whatever happens meanwhile."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pullquote.align.errors import CancelledError, InputError
from pullquote.align.library.adding.recordings import AddOptions, Done, add_recordings
from pullquote.align.library.adding.watching import watch
from pullquote.align.library.store.checking import check
from pullquote.align.library.store.library import Library
from pullquote.align.pipeline import AlignOptions
from pullquote.align.progress import Monitor
from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT
from tests.align.library.conftest import write_aligned, write_recording

SPHINX = AddOptions(AlignOptions(engine="sphinx", use_cache=False))


def _add(library: Library, *paths: Path, **options: object) -> dict[str, Done]:
    report = add_recordings(library, paths, AddOptions(SPHINX.align, **options))  # type: ignore[arg-type]
    return {outcome.path.name: outcome.done for outcome in report.outcomes}


def test_a_recording_is_aligned_and_stored(library: Library, tmp_path: Path) -> None:
    pytest.importorskip("pocketsphinx")
    shutil.copy(SAMPLE_AUDIO, tmp_path / "talk.mp3")
    shutil.copy(SAMPLE_TRANSCRIPT, tmp_path / "talk.txt")
    write_recording(tmp_path / "bad.wav", 1).write_bytes(b"junk" * 99)
    (tmp_path / "bad.txt").write_text("some words", encoding="utf-8")
    write_recording(tmp_path / "bare.wav", 2)
    stages: dict[str, float] = {}
    report = add_recordings(library, [tmp_path], SPHINX, Monitor(stages.__setitem__))
    done = {outcome.path.name: outcome.done for outcome in report.outcomes}
    assert done == {"talk.mp3": Done.ADDED, "bad.wav": Done.FAILED, "bare.wav": Done.FAILED}
    reasons = {outcome.path.name: str(outcome.error) for outcome in report.failed}
    assert "is not a recording" in reasons["bad.wav"]
    assert "no transcript beside it" in reasons["bare.wav"]
    assert (stages["adding"], stages["talk.mp3"]) == (1.0, 1.0)
    (entry,) = library.entries()
    assert library.alignment(entry.id).coverage > 0.9
    assert not [*check(library)]


def test_a_recording_without_a_transcript_is_transcribed(
    library: Library, tmp_path: Path, small_whisper: Path, known_sentence
) -> None:
    shutil.copy(known_sentence.path, tmp_path / "talk.flac")
    options = AddOptions(AlignOptions(model=str(small_whisper), language="en", use_cache=False))
    (outcome,) = add_recordings(library, [tmp_path / "talk.flac"], options).outcomes
    assert outcome.done is Done.ADDED, outcome.error
    assert outcome.id is not None
    said = library.alignment(outcome.id).transcript.text.split()
    assert len(said) >= 0.8 * len(known_sentence.texts)
    assert add_recordings(library, [tmp_path], options).outcomes[0].done is Done.SAME
    (tmp_path / "talk.txt").write_text(" ".join(known_sentence.texts), encoding="utf-8")
    assert add_recordings(library, [tmp_path], options).outcomes[0].done is Done.CHANGED


def test_adding_again_does_only_what_changed(library: Library, tmp_path: Path) -> None:
    for number in range(3):
        write_aligned(tmp_path / f"{number}.wav", number, f"words of number {number}")
    assert set(_add(library, tmp_path).values()) == {Done.ADDED}
    ids = {entry.title: entry.id for entry in library.entries()}
    assert set(_add(library, tmp_path).values()) == {Done.SAME}
    write_aligned(tmp_path / "1.wav", 1, "other words")
    assert _add(library, tmp_path) == {
        "0.wav": Done.SAME,
        "1.wav": Done.CHANGED,
        "2.wav": Done.SAME,
    }
    assert {entry.title: entry.id for entry in library.entries()} == ids
    assert library.alignment(ids["1"]).transcript.text == "other words"
    assert set(_add(library, tmp_path, again=True).values()) == {Done.CHANGED}


def test_a_recording_that_moved_is_found_again(library: Library, tmp_path: Path) -> None:
    write_aligned(tmp_path / "old" / "a.wav", 1, "some words")
    _add(library, tmp_path)
    (tmp_path / "old").rename(tmp_path / "new")
    (tmp_path / "new" / "a.wav").rename(tmp_path / "new" / "b.wav")
    assert _add(library, tmp_path / "new") == {"b.wav": Done.MOVED}
    (entry,) = library.entries()
    assert (entry.path, entry.title) == (tmp_path / "new" / "b.wav", "b")
    assert _add(library, tmp_path / "new") == {"b.wav": Done.SAME}


def test_a_copy_is_not_added_twice(library: Library, tmp_path: Path) -> None:
    write_aligned(tmp_path / "a.wav", 1, "some words")
    shutil.copy(tmp_path / "a.wav", tmp_path / "b.wav")
    _add(library, tmp_path / "a.wav")
    assert _add(library, tmp_path / "b.wav") == {"b.wav": Done.COPY}
    assert library.count() == 1


def test_a_touched_file_is_the_same_recording(library: Library, tmp_path: Path) -> None:
    path = write_aligned(tmp_path / "a.wav", 1, "some words")
    _add(library, path)
    path.touch()
    assert _add(library, path) == {"a.wav": Done.SAME}


def test_an_alignment_of_another_recording_is_refused(library: Library, tmp_path: Path) -> None:
    write_aligned(tmp_path / "a.wav", 1, "some words")
    write_recording(tmp_path / "a.wav", 2)
    report = add_recordings(library, [tmp_path])
    assert "another recording" in str(report.outcomes[0].error)
    assert library.count() == 0


def test_what_failed_is_tried_again_when_it_changed_or_when_asked(
    library: Library, tmp_path: Path
) -> None:
    path = write_recording(tmp_path / "a.wav", 1)
    (tmp_path / "a.txt").write_text("123", encoding="utf-8")
    path.write_bytes(b"junk" * 99)
    tries = [str(add_recordings(library, [path], SPHINX).failed[0].error) for _ in range(2)]
    assert "as before" not in tries[0]
    assert "as before" in tries[1]
    again = add_recordings(library, [path], AddOptions(SPHINX.align, again=True))
    assert "as before" not in str(again.failed[0].error)
    write_aligned(path, 1, "some words")
    assert _add(library, path) == {"a.wav": Done.ADDED}
    write_aligned(path, 1, "some words")
    assert _add(library, path) == {"a.wav": Done.SAME}


def test_stopping_keeps_what_is_done(library: Library, tmp_path: Path) -> None:
    for number in range(4):
        write_aligned(tmp_path / f"{number}.wav", number, "some words")
    done: list[object] = []
    monitor = Monitor(is_cancelled=lambda: len(done) == 2)
    with pytest.raises(CancelledError):
        add_recordings(library, [tmp_path], SPHINX, monitor, done.append)
    assert library.count() == len(done) == 2
    assert [*_add(library, tmp_path).values()].count(Done.ADDED) == 2


def _command(library: Path, folder: Path) -> list[str]:
    start = "import sys; from pullquote.ui.cli.main import main; sys.exit(main())"
    return [sys.executable, "-c", start, "add", str(folder), "--library", str(library)]


def test_a_kill_at_any_moment_loses_nothing_that_was_reported(tmp_path: Path) -> None:
    """Twelve kills at random moments; `benchmarks.library` does fifty."""
    count = 60
    for number in range(count):
        text = " ".join(f"word{k * number % 997}" for k in range(2000))
        write_aligned(tmp_path / "in" / f"{number:02}.wav", number, text)
    path = tmp_path / "library.sqlite"
    chance = random.Random(1)
    reported: set[str] = set()
    for _ in range(12):
        with subprocess.Popen(
            _command(path, tmp_path / "in"), stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            time.sleep(chance.uniform(0, 0.15))
            process.kill()
            lines = [first, *process.stdout]
        reported |= {line.split()[1] for line in lines if line.endswith(")\n")}
        with Library(path, writes=True) as library:
            there = {str(entry.path) for entry in library.entries()}
            assert reported <= there
            assert not [*check(library)]
    assert reported
    subprocess.run(_command(path, tmp_path / "in"), check=True, capture_output=True)
    with Library(path) as library:
        assert library.count() == count


def test_several_processes_add_at_once(tmp_path: Path) -> None:
    for number in range(40):
        write_aligned(tmp_path / "in" / f"{number:02}.wav", number, f"some words {number}")
    path = tmp_path / "library.sqlite"

    def run(_: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            _command(path, tmp_path / "in"), check=False, capture_output=True, text=True
        )

    with ThreadPoolExecutor(4) as pool:
        done = [*pool.map(run, range(4))]
    assert [(process.returncode, process.stderr) for process in done] == [(0, "")] * 4
    with Library(path, writes=True) as library:
        assert library.count() == 40
        assert not [*check(library)]


def test_a_watched_folder_gives_what_comes_into_it(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    looks = 0
    seen: list[tuple[int, str]] = []

    def pause(_: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 1:
            write_aligned(folder / "a.wav", 1, "some words")
        if looks == 2:  # still being copied
            write_aligned(folder / "a.wav", 2, "some more words")
        if looks == 6:
            (folder / "b.wav").write_bytes(b"junk" * 99)
            (folder / "b.txt").write_text("some words", encoding="utf-8")

    with pytest.raises(CancelledError):
        watch(
            library,
            [folder],
            SPHINX,
            Monitor(is_cancelled=lambda: looks == 12),
            lambda outcome: seen.append((looks, f"{outcome.done.value} {outcome.path.name}")),
            pause=pause,
        )
    (first, added), (_, failed) = seen
    assert (first, added) == (3, "added a.wav")
    assert failed == "failed b.wav"


def test_a_folder_that_is_not_there_is_not_watched(library: Library, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        watch(library, [tmp_path / "nowhere"], SPHINX, Monitor(is_cancelled=lambda: True))
