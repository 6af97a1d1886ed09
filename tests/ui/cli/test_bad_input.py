"""Bad input: one sentence, the right exit code, no traceback, no half-written file."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from pullquote.align.media.ffmpeg import ffmpeg_path
from pullquote.align.model.alignment import FORMAT_VERSION
from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, SAMPLE_VIDEO
from pullquote.ui.cli import main as cli

QUOTE = "singing so loudly that it covered the whole machine"
Run = Callable[..., int]


@pytest.fixture(scope="session")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files that nobody should give to Pullquote, and a good transcript."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "empty.mp4").touch()
    (folder / "empty.txt").touch()
    (folder / "blank.txt").write_text(" \n\t\n", encoding="utf-8")
    (folder / "text.mp4").write_text("This is no recording at all.\n" * 50, encoding="utf-8")
    (folder / "noise.mp4").write_bytes(bytes(range(256)) * 64)
    (folder / "noise.txt").write_bytes(os.urandom(4096))
    (folder / "talk.xyz").write_text("Some words of a talk.", encoding="utf-8")
    (folder / "broken.json").write_text('{"pullquote": 1, "text": ', encoding="utf-8")
    (folder / "other.json").write_text('{"songs": [1, 2]}', encoding="utf-8")
    (folder / "damaged.json").write_text('{"pullquote": 1, "text": "a"}', encoding="utf-8")
    (folder / "foreign.txt").write_text(_FOREIGN, encoding="utf-8")
    (folder / "good.txt").write_bytes(SAMPLE_TRANSCRIPT.read_bytes())
    _write_wave(folder / "silence.wav", np.zeros(16000 * 20, np.int16))
    _write_wave(folder / "nothing.wav", np.zeros(0, np.int16))
    for name, inputs in {
        "mute.mp4": ["-f", "lavfi", "-i", "color=size=64x64:duration=2"],
        "list.mp4": None,
    }.items():
        if inputs is not None:
            subprocess.run(
                [ffmpeg_path(), "-v", "error", "-nostdin", *inputs, str(folder / name)], check=True
            )
    # A playlist under another name must not make anybody read the files it names.
    (folder / "list.mp4").write_text(f"ffconcat version 1.0\nfile '{SAMPLE_AUDIO}'\n")
    return folder


_FOREIGN = """The committee met on Tuesday to discuss the budget for road repairs in the northern
districts. Several members asked why the bridge had been closed since March. The engineer answered
that two of its pillars were cracked, and that cement was hard to get at a reasonable price. After a
long debate the committee voted to borrow the money, against the advice of the treasurer, who
resigned on the spot and walked out of the town hall without his umbrella.
"""


def _write_wave(path: Path, samples: np.ndarray) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(samples.tobytes())


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for all tests: the sample is listened to once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def run(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> Iterator[Run]:
    """Call `pullquote` in an empty folder; afterwards no half-written file may lie there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(kept))
    monkeypatch.delenv("PULLQUOTE_DEBUG", raising=False)

    def call(*arguments: object) -> int:
        return cli.main([str(argument) for argument in arguments])

    yield call
    assert not list(tmp_path.rglob("*.part*"))


def assert_one_sentence(capsys: pytest.CaptureFixture[str], *words: str) -> None:
    told = capsys.readouterr()
    assert told.out == ""
    assert re.fullmatch(r"pullquote: [^\n]+\n", told.err), told.err
    assert "unexpected" not in told.err
    for word in words:
        assert word in told.err


RECORDINGS = [
    ("missing.mp4", 2),
    ("", 2),  # the folder itself
    ("empty.mp4", 2),
    ("text.mp4", 2),
    ("noise.mp4", 2),
    ("mute.mp4", 2),
    ("list.mp4", 2),
    ("nothing.wav", 2),
    ("silence.wav", 4),
]


@pytest.mark.parametrize(("name", "code"), RECORDINGS)
def test_a_recording_that_is_none_cannot_be_aligned(
    name: str, code: int, kitchen: Path, run: Run, capsys, tmp_path: Path
) -> None:
    assert (
        run("align", kitchen / name, kitchen / "good.txt", "--engine", "sphinx", "-o", "a.json")
        == code
    )
    assert_one_sentence(capsys, *([name] if code == 2 else []))
    assert not (tmp_path / "a.json").exists()


@pytest.mark.parametrize(("name", "code"), RECORDINGS)
def test_nor_can_a_quote_be_cut_from_it(
    name: str, code: int, kitchen: Path, run: Run, capsys, tmp_path: Path
) -> None:
    given = (kitchen / name, kitchen / "good.txt", "--engine", "sphinx", "--quote", QUOTE)
    assert run("clip", *given, "-o", "q.mp3") == code
    assert_one_sentence(capsys)
    assert not (tmp_path / "q.mp3").exists()


@pytest.mark.parametrize(
    "name", ["missing.txt", "", "empty.txt", "blank.txt", "noise.txt", "talk.xyz", "other.json"]
)
def test_a_transcript_that_is_none_cannot_be_aligned(
    name: str, kitchen: Path, run: Run, capsys, tmp_path: Path
) -> None:
    assert run("align", SAMPLE_AUDIO, kitchen / name, "--engine", "sphinx", "-o", "a.json") == 2
    assert_one_sentence(capsys)
    assert not (tmp_path / "a.json").exists()


def test_the_transcript_of_another_recording_is_said_to_be_one(
    kitchen: Path, run: Run, capsys, tmp_path: Path
) -> None:
    given = (SAMPLE_AUDIO, kitchen / "foreign.txt", "--engine", "sphinx")
    assert run("align", *given, "-o", "a.json") == 4
    assert_one_sentence(capsys, "belong", "%")
    assert not (tmp_path / "a.json").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--engine", "klingon"),
        ("--engine", "missing-times.srt"),
        ("-o", "no/such/folder/a.json"),
        ("-o", "."),
    ],
)
def test_options_that_cannot_be_meant_are_input_errors(
    arguments: tuple[str, ...], run: Run, capsys
) -> None:
    assert run("align", SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, *arguments) == 2
    assert_one_sentence(capsys)


@pytest.mark.parametrize(
    "name", ["missing.json", "broken.json", "other.json", "damaged.json", "good.txt", "noise.mp4"]
)
@pytest.mark.parametrize("command", [("find", "{}", "words"), ("subtitles", "{}", "-o", "x.srt")])
def test_what_is_no_alignment_is_said_to_be_none(
    command: tuple[str, ...], name: str, kitchen: Path, run: Run, capsys
) -> None:
    assert run(*(part.format(kitchen / name) for part in command)) == 2
    assert_one_sentence(capsys, name)


def test_another_file_is_not_replaced_but_an_earlier_result_is(
    run: Run, capsys, tmp_path: Path
) -> None:
    given = ("align", SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, "--engine", "sphinx", "-o", "a.json")
    (tmp_path / "a.json").write_text("my shopping list", encoding="utf-8")
    assert run(*given) == 2
    assert_one_sentence(capsys, "--force")
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == "my shopping list"
    assert run(*given, "--force") == 0
    first = (tmp_path / "a.json").read_bytes()
    assert json.loads(first)["pullquote"] == FORMAT_VERSION
    assert run(*given) == 0
    assert (tmp_path / "a.json").read_bytes() == first


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk with room for nothing."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux":
        pytest.skip("a small disk is made with mount")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("not allowed to mount a small disk here")
    yield folder
    # Lazily: a traceback that pytest keeps may hold a file open.
    subprocess.run(["umount", "-l", str(folder)], check=True)


FILLING = {
    "align": (
        "align",
        SAMPLE_AUDIO,
        SAMPLE_TRANSCRIPT,
        "--engine",
        "sphinx",
        "-o",
        "{disk}/a.json",
    ),
    "sample": ("sample", "{disk}"),
    "subtitles": ("subtitles", "{aligned}", "-o", "{disk}/a.elan.eaf"),
    **{
        kind: ("clip", SAMPLE_VIDEO, "{aligned}", "--words", "100-130", "-o", f"{{disk}}/q.{kind}")
        for kind in ("mp3", "wav", "m4a", "mp4", "webm")
    },
}


@pytest.mark.parametrize("name", FILLING)
def test_a_full_disk_is_one_sentence_and_leaves_nothing_behind(
    name: str, aligned: Path, run: Run, small_disk: Path, capsys
) -> None:
    command = [str(part).format(disk=small_disk, aligned=aligned) for part in FILLING[name]]
    assert run(*command) == 2
    assert_one_sentence(capsys)
    assert list(small_disk.iterdir()) == []
