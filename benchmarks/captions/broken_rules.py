"""Counts the cues that break each rule of subtitling.

    python -m benchmarks.captions.broken_rules [--stable-ts PYTHON]

Our layout is compared with two that tools commonly have: lines filled up greedily (two of 42
characters, as with Whisper's `--max_line_width 42 --max_line_count 2`), and seven words at a time.
With `--stable-ts` it is also compared with stable-ts's regrouping, as it comes and adjusted to the
profile's lengths (see `captions.stable_ts`). All are given the same words and times, and are
checked by the same rules (`clips.captions.check`).

Ours are as they are written: laid out, and their times repaired. The words are those of
`benchmarks.captions.speech`: the sample and the three-hour talk (`python -m
benchmarks.recordings.make talk180`) with their exact times, real speech, and synthetic text at the
pace of conversation (4 to 6.5 syllables a second from sentence to sentence, pauses at punctuation).
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.captions.speech import (
    address_words,
    recording_words,
    sample_words,
    spontaneous_words,
    talk_words,
    time_words,
)
from benchmarks.captions.stable_ts import default, fitted, regroup
from benchmarks.recordings.truth import WORK
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.check import RULES, check_cues, violation_shares
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.captions.profiles.profile import PROFILES, Profile
from pullquote.clips.captions.repair import repair_times


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
    ours = repair_times(lay_out_cues(words, profile), profile)
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
    samples = {
        "sample": sample_words(),
        "spontaneous": spontaneous_words(),
        "addresses": address_words(),
    }
    if (WORK / "talk180.truth.json").exists():
        samples["talk180"] = recording_words("talk180")
    if chosen.text:
        text = chosen.text.read_text(encoding="utf-8")
        sentences = [part.split() for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]
        samples["text"] = time_words(sentences, 7)
    else:
        samples["conversation"] = talk_words(30_000)
    for profile in PROFILES.values():
        for title, words in samples.items():
            report(title, words, profile, chosen.stable_ts)


if __name__ == "__main__":
    main()
