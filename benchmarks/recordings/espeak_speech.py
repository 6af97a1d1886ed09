"""Speech in many languages with known word times, by espeak-ng's voices.

    python -m benchmarks.recordings.espeak_speech VOICE SPEED FOLDER < text

writes `speech.flac` and `words.json` into the folder. espeak-ng (GPL, Debian's `libespeak-ng1`) is
loaded in that process alone: nothing that is installed with Pullquote uses it. Its events say when
each word and each sound begins.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.recordings.truth import RATE, Kind, Samples, TruthToken, read_audio, write_audio

_SYNCHRONOUS, _SOUND_EVENTS = 2, 1
_BY_CHARACTER, _UTF8 = 1, 1
_WORD, _SOUND = 1, 7
_SPEED = 1
_PAUSE = "_"
"""The first character of the names of espeak's pauses."""


class _Event(ctypes.Structure):
    _fields_ = (
        ("kind", ctypes.c_int),
        ("identifier", ctypes.c_uint),
        ("position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("milliseconds", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("name", ctypes.c_char * 8),
    )


@dataclass(frozen=True, slots=True)
class Begin:
    """The moment at which a word or a sound begins."""

    time: float
    """Seconds."""
    position: int
    """Characters of the text before the word; -1 for a sound."""
    is_pause: bool


def missing_reason() -> str | None:
    """The reason for which no speech can be made here; None if it can."""
    if ctypes.util.find_library("espeak-ng") is None:
        return "espeak-ng is not installed (Debian: apt-get install espeak-ng)"
    return None


def speak(text: str, voice: str, speed: int = 150) -> tuple[Samples, tuple[TruthToken, ...]]:
    """The sound of a text at RATE, and each of its tokens with its time.

    `voice` is one of espeak-ng's, such as `fr` or `de+f2`; `speed` is in words a minute. A token
    for which espeak-ng reports no word of its own is spoken within the words around it, and its
    start is not known.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", __spec__.name, voice, str(speed), folder]
        subprocess.run(command, input=text.encode(), check=True, cwd=Path(__file__).parents[2])
        begins = [
            Begin(*entry)
            for entry in json.loads((Path(folder) / "words.json").read_text(encoding="utf-8"))
        ]
        return read_audio(Path(folder) / "speech.flac"), timed_tokens(text, begins)


def timed_tokens(text: str, begins: list[Begin]) -> tuple[TruthToken, ...]:
    """The tokens of the text, from where their words and the sounds and pauses after them begin."""
    words = [begin for begin in begins if begin.position >= 0]
    tokens = []
    for found in re.finditer(r"\S+", text):
        own = [w for w in words if found.start() <= w.position < found.end()]
        if not any(char.isalnum() for char in found[0]):
            tokens.append(TruthToken(found[0], Kind.MARK))
        elif not own:
            tokens.append(TruthToken(found[0], Kind.SPOKEN))
        else:
            last = own[-1].time
            ends = [
                begin.time
                for begin in begins
                if begin.time > last and (begin.is_pause or begin.position >= found.end())
            ]
            end = round(min(ends), 4) if ends else None
            tokens.append(TruthToken(found[0], Kind.SPOKEN, round(own[0].time, 4), end))
    return tuple(tokens)


def _synthesize(text: str, voice: str, speed: int) -> tuple[np.ndarray, int, list[Begin]]:
    """Sound (16 bits), its rate in Hz, and all that begins in it."""
    library = ctypes.CDLL(ctypes.util.find_library("espeak-ng") or "libespeak-ng.so.1")
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, None, _SOUND_EVENTS)
    if library.espeak_SetVoiceByName(voice.encode()) != 0:
        raise SystemExit(f"espeak-ng has no voice {voice!r}; `espeak-ng --voices` lists them")
    library.espeak_SetParameter(_SPEED, speed, 0)
    pieces: list[np.ndarray] = []
    begins: list[Begin] = []

    def take(sound: ctypes.c_void_p, count: int, events: ctypes.Array[_Event]) -> int:
        if sound and count:
            address = ctypes.cast(sound, ctypes.POINTER(ctypes.c_short))
            pieces.append(np.ctypeslib.as_array(address, (count,)).copy())
        number = 0
        while events[number].kind:
            event = events[number]
            if event.kind in (_WORD, _SOUND):
                is_word = event.kind == _WORD
                name = "" if is_word else bytes(event.name).decode(errors="replace")
                is_pause = not is_word and name.startswith(_PAUSE)
                place = event.position - 1 if is_word else -1
                begins.append(Begin(event.milliseconds / 1000, place, is_pause))
            number += 1
        return 0

    shape = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))
    callback = shape(take)
    library.espeak_SetSynthCallback(callback)
    raw = text.encode() + b"\0"
    library.espeak_Synth(raw, len(raw), 0, _BY_CHARACTER, 0, _UTF8, None, None)
    library.espeak_Synchronize()
    return np.concatenate(pieces), rate, begins


def main() -> None:
    """Speak the text from standard input."""
    voice, speed, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    sound, rate, begins = _synthesize(sys.stdin.read(), voice, speed)
    length = round(len(sound) * RATE / rate)
    resampled = np.interp(np.arange(length) * rate / RATE, np.arange(len(sound)), sound) / 32768
    write_audio(folder / "speech.flac", resampled.astype(np.float32))
    entries = [(begin.time, begin.position, begin.is_pause) for begin in begins]
    (folder / "words.json").write_text(json.dumps(entries), encoding="utf-8")


if __name__ == "__main__":
    main()
