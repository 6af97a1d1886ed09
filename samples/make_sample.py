"""Makes the sample interview anew: `python -m pullquote.samples.make_sample [FOLDER]`.

Needs flite (Debian: `apt install libflite1`); everything else is among Pullquote's dependencies.
The speech is the same on every run; the encoded files may differ with ffmpeg's version.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import numpy as np
import numpy.typing as npt

from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, SAMPLE_TRUTH, SAMPLE_VIDEO
from pullquote.samples.flite_speech import say
from pullquote.samples.interview_picture import FRAME_RATE, SIZE, draw_frames
from pullquote.samples.interview_script import HEADER, READINGS, TITLE, TURNS, VOICES, Kind, Line

SAMPLE_RATE = 16_000
LEVEL = 0.7
"""Peak of the sound, as a share of full scale."""
OPENING, ENDING = 0.6, 1.0
"""Seconds of silence before and after the conversation."""
ROOM_NOISE = 3.0
"""Standard deviation of the noise under everything, in 16-bit units (about -80 dB)."""


@dataclass(frozen=True, slots=True)
class SpokenToken:
    """A token that was spoken, with its true time in seconds."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A line and the tokens spoken in it; none when it is only written."""

    speaker: str
    line: Line
    tokens: tuple[SpokenToken, ...]


def split_tokens(text: str) -> list[str]:
    """White-space chunks, split once more after a dash that joins two words."""
    return re.sub(r"(?<=\w)(--)(?=\w)", r"\1 ", text).split()


def speak_line(speaker: str, line: Line, at: float) -> tuple[SpokenLine, npt.NDArray[np.int16]]:
    """The line's sound, and its tokens with their times when the sound starts at `at` seconds."""
    if line.kind is Kind.WRITTEN:
        return SpokenLine(speaker, line, ()), np.zeros(0, np.int16)
    voice, stretch = VOICES[speaker]
    texts = split_tokens(line.text)
    readings = [_reading(text) for text in texts]
    speech = say(" ".join(filter(None, readings)), voice, stretch=stretch)
    assert speech.sample_rate == SAMPLE_RATE
    words = list(speech.words)
    tokens = []
    for text, reading in zip(texts, readings, strict=True):
        count = sum(any(c.isalnum() for c in chunk) for chunk in reading.split())
        if count:
            run, words = words[:count], words[count:]
            tokens.append(SpokenToken(text, run[0].start + at, run[-1].end + at))
    assert not words, f"flite splits {line.text!r} differently"
    return SpokenLine(speaker, line, tuple(tokens)), speech.samples


def _reading(token: str) -> str:
    """The text for flite in place of this token: its reading, with its punctuation."""
    core = token.strip(".,?!")
    if core not in READINGS:
        return token.replace("--", ",")
    return (READINGS[core] + token[len(core) :]) if READINGS[core] else ","


def speak_all() -> tuple[list[SpokenLine], npt.NDArray[np.int16]]:
    """The whole conversation and its sound."""
    lines: list[SpokenLine] = []
    pieces = [np.zeros(round(OPENING * SAMPLE_RATE), np.int16)]
    length = len(pieces[0])
    for turn in TURNS:
        for line in turn.lines:
            spoken, samples = speak_line(turn.speaker, line, length / SAMPLE_RATE)
            pause = np.zeros(round(line.pause * SAMPLE_RATE), np.int16)
            pieces += [samples, pause]
            length += len(samples) + len(pause)
            lines.append(spoken)
    pieces.append(np.zeros(round(ENDING * SAMPLE_RATE), np.int16))
    sound = np.concatenate(pieces).astype(np.float64)
    sound *= LEVEL * 32767 / np.abs(sound).max()
    sound += np.random.default_rng(7).normal(0, ROOM_NOISE, len(sound))
    return lines, np.clip(np.round(sound), -32768, 32767).astype(np.int16)


def write_transcript(path: Path) -> None:
    """Write the transcript as its owner would keep it."""
    paragraphs = ["\n".join(HEADER)]
    for turn in TURNS:
        texts = [line.text for line in turn.lines if line.kind is not Kind.SPOKEN]
        paragraphs.append(f"{turn.speaker}: {' '.join(texts)}")
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def write_truth(path: Path, transcript: Path, lines: list[SpokenLine], duration: float) -> None:
    """Write every token of the transcript with its time, and the unscripted speech."""
    truth: list[dict[str, Any]] = []
    spoken = [t for line in lines if line.line.kind is Kind.BOTH for t in line.tokens]
    written_only = " ".join(line.line.text for line in lines if line.line.kind is Kind.WRITTEN)
    silent = set(split_tokens(written_only))
    texts = split_tokens(transcript.read_text(encoding="utf-8"))
    body = texts.index(f"{TURNS[0].speaker}:")
    skipping = False
    for index, text in enumerate(texts):
        expected = spoken[0].text if spoken else None
        # Inside a line that is only written, a word may look like the next one that is spoken.
        skipping = text in silent and (skipping or _starts_written(texts, index, lines))
        if index >= body and text == expected and not skipping:
            token = spoken.pop(0)
            times: tuple[float | None, float | None] = (round(token.start, 4), round(token.end, 4))
        else:
            times = (None, None)
        truth.append({"index": index, "text": text, "start": times[0], "end": times[1]})
    assert not spoken, f"{spoken[0]} is not in the transcript"
    unscripted = [
        {
            "start": round(line.tokens[0].start, 4),
            "end": round(line.tokens[-1].end, 4),
            "text": line.line.text,
        }
        for line in lines
        if line.line.kind is Kind.SPOKEN
    ]
    document = {"duration": round(duration, 4), "words": truth, "unscripted": unscripted}
    rows = json.dumps(document, ensure_ascii=False)
    path.write_text(rows.replace('{"index"', '\n{"index"') + "\n", encoding="utf-8")


def _starts_written(texts: list[str], index: int, lines: list[SpokenLine]) -> bool:
    """True when a line that is only written begins at this token."""
    for line in lines:
        tokens = split_tokens(line.line.text)
        if line.line.kind is Kind.WRITTEN and texts[index : index + len(tokens)] == tokens:
            return True
    return False


def encode_audio(path: Path, sound: npt.NDArray[np.int16]) -> None:
    """Write the sound alone, as MP3."""
    options = ["-ar", "44100", "-c:a", "libmp3lame", "-b:a", "64k"]
    title = ["-metadata", f"title={TITLE}"]
    _ffmpeg([*_SOUND_INPUT, *options, *title, str(path)], [sound.tobytes()])


def encode_video(path: Path, sound: npt.NDArray[np.int16], lines: list[SpokenLine]) -> None:
    """Write picture and sound, as H.264 and AAC."""
    wave = path.with_suffix(".part.wav")
    _ffmpeg([*_SOUND_INPUT, str(wave)], [sound.tobytes()])
    turns = [(s.speaker, s.tokens[0].start, s.tokens[-1].end) for s in lines if s.tokens]
    picture = f"-f rawvideo -pix_fmt rgb24 -s {SIZE[0]}x{SIZE[1]} -r {FRAME_RATE} -i pipe:0".split()
    options = (
        f"-map 0:v -map 1:a -c:v libx264 -preset slow -crf 27 -pix_fmt yuv420p -g {FRAME_RATE * 4}"
        " -c:a aac -ar 48000 -b:a 64k -movflags +faststart"
    ).split()
    title = ["-metadata", f"title={TITLE}"]
    frames = draw_frames(sound, SAMPLE_RATE, turns)
    try:
        _ffmpeg(
            [*picture, "-i", str(wave), *options, *title, str(path)],
            (frame.tobytes() for frame in frames),
        )
    finally:
        wave.unlink()


_SOUND_INPUT = f"-f s16le -ar {SAMPLE_RATE} -ac 1 -i pipe:0".split()


def _ffmpeg(arguments: list[str], data: Any) -> None:
    """Run ffmpeg and feed it the pieces of `data`."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        for piece in data:
            process.stdin.write(piece)
        process.stdin.close()
        if process.wait():
            raise SystemExit(f"ffmpeg failed: {' '.join(command)}")


def main() -> None:
    """Writes the four files into the folder named on the command line, else beside this file."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE_VIDEO.parent
    lines, sound = speak_all()
    transcript = folder / SAMPLE_TRANSCRIPT.name
    write_transcript(transcript)
    write_truth(folder / SAMPLE_TRUTH.name, transcript, lines, len(sound) / SAMPLE_RATE)
    encode_audio(folder / SAMPLE_AUDIO.name, sound)
    encode_video(folder / SAMPLE_VIDEO.name, sound, lines)


if __name__ == "__main__":
    main()
