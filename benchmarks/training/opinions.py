"""Writes the weights of Whisper's opinions: `python -m benchmarks.training.opinions [--held-out]`.

The words in doubt of the recordings that `training.judging` is fitted on are judged by the weights
there, and Whisper base is asked about them; two logistic models are fitted to what it says, one of
whether a word was said and one of whether it was said where it was placed, within 0.2 s. So run
`training.judging` first. `--held-out` prints what both bring on half `b`, before and after.

Opinions are kept in `benchmarks/work` like what `training.judging` finds on the way.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np

from benchmarks.recordings.spoilt import CONDITIONS, TEXTS, make_all, name_of
from benchmarks.recordings.truth import Recording, shared_data
from benchmarks.training.followed import follow
from benchmarks.training.judging import (
    ABOUT,
    NEAR,
    TRAINED_ON,
    Examples,
    candidates_of,
    examples,
    fit,
)
from pullquote.align.placing.judgement import second_opinion
from pullquote.align.placing.judgement.judging import WHISPER, Verdict
from pullquote.align.placing.judgement.opinion import COLUMNS, Opinion
from pullquote.align.placing.judgement.second_opinion import find_doubtful, odds_of, revised
from pullquote.align.placing.judgement.text_likelihood import Comparer
from pullquote.align.placing.judgement.word_evidence import Hearing, Reals
from pullquote.align.recognizers.whisper_engine.scorer import find_scorer

WEIGHTS = Path(second_opinion.__file__).with_name("opinion_weights.py")
HEAD = '''"""The weights of `second_opinion`, written by `python -m benchmarks.training.opinions`.

For each kind of evidence one for the question if a word was said, and one for the question if it
was said just there. The data are those of `judge_weights`, heard and judged by Whisper base.
"""

WHISPER = {
'''
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a recording, what was thought of them first, and the opinions on some."""

    known: Examples
    verdicts: list[Verdict]
    opinions: dict[int, Opinion]

    def rows(self) -> tuple[Reals, Reals]:
        """The evidence of the words with an opinion, and how far off each is in seconds."""
        rows = [o.weigh(*odds_of(self.verdicts[k])) for k, o in sorted(self.opinions.items())]
        off = [self.known.off[k] for k in sorted(self.opinions)]
        return np.array(rows, float).reshape(-1, len(COLUMNS)), np.array(off, float)


def asked(name: str) -> Asked:
    """The opinions on this recording's words in doubt, kept from an earlier call or asked now."""
    known = examples(name, "whisper")
    verdicts = WHISPER.judge(known.rows)
    kept = Recording(name).media.with_suffix(".opinions.pickle")
    if not kept.exists():
        followed = follow(name, "whisper")
        candidates, _ = candidates_of(name, "whisper", followed)
        heard = sorted(followed.heard or (), key=lambda word: word.span)
        hearing = Hearing(tuple(heard), True)
        scorer = find_scorer(str(shared_data().parent / "whisper_base"), "en", "cpu")
        if scorer is None:
            raise SystemExit("the shared Whisper base could not be loaded")
        comparer = Comparer(candidates, hearing, followed.script, followed.audio)
        found = comparer.opinions(find_doubtful(verdicts), scorer)
        kept.write_bytes(pickle.dumps({k: astuple(opinion) for k, opinion in found.items()}))
    plain = pickle.loads(kept.read_bytes())
    return Asked(known, verdicts, {k: Opinion(*values) for k, values in plain.items()})


def show_held_out() -> None:
    """Print what the judge brings on half `b` without and with opinions."""
    for condition in CONDITIONS:
        for text in TEXTS:
            each = asked(name_of("b", condition, text))
            after = revised(each.verdicts, each.opinions)
            print(f"{condition} {text}: {_row(each.known, each.verdicts)}", flush=True)
            print(f"{condition} {text}: {_row(each.known, after)} with opinions", flush=True)


def _row(known: Examples, verdicts: Sequence[Verdict]) -> str:
    kept = np.array([verdict.is_kept for verdict in verdicts])
    sure = kept & np.array([verdict.confidence >= SURE for verdict in verdicts])
    lost = 1 - known.said[kept].sum() / known.words
    timed = (1 - known.said)[kept].sum()
    right = (known.off[sure] < NEAR).mean()
    return (
        f"{lost:.1%} of the words said lost, {timed:.0f} of {known.others} not said with a time, "
        f"{sure.sum() / known.words:.0%} sure, {right:.1%} of them right"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the weights, or with `--held-out` print what they bring."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true")
    make_all()
    if parser.parse_args(arguments).held_out:
        show_held_out()
        return
    pairs = [asked(name).rows() for name in TRAINED_ON["whisper"]]
    rows, off = (np.concatenate(each) for each in zip(*pairs, strict=True))
    said, right = (fit(rows, (off < limit).astype(float)) for limit in (ABOUT, NEAR))
    lines = [
        f'    "{name}": ({first:.3f}, {second:.3f}),'
        for name, first, second in zip(COLUMNS, said, right, strict=True)
    ]
    WEIGHTS.write_text("\n".join([HEAD.rstrip("\n"), *lines, "}", ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
