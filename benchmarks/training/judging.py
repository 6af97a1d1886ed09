"""Writes the weights of the judges: `python -m benchmarks.training.judging [--held-out]`.

The recordings are those of `benchmarks.recordings.spoilt`, made from the shared real speech alone
(LibriSpeech CC BY 4.0; LJ Speech, LibriVox and John F. Kennedy public domain; PolyglotDB, Montreal
Forced Aligner and praatIO test data MIT; Alice in Wonderland labels CC BY 4.0), of which nothing
but the weights goes into the project. Words of readers of half `a`, in exact and in damaged
transcripts, are placed by each engine (`followed`) and looked at again; a logistic model is fitted
of whether a word was said where it was placed, within 0.2 s. `--held-out` prints what the weights
of the repository bring on half `b`. About 50 minutes on one core the first time, a minute after.

What is found on the way is kept in `benchmarks/work` and used again, even when the code has changed
since: empty that folder to fit weights to the code as it is. The weights in the repository were
fitted on results kept from several versions of the code.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.recordings.spoilt import CONDITIONS, TEXTS, make_all, name_of
from benchmarks.recordings.truth import Kind, Recording, TruthToken, read_truth
from benchmarks.training.followed import ENGINES, Followed, follow
from pullquote.align.placing.findings import Placement
from pullquote.align.placing.forced_alignment import ScriptAligner
from pullquote.align.placing.judgement import judging
from pullquote.align.placing.judgement.contrast import Contrast
from pullquote.align.placing.judgement.judging import EMBEDDED, WHISPER
from pullquote.align.placing.judgement.likeness import Sounds
from pullquote.align.placing.judgement.word_evidence import (
    COLUMNS,
    Candidate,
    Hearing,
    Reals,
    describe,
)
from pullquote.align.placing.second_look import find_candidates
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.times import TimeSpan

TRAINED_ON = {
    "sphinx": (
        *(name_of("a", condition, "damaged") for condition in CONDITIONS),
        name_of("a", "telephone", "exact"),
    ),
    "whisper": tuple(name_of("a", condition, text) for condition in CONDITIONS for text in TEXTS),
}
"""Exact transcripts teach sphinx little: hardly a word of theirs is in doubt."""
WEIGHTS = Path(judging.__file__).with_name("judge_weights.py")
HEAD = '''"""The weights of `judging`, written by `python -m benchmarks.training.judging`.

For each kind of evidence one for the question if a word was said, and one for the question if it
was said just there; and the usual share of candidates that were said. The script and NOTICE.md
name the data and their licences.
"""

'''
RIDGE = 1.0
"""Weight of the penalty on large weights, each measured by its column's spread."""
NEAR, ABOUT = 0.2, 1.0
"""Seconds off that are still right, and that are still about there."""


@dataclass(frozen=True, slots=True)
class Examples:
    """The candidates of one recording."""

    rows: Reals
    said: Reals
    """1 for each that was said, 0 for others."""
    off: Reals
    """Seconds between where each is and where it was said; inf for those that were not."""
    words: int
    """Words of the transcript that were said."""
    others: int
    """Words of the transcript that were not."""


def examples(name: str, engine: str) -> Examples:
    """The candidates of this recording with their evidence and the truth."""
    followed = follow(name, engine)
    candidates, contrast = candidates_of(name, engine, followed)
    words = followed.findings.others if followed.heard is None else followed.heard
    hearing = Hearing(tuple(sorted(words, key=lambda word: word.span)), followed.heard is not None)
    rows = describe(candidates, hearing, Sounds(followed.script, load_lexicon()), contrast)
    written = truth_of(name, followed)
    tokens = [written[c.placement.item] for c in candidates]
    said = np.array([token.kind is Kind.SPOKEN for token in tokens], float)
    off = [
        abs(c.placement.span.start - (token.start or 0.0)) if token.kind is Kind.SPOKEN else np.inf
        for c, token in zip(candidates, tokens, strict=True)
    ]
    spoken = sum(token.kind is Kind.SPOKEN for token in written)
    return Examples(rows, said, np.array(off), spoken, len(written) - spoken)


def truth_of(name: str, followed: Followed) -> list[TruthToken]:
    """The truth of each item of the script."""
    tokens = read_truth(Recording(name).truth).tokens
    transcript = followed.transcript
    chunks = [len(transcript.text[: token.start_char].split()) for token in transcript.tokens]
    return [tokens[chunks[item.token]] for item in followed.script.items]


def candidates_of(name: str, engine: str, followed: Followed) -> tuple[list[Candidate], Contrast]:
    """The candidates of a recording, kept as plain tuples since finding them takes long."""
    kept = Recording(name).media.with_suffix(f".{engine}.candidates.pickle")
    if not kept.exists():
        aligner = ScriptAligner(followed.audio, followed.script, load_lexicon())
        found, contrast = find_candidates(followed.findings.placements, aligner)
        plain = [
            (p.item, (p.span.start, p.span.end), p.score, p.heard, c.again, c.missing)
            for c in found
            for p in (c.placement,)
        ]
        kept.write_bytes(pickle.dumps((plain, (contrast.right, contrast.wrong))))
    plain, scores = pickle.loads(kept.read_bytes())
    return [
        Candidate(Placement(item, TimeSpan(*span), score, heard), again, missing)
        for item, span, score, heard, again, missing in plain
    ], Contrast(*scores)


def fit(rows: Reals, right: Reals) -> Reals:
    """The weights of a logistic model, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    spread = rows.std(axis=0)
    penalty = RIDGE * np.where(spread > 0, spread, 1.0) ** 2
    penalty[0] = 1e-3
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (right - chance) - penalty * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty)
        weights += np.linalg.solve(bend, slope)
    return weights


def show_held_out(engine: str) -> None:
    """Print what the weights of the repository bring on half `b`."""
    judge = WHISPER if engine == "whisper" else EMBEDDED
    for condition in CONDITIONS:
        for text in TEXTS:
            found = examples(name_of("b", condition, text), engine)
            kept = np.array([verdict.is_kept for verdict in judge.judge(found.rows)])
            lost = 1 - found.said[kept].sum() / found.words
            timed = (1 - found.said)[kept].sum()
            print(
                f"{engine} {condition} {text}: {lost:.1%} of the words said lost, "
                f"{timed:.0f} of {found.others} words not said with a time"
            )


def weights_of(engine: str) -> str:
    """The weights for an engine as Python text."""
    known = [examples(name, engine) for name in TRAINED_ON[engine]]
    rows = np.concatenate([each.rows for each in known])
    off = np.concatenate([each.off for each in known])
    said, right = (fit(rows, (off < limit).astype(float)) for limit in (ABOUT, NEAR))
    lines = [f"{engine.upper()}_USUAL = {np.mean(off < ABOUT):.3f}", f"{engine.upper()} = {{"]
    for name, *weights in zip(COLUMNS, said, right, strict=True):
        lines.append(f'    "{name}": ({weights[0]:.3f}, {weights[1]:.3f}),')
    return "\n".join([*lines, "}", ""])


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the weights, or with `--held-out` print what they bring."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true")
    asked = parser.parse_args(arguments)
    make_all()
    if asked.held_out:
        for engine in ENGINES:
            show_held_out(engine)
        return
    WEIGHTS.write_text(HEAD + "\n".join(map(weights_of, ENGINES)), encoding="utf-8")


if __name__ == "__main__":
    main()
