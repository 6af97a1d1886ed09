"""Speaks through festival, and tells when each word is spoken."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.recordings.truth import Samples, read_audio

_UTTERANCE = """
(Parameter.set 'Duration_Stretch {stretch:.3f})
(set! spoken (utt.synth (Utterance Text "{text}")))
(utt.wave.resample spoken 16000)
(utt.save.wave spoken "{folder}/{number}.wav" 'riff)
(set! file (fopen "{folder}/{number}.words" "w"))
(mapcar
  (lambda (word)
    (format file "%s\\t%f\\t%f\\n"
      (item.feat word "R:Token.parent.name")
      (item.feat word "word_start") (item.feat word "word_end")))
  (utt.relation.items spoken 'Word))
(fclose file)
"""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence as festival speaks it."""

    samples: Samples
    words: tuple[tuple[str, float, float], ...]
    """The written word that each spoken one belongs to, its start and its end in seconds."""


def say_all(sentences: list[str], voice: str, stretches: list[float]) -> list[Spoken]:
    """The sentences in this voice; a stretch of 2 is half as fast."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "script.scm"
        commands = [f"(voice_{voice})"]
        for number, (text, stretch) in enumerate(zip(sentences, stretches, strict=True)):
            plain = text.replace("\\", "").replace('"', "")
            commands.append(
                _UTTERANCE.format(stretch=stretch, text=plain, folder=folder, number=number)
            )
        script.write_text("\n".join(commands), encoding="utf-8")
        subprocess.run(
            ["festival", "-b", str(script)], check=True, stdout=subprocess.DEVNULL, timeout=600
        )
        return [_read(Path(folder) / str(number)) for number in range(len(sentences))]


def _read(path: Path) -> Spoken:
    rows = [line.split("\t") for line in path.with_suffix(".words").read_text().splitlines()]
    words = tuple((token, float(start), float(end)) for token, start, end in rows)
    return Spoken(read_audio(path.with_suffix(".wav")), words)
