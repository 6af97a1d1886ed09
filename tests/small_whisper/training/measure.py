"""Success of a model in the small language: `python measure.py FOLDER [SENTENCES]`.

Unseen sentences in every voice, through Pullquote's own recogniser and aligner.
"""

from __future__ import annotations

import sys

import numpy as np
from rapidfuzz.distance import Levenshtein
from sentences import SentenceMaker

from pullquote.align.media.audio import Audio
from pullquote.align.progress import SILENT
from pullquote.align.recognizers.whisper import WhisperRecognizer
from pullquote.align.recognizers.whisper_engine.attention import WhisperAligner
from pullquote.samples.flite_speech import VOICES, say


def plain(text: str) -> str:
    """A word without case and punctuation."""
    return text.strip(" .,?!").lower()


def describe(off: list[float]) -> str:
    """Errors in seconds as a line of statistics in milliseconds."""
    size = np.abs(off) * 1000
    within = ", ".join(f"{(size <= limit).mean():.0%} <= {limit}" for limit in (50, 100, 200))
    return f"median {np.median(size):.0f} ms, mean {size.mean():.0f} ms, {within}"


def main() -> None:
    """Prints word errors and how far word starts are off, by voice."""
    folder = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 25
    recognizer = WhisperRecognizer(folder, device="cpu")
    aligner = WhisperAligner(folder, language="en", device="cpu")
    for voice in VOICES:
        maker = SentenceMaker(424_242)
        errors = words = 0
        heard_off: list[float] = []
        aligned_off: list[float] = []
        for _ in range(count):
            speech = say(maker.sentence(), voice)
            truth = [plain(word.text) for word in speech.words]
            recognition = recognizer.recognize(
                Audio(speech.samples), language="en", transcript=None, monitor=SILENT
            )
            heard = [plain(word.text) for word in recognition.words]
            edits = Levenshtein.opcodes(truth, heard)
            errors += Levenshtein.distance(truth, heard)
            words += len(truth)
            for edit in edits:
                if edit.tag == "equal":
                    for true, found in zip(
                        range(edit.src_start, edit.src_end),
                        range(edit.dest_start, edit.dest_end),
                        strict=True,
                    ):
                        start = recognition.words[found].span.start
                        heard_off.append(start - speech.words[true].start)
            located = aligner.align(speech.samples, [word.text for word in speech.words])
            aligned_off += [
                place.span.start - word.start
                for place, word in zip(located, speech.words, strict=True)
                if place is not None
            ]
        print(f"{voice}: {errors / words:.1%} word errors; heard: {describe(heard_off)}")
        print(f"{' ' * len(voice)}  aligned: {describe(aligned_off)}")


if __name__ == "__main__":
    main()
