"""The findings of each engine in the recordings of `recordings.spoilt` before anything is judged.

Kept in `benchmarks/work`, since it takes most of the time; `python -m benchmarks.training.followed
[NAME …]` makes what is not there.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.recordings.spoilt import CONDITIONS, HALVES, TEXTS, make_all, name_of
from benchmarks.recordings.truth import Recording, shared_data
from pullquote.align.media.audio import Audio, decode
from pullquote.align.media.voice_activity import with_speech
from pullquote.align.model.transcript import Transcript
from pullquote.align.model.words import Recognition, Word
from pullquote.align.placing.findings import Findings, Placement, in_order
from pullquote.align.placing.following.parallel import follow_in_sections
from pullquote.align.placing.following.tracker import make_follower
from pullquote.align.placing.recognition.by_recognition import place_by_recognition, spoken_words
from pullquote.align.progress import SILENT
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.recognizers.whisper import WhisperRecognizer
from pullquote.align.spoken_forms.script import Script, make_script
from pullquote.align.times import TimeSpan

ENGINES = ("sphinx", "whisper")


@dataclass(frozen=True, slots=True)
class Followed:
    """A recording, its transcript, and what an engine found of it."""

    audio: Audio
    transcript: Transcript
    script: Script
    findings: Findings
    heard: tuple[Word, ...] | None
    """All words that Whisper heard."""


def follow(name: str, engine: str) -> Followed:
    """The findings of this engine in this recording, kept from an earlier call or made now."""
    recording = Recording(name)
    audio = with_speech(decode(recording.media), SILENT)
    transcript = parse_transcript(recording.transcript.read_text(encoding="utf-8"))
    script = make_script(transcript, "en")
    kept = recording.media.with_suffix(f".{engine}.pickle")
    if not kept.exists():
        heard = None
        if engine == "sphinx":
            findings = follow_in_sections(audio, script, 1, SILENT)
        else:
            heard = spoken_words(recognized(recording, audio), "en")
            follower = make_follower(audio, script)
            findings = place_by_recognition(follower, heard, audio.duration, SILENT)
        kept.write_bytes(pickle.dumps((_packed(findings), heard and _plain(heard))))
    (placed, others), words = pickle.loads(kept.read_bytes())
    findings = Findings(
        in_order(Placement(item, TimeSpan(*s), score, h) for item, s, score, h in placed),
        _words(others),
    )
    heard = None if words is None else _words(words)
    return Followed(audio, transcript, script, findings, heard)


def _packed(findings: Findings) -> tuple[Any, Any]:
    """Plain tuples, which outlive changes of the classes."""
    placed = [(p.item, (p.span.start, p.span.end), p.score, p.heard) for p in findings.placements]
    return placed, _plain(findings.others)


def _plain(words: Sequence[Word]) -> list[tuple[str, float, float, float]]:
    return [(w.text, w.span.start, w.span.end, w.probability) for w in words]


def _words(plain: Sequence[tuple[str, float, float, float]]) -> tuple[Word, ...]:
    return tuple(Word(text, TimeSpan(start, end), p) for text, start, end, p in plain)


def recognized(recording: Recording, audio: Audio) -> Recognition:
    """The words that Whisper base hears, which is the same whatever the transcript."""
    sound = recording.name.rpartition("-")[0]
    kept = recording.folder / f"{sound}.recognition.pickle"
    if not kept.exists():
        model = str(shared_data().parent / "whisper_base")
        recognition = WhisperRecognizer(model, language="en").recognize(
            audio, language="en", transcript=None, monitor=SILENT
        )
        kept.write_bytes(pickle.dumps(recognition))
    recognition = pickle.loads(kept.read_bytes())
    assert isinstance(recognition, Recognition)
    return recognition


def main() -> None:
    """Follow all recordings through both engines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--engine", choices=ENGINES)
    asked = parser.parse_args()
    make_all()
    names = asked.names or [
        name_of(half, condition, text)
        for half in HALVES
        for condition in CONDITIONS
        for text in TEXTS
    ]
    for engine in [asked.engine] if asked.engine else ENGINES:
        for name in names:
            followed = follow(name, engine)
            placed, of = len(followed.findings.placements), len(followed.script.items)
            print(f"{name} {engine}: {placed} of {of} words placed", flush=True)


if __name__ == "__main__":
    main()
