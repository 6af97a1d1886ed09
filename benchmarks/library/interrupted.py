"""`pullquote add` killed at random moments, and several at once."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from pullquote.align.library.store.checking import check
from pullquote.align.library.store.library import Library
from pullquote.align.media.fingerprint import fingerprint
from pullquote.align.model.alignment import AlignedWord, Alignment, Status, format_alignment
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.times import TimeSpan

_RECORDINGS = 200
_WORDS = 3000


def kill_while_adding(folder: Path, kills: int) -> str:
    """Kill it so many times; what was reported must be there, and nothing by halves."""
    recordings = _make_recordings(folder)
    chance = random.Random(1)
    reported: set[str] = set()
    missing = damaged = 0
    library_path = folder / "library.sqlite"
    for number in range(kills):
        if len(reported) == _RECORDINGS:
            reported.clear()
            library_path.unlink()
        with _start(recordings, library_path) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline()]
            time.sleep(chance.uniform(0, 0.4))
            process.kill()
            lines += process.stdout
        reported |= {line.split()[1] for line in lines if line.startswith("added")}
        with Library(library_path, writes=True) as library:
            there = {str(entry.path) for entry in library.entries()}
            missing += len(reported - there)
            damaged += sum(finding.is_damage for finding in check(library))
        print(f"    kill {number + 1}: {len(reported)} reported, {len(there)} there", flush=True)
    return f"{kills} kills: {missing} reported and missing, {damaged} damaged"


def add_at_once(folder: Path, processes: int) -> str:
    """Several processes add the same folder; none may see an error."""
    recordings = _make_recordings(folder)
    library_path = folder / "library.sqlite"

    def run(_: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            _command(recordings, library_path), check=False, capture_output=True, text=True
        )

    began = time.perf_counter()
    with ThreadPoolExecutor(processes) as pool:
        done = [*pool.map(run, range(processes))]
    errors = sum(process.returncode != 0 or process.stderr != "" for process in done)
    with Library(library_path, writes=True) as library:
        damaged = sum(finding.is_damage for finding in check(library))
        count = library.count()
    return (
        f"{processes} processes at once: {errors} errors, {count} of {_RECORDINGS} recordings "
        f"there, {damaged} damaged, {time.perf_counter() - began:.0f} s"
    )


def _make_recordings(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    place = folder / "recordings"
    place.mkdir(parents=True)
    for number in range(_RECORDINGS):
        path = place / f"{number:03}.wav"
        noise = np.random.default_rng(number).normal(0, 500, 1600).astype("<i2")
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(16_000)
            file.writeframes(noise.tobytes())
        text = " ".join(f"word{k * (number + 1) % 997}" for k in range(_WORDS))
        path.with_suffix(".alignment.json").write_text(
            format_alignment(_alignment(text, fingerprint(path))), encoding="utf-8"
        )
    return place


def _alignment(text: str, content: str) -> Alignment:
    transcript = parse_transcript(text)
    words = tuple(
        AlignedWord(token, TimeSpan(0.3 * k, 0.3 * k + 0.25), 0.9, Status.HEARD)
        for k, token in enumerate(transcript.tokens)
    )
    engine = EngineInfo("sphinx", "5", "en-us")
    return Alignment(transcript, words, (), "en", 0.3 * len(words), content, engine, "a.wav")


def _command(recordings: Path, library: Path) -> list[str]:
    start = "import sys; from pullquote.ui.cli.main import main; sys.exit(main())"
    return [sys.executable, "-c", start, "add", str(recordings), "--library", str(library)]


def _start(recordings: Path, library: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(_command(recordings, library), stdout=subprocess.PIPE, text=True)
