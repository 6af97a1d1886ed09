"""Errors of word starts and ends on real speech with word labels, folder by folder.

    python -m benchmarks.accuracy.labelled_speech

Labels are not the truth: those placed by hand are good to 20-30 ms at pauses, those of
alice_brennan and grid_video are some 30 ms early throughout (see the bias column), and
mfa_test_data and grid_video were labelled by other aligners.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from pathlib import Path

from benchmarks.measuring.aligning import hyp_words
from benchmarks.measuring.scoring import Score, format_header, format_score, merge, score
from benchmarks.recordings.labels import BY_HAND, FOLDERS, find_media, read_labels
from benchmarks.recordings.truth import shared_data
from pullquote.align.errors import PullquoteError
from pullquote.align.pipeline import AlignOptions, align_recording
from pullquote.align.progress import SILENT
from pullquote.align.reading.formats import read_transcript


def score_clip(labels: Path, options: AlignOptions) -> Score:
    """Align the clip that a label file belongs to, and compare."""
    media = find_media(labels)
    ref = read_labels(labels)
    try:
        transcript = read_transcript(media.with_suffix(".txt"))
        alignment = align_recording(media, transcript, options, SILENT)
    except PullquoteError as error:
        print(f"  {media.name}: {error}", file=sys.stderr)
    except Exception:
        print(f"  {media.name}: {traceback.format_exc()}", file=sys.stderr)
    else:
        return score(ref, hyp_words(alignment))
    return score(ref, [])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", help="only these folders of the shared data")
    parser.add_argument("--engine", default="sphinx")
    parser.add_argument("--worst", action="store_true", help="list the words that are furthest off")
    arguments = parser.parse_args()
    data = shared_data()
    options = AlignOptions(engine=arguments.engine, language="en", use_cache=False)
    scores: dict[str, Score] = {}
    print(format_header())
    for folder in arguments.folders or FOLDERS:
        scores[folder] = merge(
            score_clip(labels, options) for labels in sorted((data / folder).glob("*.words.json"))
        )
        print(format_score(folder, scores[folder]), flush=True)
        if arguments.worst:
            print("\n".join(f"      {line}" for line in scores[folder].worst))
    by_hand = [scores[folder] for folder in BY_HAND if folder in scores]
    if len(by_hand) > 1:
        print(format_score("labelled by hand", merge(by_hand)))
    print(format_score("all", merge(scores.values())))


if __name__ == "__main__":
    main()
