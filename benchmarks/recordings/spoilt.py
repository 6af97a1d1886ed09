"""Real speech in good and bad sound, each with the exact transcript and with a damaged one.

Clips of the shared real speech are joined to recordings of some ten minutes: as they are, over a
made telephone line with noise at its end, hurried and with the 8 kHz that a telephone has, and in
rooms with noise. In the damaged transcript 5 % of the words are replaced, 5 % left out, 5 % put in,
and there are sentences that nobody said. Readers of half `a` are for fitting, those of half `b` are
held out. `python -m benchmarks.recordings.spoilt` makes them all.
"""

from __future__ import annotations

import random
import subprocess
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.recordings.real_speech import Clip, Rooms, _band, add_pink_noise, read_clips
from benchmarks.recordings.truth import (
    RATE,
    Kind,
    Recording,
    Samples,
    Truth,
    TruthToken,
    shared_data,
    write_recording,
)
from pullquote.align.media.audio import Audio
from pullquote.align.media.ffmpeg import ffmpeg_path
from pullquote.align.placing.forced_alignment import ScriptAligner
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan

FOLDERS = (
    *("librispeech", "ljspeech_32", "acoustic_corpus", "alice_brennan", "mfa_test_data"),
    *("pocketsphinx_librivox", "praatio_misc", "jfk"),
)
CONDITIONS = ("clean", "telephone", "hurried", "noisy")
HALVES = ("a", "b")
TEXTS = ("exact", "damaged")
_ELSEWHERE = 60
"""Words between a sentence that nobody said and where it was said, at least."""
_LOUDNESS = 0.06
"""Root mean square that every clip is brought to, of full scale."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A clip, and the words said in it with their starts and ends."""

    clip: Clip
    tokens: tuple[TruthToken, ...]


def name_of(half: str, condition: str, text: str) -> str:
    """The name of a recording."""
    return f"{half}-{condition}-{text}"


def read_timed_clips() -> list[Timed]:
    """The clips whose words force alignment places, all of them, in the clean sound."""
    clips = [clip for folder in FOLDERS for clip in read_clips(shared_data(), folder)]
    return [Timed(clip, tokens) for clip in clips if (tokens := _timed(clip))]


def halve(clips: Sequence[Timed]) -> dict[str, list[Timed]]:
    """The readers of LibriSpeech in two halves, and every second clip of the other folders."""
    readers = sorted({c.clip.group for c in clips if c.clip.group.isdigit()})
    first: list[Timed] = []
    second: list[Timed] = []
    others = 0
    for clip in clips:
        if clip.clip.group.isdigit():
            half = readers.index(clip.clip.group) < len(readers) / 2
        else:
            half, others = others % 2 == 0, others + 1
        (first if half else second).append(clip)
    return {"a": first, "b": second}


def _timed(clip: Clip) -> tuple[TruthToken, ...]:
    transcript = parse_transcript(" ".join(token.text for token in clip.tokens))
    script = make_script(transcript, "en")
    audio = Audio((np.clip(clip.samples, -1, 1) * 32767).astype(np.int16))
    aligner = ScriptAligner(audio, script, load_lexicon())
    whole = TimeSpan(0.0, audio.duration)
    path = aligner.align_chain(0, len(script.items), whole, is_whole=True)
    if path is None or len(path.placements) < len(script.items):
        return ()
    return tuple(
        TruthToken(
            transcript.tokens[script.items[p.item].token].text,
            Kind.SPOKEN,
            p.span.start,
            p.span.end,
        )
        for p in path.placements
    )


def treat(sound: Samples, condition: str, group: str, chance: random.Random) -> Samples:
    """The sound of a clip under this condition; hurried speech is shorter."""
    if condition == "noisy":
        return Rooms(zlib.crc32(group.encode()))(sound, group)
    if condition == "telephone":
        noisy = add_pink_noise(_band(sound, 300, 3400), chance.uniform(12, 30), 1)
        return _companded(np.clip(noisy, -1, 1))
    if condition == "hurried":
        noisy = add_pink_noise(_filtered(sound, f"atempo={chance.uniform(1.1, 1.35):.3f}"), 25, 1)
        narrow = _companded(np.clip(_filtered(noisy, "aresample=8000", 8000), -1, 1))
        return _band(_filtered(narrow, "aresample=16000", RATE, 8000), 200, 3600)
    return sound


def _companded(sound: Samples) -> Samples:
    """The sound as µ-law of 8 bits leaves it."""
    small = np.round(np.sign(sound) * np.log1p(255 * np.abs(sound)) / np.log(256) * 127) / 127
    return (np.sign(small) * np.expm1(np.abs(small) * np.log(256)) / 255).astype(np.float32)


def _filtered(sound: Samples, by: str, rate: int = RATE, source: int = RATE) -> Samples:
    """The sound after one of ffmpeg's filters; the rates are those after and before, Hz."""
    form = ["-f", "f32le", "-ac", "1"]
    command = [ffmpeg_path(), "-v", "error", *form, "-ar", str(source), "-i", "pipe:0"]
    done = subprocess.run(
        [*command, "-af", by, *form, "-ar", str(rate), "pipe:1"],
        input=sound.tobytes(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return np.frombuffer(done.stdout, np.float32)


def join_treated(
    clips: Sequence[Timed], condition: str, seed: int
) -> tuple[Samples, list[TruthToken]]:
    """The clips, shuffled, one after the other under this condition, and the words said."""
    chance = random.Random(seed)
    order = list(clips)
    chance.shuffle(order)
    sound: list[Samples] = []
    said: list[TruthToken] = []
    clock = 0
    for timed in order:
        samples = timed.clip.samples
        level = samples * np.float32(_LOUDNESS / (np.sqrt(np.mean(samples**2)) + 1e-6))
        piece = treat(level, condition, timed.clip.group, chance)
        gap = np.zeros(round(chance.uniform(0.05, 1.0) * RATE), np.float32)
        begun, scale = (clock + len(gap)) / RATE, len(piece) / len(samples)
        for token in timed.tokens:
            start, end = token.start or 0.0, token.end or 0.0
            said.append(replace(token, start=begun + start * scale, end=begun + end * scale))
        sound += [gap, piece]
        clock += len(gap) + len(piece)
    whole = np.concatenate(sound)
    return whole + 0.0005 * np.random.default_rng(seed).standard_normal(
        len(whole), np.float32
    ), said


def damage(said: Sequence[TruthToken], seed: int) -> list[TruthToken]:
    """The words as a careless transcript has them; what is not said has another kind."""
    chance = random.Random(seed)
    texts = [token.text for token in said]
    written: list[TruthToken] = []
    for token in said:
        roll = chance.random()
        if roll < 0.05:
            other = chance.choice([t for t in texts if t.lower() != token.text.lower()])
            written.append(TruthToken(other, Kind.SUBSTITUTED, token.start, token.end))
        elif roll >= 0.10:
            written.append(token)
        if chance.random() < 0.05:
            written.append(TruthToken(chance.choice(texts), Kind.INSERTED))
    for _ in range(len(said) // 200):
        begin, at = chance.randrange(len(texts) - 14), chance.randrange(len(written))
        while abs(begin - at) < _ELSEWHERE:
            begin = chance.randrange(len(texts) - 14)
        sentence = texts[begin : begin + chance.randint(8, 14)]
        written[at:at] = [TruthToken(text, Kind.UNSPOKEN) for text in sentence]
    return written


def make_all() -> None:
    """Make the recordings that are not there yet."""
    missing = [
        (half, condition)
        for half in HALVES
        for condition in CONDITIONS
        if not all(Recording(name_of(half, condition, text)).is_made for text in TEXTS)
    ]
    halves = halve(read_timed_clips()) if missing else {}
    for half, condition in missing:
        seed = 100 * HALVES.index(half) + CONDITIONS.index(condition)
        sound, said = join_treated(halves[half], condition, seed)
        for text, tokens in zip(TEXTS, (said, damage(said, seed)), strict=True):
            truth = Truth(tuple(tokens), (), len(sound) / RATE)
            written = " ".join(token.text for token in tokens) + "\n"
            write_recording(Recording(name_of(half, condition, text)), sound, written, truth)


if __name__ == "__main__":
    make_all()
