"""Fits the weights of `placing.judging`: `python -m benchmarks.training.judging [--held-out]`.

Joins clips of the shared real speech to recordings, as they are, over a made telephone (also
hurried) and in noise; damages their transcripts (5 % of the words replaced, 5 % left out, 5 % put
in, sentences nobody said); aligns them with sphinx without a second look; and fits a logistic model
of what was said. Half of the readers are trained on; with `--held-out`, their success on the
other half is printed. About 40 minutes on one core; the speech has its licences in the shared
folder's README, and only the weights go into the project.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import zlib
from bisect import bisect
from dataclasses import dataclass

import numpy as np

from benchmarks.recordings.real_speech import Clip, Rooms, _band, add_pink_noise, read_clips
from benchmarks.recordings.truth import RATE, Samples, shared_data
from pullquote.align.media.audio import Audio
from pullquote.align.media.ffmpeg import ffmpeg_path
from pullquote.align.media.voice_activity import with_speech
from pullquote.align.placing.following.parallel import follow_in_sections
from pullquote.align.placing.forced_alignment import ScriptAligner
from pullquote.align.placing.judging import LEAST, WEIGHTS, Candidate, Reals, describe
from pullquote.align.placing.second_look import look_again
from pullquote.align.progress import SILENT
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan

FOLDERS = ("librispeech", "ljspeech_32", "acoustic_corpus", "alice_brennan", "mfa_test_data")
CONDITIONS = ("clean", "telephone", "hurried telephone", "noise")
RIDGE = 1.0
"""Weight of the penalty on large weights."""


@dataclass(frozen=True, slots=True)
class Word:
    """A written word: its text, and when it was said, seconds; None when it was not."""

    text: str
    start: float | None


def timed(clip: Clip) -> list[tuple[str, float]]:
    """The words of a clean clip and their starts, aligned by force; none where that fails."""
    transcript = parse_transcript(" ".join(token.text for token in clip.tokens))
    script = make_script(transcript, "en")
    audio = Audio((np.clip(clip.samples, -1, 1) * 32767).astype(np.int16))
    aligner = ScriptAligner(audio, script, load_lexicon())
    whole = TimeSpan(0.0, audio.duration)
    path = aligner.align_chain(0, len(script.items), whole, is_whole=True)
    if path is None or len(path.placements) < len(script.items):
        return []
    texts = [transcript.tokens[item.token].text for item in script.items]
    return [(text, p.span.start) for text, p in zip(texts, path.placements, strict=True)]


def treat(sound: Samples, condition: str, group: str, chance: random.Random) -> Samples:
    """The sound of a clip under this condition, at most shortened."""
    if condition == "noise":
        return Rooms(zlib.crc32(group.encode()))(sound, group)
    if condition.startswith("hurried"):
        sound = _faster(sound, 1.22)
    if condition.endswith("telephone"):
        sound = add_pink_noise(_band(sound, 300, 3400), chance.uniform(12, 30), 1)
        loud = np.clip(sound, -1, 1)
        small = np.round(np.sign(loud) * np.log1p(255 * np.abs(loud)) / np.log(256) * 127) / 127
        sound = (np.sign(small) * np.expm1(np.abs(small) * np.log(256)) / 255).astype(np.float32)
    return sound


def _faster(sound: Samples, tempo: float) -> Samples:
    form = ["-f", "f32le", "-ar", str(RATE), "-ac", "1"]
    command = [ffmpeg_path(), "-v", "error", *form, "-i", "pipe:0", "-af", f"atempo={tempo}"]
    done = subprocess.run(
        [*command, *form, "pipe:1"], input=sound.tobytes(), stdout=subprocess.PIPE, check=True
    )
    return np.frombuffer(done.stdout, np.float32)


def recording(
    clips: list[tuple[Clip, list[tuple[str, float]]]], condition: str, seed: int
) -> tuple[Audio, list[Word]]:
    """The clips joined under this condition, and the damaged transcript."""
    chance = random.Random(seed)
    sound, said, clock = [], [], 0
    for clip, words in clips:
        level = clip.samples * np.float32(0.06 / (np.sqrt(np.mean(clip.samples**2)) + 1e-6))
        piece = treat(level, condition, clip.group, chance)
        gap = np.zeros(round(chance.uniform(0.05, 1.0) * RATE), np.float32)
        scale = len(piece) / len(clip.samples)
        begun = (clock + len(gap)) / RATE
        said += [Word(text, begun + start * scale) for text, start in words]
        sound += [gap, piece]
        clock += len(gap) + len(piece)
    texts = [word.text for word in said]
    written: list[Word] = []
    for word in said:
        roll = chance.random()
        if roll < 0.05:
            written.append(Word(chance.choice(texts), None))
        elif roll >= 0.10:
            written.append(word)
        if chance.random() < 0.05:
            written.append(Word(chance.choice(texts), None))
    for _ in range(len(said) // 200):
        begin = chance.randrange(len(texts) - 14)
        at = chance.randrange(len(written))
        sentence = texts[begin : begin + chance.randint(8, 14)]
        written[at:at] = [Word(text, None) for text in sentence]
    return Audio((np.clip(np.concatenate(sound), -1, 1) * 32767).astype(np.int16)), written


def evidence(audio: Audio, written: list[Word]) -> tuple[Reals, np.ndarray]:
    """Evidence for each candidate, and whether it was said there within 0.2 s."""
    transcript = parse_transcript(" ".join(word.text for word in written))
    owners = [len(transcript.text[: token.start_char].split()) for token in transcript.tokens]
    script = make_script(transcript, "en")
    audio = with_speech(audio, SILENT)
    findings = follow_in_sections(audio, script, 1, SILENT)
    aligner = ScriptAligner(audio, script, load_lexicon())
    placed = findings.placements
    items = [p.item for p in placed]
    candidates = [Candidate(p, False, 0) for p in placed]
    for p in look_again(aligner, placed):
        at = bisect(items, p.item)
        candidates.append(Candidate(p, True, items[at] - items[at - 1] - 1))
    candidates.sort(key=lambda candidate: candidate.placement.item)
    others = sorted(findings.others, key=lambda word: word.span)
    right = []
    for candidate in candidates:
        start = written[owners[script.items[candidate.placement.item].token]].start
        right.append(start is not None and abs(candidate.placement.span.start - start) < 0.2)
    return describe(candidates, others, aligner.phones), np.array(right, float)


def fit(rows: Reals, right: np.ndarray) -> Reals:
    """The weights of a logistic model, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) - RIDGE * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    """Print the weights and, with `--held-out`, how well they do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true")
    arguments = parser.parse_args()
    clips = [clip for folder in FOLDERS for clip in read_clips(shared_data(), folder)]
    pairs = [(clip, words) for clip in clips if (words := timed(clip))]
    groups = sorted({clip.group for clip in clips})
    halves = [[p for p in pairs if groups.index(p[0].group) % 2 == half] for half in (0, 1)]
    for half in halves:
        random.Random(1).shuffle(half)
    known = [evidence(*recording(halves[0], c, n)) for n, c in enumerate(CONDITIONS)]
    weights = fit(np.concatenate([r for r, _ in known]), np.concatenate([y for _, y in known]))
    for name, weight in zip(WEIGHTS, weights, strict=True):
        print(f'    "{name}": {weight:.3f},')
    for number, condition in enumerate(CONDITIONS if arguments.held_out else ()):
        rows, right = evidence(*recording(halves[1], condition, 100 + number))
        kept = 1 / (1 + np.exp(-rows @ weights)) >= LEAST
        print(
            f"{condition}: of {len(right)} candidates {kept.mean():.0%} kept, "
            f"{right[kept].mean():.1%} of those right, {right[~kept].mean():.1%} of the others"
        )


if __name__ == "__main__":
    main()
