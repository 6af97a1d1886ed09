"""Counts the cues that break each rule of subtitling.

    python -m benchmarks.captions.broken_rules [--stable-ts PYTHON]

Our layout is compared with two that tools commonly have: lines filled up greedily (two of 42
characters, as with Whisper's `--max_line_width 42 --max_line_count 2`), and seven words at a time.
With `--stable-ts` it is also compared with stable-ts's regrouping, as it comes and adjusted to the
profile's lengths (see `captions.stable_ts`). All are given the same words and times, and are
checked by the same rules (`clips.captions.check`).

The words are those of the sample and of the three-hour talk (`python -m
benchmarks.recordings.make talk180`) with their exact times, and synthetic text at the pace of
conversation (4 to 6.5 syllables a second from sentence to sentence, pauses at punctuation).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.captions.stable_ts import default, fitted, regroup
from benchmarks.recordings.talk_text import TalkWriter
from benchmarks.recordings.truth import WORK
from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.formats import read_transcript
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.caption_words import cue_words
from pullquote.clips.captions.check import RULES, check_cues, violation_shares
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.captions.profiles import BBC, NETFLIX, SHORT_FORM, Profile

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def sample_words() -> list[CueWord]:
    """The spoken words of the sample, with its exact times."""
    transcript = read_transcript(SAMPLES / "interview.txt")
    truth = json.loads((SAMPLES / "interview.words.json").read_text(encoding="utf-8"))
    words = []
    for token, entry in zip(transcript.tokens, truth["words"], strict=True):
        spoken = entry["start"] is not None
        span = TimeSpan(entry["start"], entry["end"]) if spoken else None
        status = Status.PLACED if spoken else Status.ABSENT
        words.append(AlignedWord(token, span, 1.0, status))
    alignment = Alignment(
        transcript, tuple(words), (), "en", truth["duration"], "", EngineInfo("truth", "1")
    )
    return list(cue_words(alignment, 0, len(words) - 1))


def recording_words(name: str) -> list[CueWord]:
    """The spoken words of a recording of `benchmarks.recordings.make`, with its exact times."""
    truth = json.loads((WORK / f"{name}.truth.json").read_text(encoding="utf-8"))
    words: list[CueWord] = []
    for token in truth["tokens"]:
        if token["kind"] == "spoken" and token.get("start") is not None:
            span = TimeSpan(token["start"], token["end"])
            words.append(CueWord(token["text"], span, len(words)))
        elif token["kind"] == "mark" and words:
            words[-1] = replace(words[-1], text=f"{words[-1].text} {token['text']}")
    return words


def talk_words(count: int, seed: int = 7) -> list[CueWord]:
    """Synthetic sentences at the pace of conversation."""
    writer = TalkWriter(seed)
    sentences: list[str] = []
    total = 0
    while total < count:
        sentences += writer.paragraph(120)
        total = sum(len(sentence.split()) for sentence in sentences)
    return time_words([sentence.split() for sentence in sentences], seed)


def time_words(sentences: Sequence[Sequence[str]], seed: int) -> list[CueWord]:
    """Words with likely times: by syllables, with pauses at punctuation, some hesitations."""
    dice = random.Random(seed)
    words: list[CueWord] = []
    clock = 0.5
    for sentence in sentences:
        rate = dice.uniform(4.0, 6.5)
        for written in sentence:
            if not any(char.isalnum() for char in written) and words:
                words[-1] = replace(words[-1], text=f"{words[-1].text} {written}")
                clock += dice.uniform(0.1, 0.4)
                continue
            syllables = max(1, len(re.findall(r"[aeiouyäöü]+|\d", written.lower())))
            length = max(0.09, syllables / rate * dice.uniform(0.8, 1.2))
            words.append(CueWord(written, TimeSpan(clock, clock + length), len(words)))
            clock += length
            if written[-1] in ".?!":
                clock += dice.uniform(0.15, 0.9)
            elif written[-1] in ",;:":
                clock += dice.uniform(0.0, 0.35)
            elif dice.random() < 0.02:
                clock += dice.uniform(0.2, 0.6)
    return words


def fill_up(words: Sequence[CueWord], width: int, lines: int) -> list[Cue]:
    """Greedy: a line takes words until it is full, a cue takes lines until it has them all."""
    rows: list[list[CueWord]] = []
    used = 0
    for word in words:
        if rows and used + 1 + len(word.text) <= width:
            rows[-1].append(word)
            used += 1 + len(word.text)
        else:
            rows.append([word])
            used = len(word.text)
    groups = (rows[k : k + lines] for k in range(0, len(rows), lines))
    return [
        Cue(
            TimeSpan(group[0][0].span.start, group[-1][-1].span.end),
            tuple(tuple(row) for row in group),
        )
        for group in groups
    ]


def by_sevens(words: Sequence[CueWord]) -> list[Cue]:
    """Seven words at a time, on one line."""
    groups = (tuple(words[k : k + 7]) for k in range(0, len(words), 7))
    return [Cue(TimeSpan(g[0].span.start, g[-1].span.end), (g,)) for g in groups]


def report(
    title: str, words: Sequence[CueWord], profile: Profile, stable_ts: str | None = None
) -> None:
    """Print a table for these words and this profile."""
    before = time.process_time()
    ours = lay_out_cues(words, profile)
    cost = time.process_time() - before
    ways = {
        "pullquote": ours,
        "filled up": fill_up(words, int(profile.chars_per_line), profile.max_lines),
        "by sevens": by_sevens(words),
    }
    if stable_ts is not None:
        ways["stable-ts"] = regroup(words, default(profile), stable_ts)
        ways["st. fitted"] = regroup(words, fitted(profile), stable_ts)
    hours = words[-1].span.end / 3600
    print(f"\n{title}, {profile.name}: {len(words)} words, {hours:.2f} h, layout {cost:.2f} CPU-s")
    print(f"{'% of cues':>14}" + "".join(f"{name:>12}" for name in ways))
    shares = {
        name: violation_shares(cues, check_cues(cues, profile)) for name, cues in ways.items()
    }
    for rule in RULES:
        if any(share[rule] for share in shares.values()):
            row = "".join(f"{100 * shares[name][rule]:12.2f}" for name in ways)
            print(f"{rule:>14}{row}")
    clean = {
        name: 1 - len({v.cue for v in check_cues(cues, profile)}) / len(cues)
        for name, cues in ways.items()
    }
    print(f"{'none at all':>14}" + "".join(f"{100 * clean[name]:12.2f}" for name in ways))
    print(f"{'cues':>14}" + "".join(f"{len(cues):12d}" for cues in ways.values()))


def main() -> None:
    """Run the benchmark."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--text", type=Path, help="a text of your own instead of the synthetic one"
    )
    options.add_argument(
        "--stable-ts", metavar="PYTHON", help="a Python with stable-ts, to show its regrouping too"
    )
    chosen = options.parse_args()
    samples = {"sample": sample_words()}
    if (WORK / "talk180.truth.json").exists():
        samples["talk180"] = recording_words("talk180")
    if chosen.text:
        text = chosen.text.read_text(encoding="utf-8")
        sentences = [part.split() for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]
        samples["text"] = time_words(sentences, 7)
    else:
        samples["conversation"] = talk_words(30_000)
    for profile in (NETFLIX, BBC, SHORT_FORM):
        for title, words in samples.items():
            report(title, words, profile, chosen.stable_ts)


if __name__ == "__main__":
    main()
