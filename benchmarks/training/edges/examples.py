"""Word edges and the errors of alignment: `python -m benchmarks.training.edges.examples WORK`.

Aligns each recording of `benchmarks.training.edges.speech` without correcting boundaries, and
writes what the network will see at every edge, and the truth, to `WORK/NAME.npz`: `sound`
(n, 40, 26), `phones` (n, 2), `offset` (n,) in seconds, and `kind` (n,), one of KINDS.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.measuring.scoring import pair_tokens
from benchmarks.recordings.labels import BY_HAND, find_media, read_labels
from benchmarks.recordings.truth import Recording, TruthToken, read_truth, shared_data
from benchmarks.training.edges.speech import VOICES
from pullquote.align.media.audio import decode
from pullquote.align.model.transcript import Transcript
from pullquote.align.placing.edges import Edge, find_edges, picture_sound
from pullquote.align.placing.following.parallel import follow_in_sections
from pullquote.align.progress import SILENT
from pullquote.align.reading.formats import read_transcript
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.script import make_script

KINDS = ("between words", "end before a pause", "start after a pause")
_LOST = 0.1
"""Seconds; an edge further off was misplaced, not imprecise."""
_PAUSE = 0.03


def make_examples(
    media: Path, transcript: Transcript, truth: tuple[TruthToken, ...]
) -> dict[str, np.ndarray]:
    """The examples that a recording gives."""
    audio, script, lexicon = decode(media), make_script(transcript, "en"), load_lexicon()
    placements = follow_in_sections(audio, script, 1, SILENT).placements
    texts = [token.text for token in transcript.tokens]
    known = pair_tokens(texts, [token.text for token in truth])
    spoken = [
        None if (at := known[script.items[p.item].token]) is None else truth[at] for p in placements
    ]
    found = list(_with_truth(find_edges(script, lexicon, placements), spoken))
    return {
        "sound": picture_sound(audio.samples, [edge.boundary.time for edge, _ in found]).astype(
            np.float16
        ),
        "phones": np.array([(e.boundary.left, e.boundary.right) for e, _ in found]),
        "offset": np.array([true - e.boundary.time for e, true in found], np.float32),
        "kind": np.array([_kind(e) for e, _ in found]),
    }


def _kind(edge: Edge) -> int:
    if edge.ends is not None and edge.starts is not None:
        return 0
    return 1 if edge.ends is not None else 2


def _with_truth(edges: list[Edge], spoken: list[TruthToken | None]) -> Iterator[tuple[Edge, float]]:
    """Edges and their true times, where there is one time."""
    for edge in edges:
        ends = spoken[edge.ends] if edge.ends is not None else None
        starts = spoken[edge.starts] if edge.starts is not None else None
        times = [ends.end] if ends is not None else []
        times += [starts.start] if starts is not None else []
        true = [time for time in times if time is not None]
        if len(true) != 1 + (_kind(edge) == 0) or max(true) - min(true) > _PAUSE:
            continue
        middle = sum(true) / len(true)
        if abs(middle - edge.boundary.time) <= _LOST:
            yield edge, middle


def main() -> None:
    """Make the examples that do not exist yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    work = parser.parse_args().work
    for voice in VOICES:
        for name in (voice, f"{voice}_slow", f"{voice}_fast"):
            recording = Recording(name, work)
            if not (work / f"{name}.npz").exists():
                truth = read_truth(recording.truth).tokens
                transcript = read_transcript(recording.transcript)
                examples = make_examples(recording.media, transcript, truth)
                np.savez(work / f"{name}.npz", **examples)
                print(f"{name}: {len(examples['offset'])} edges", flush=True)
    for folder in BY_HAND:
        for labels in sorted((shared_data() / folder).glob("*.words.json")):
            media = find_media(labels)
            transcript = read_transcript(media.with_suffix(".txt"))
            examples = make_examples(media, transcript, tuple(read_labels(labels)))
            np.savez(work / f"hand_{folder}_{labels.name.split('.')[0]}.npz", **examples)


if __name__ == "__main__":
    main()
