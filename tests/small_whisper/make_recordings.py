"""Makes the recordings that the Whisper tests listen to.

`python tests/small_whisper/make_recordings.py`; run it from the repository.

Needs flite (see `samples/flite_speech.py`) and the packed model. Sentences are drawn from the
model's own language until enough are found that it recognises word for word; what is written is
`talk.flac` with two voices and pauses, `sentence.flac` with one, and the exact time of every word
in `recordings.json`.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE / "training")]

from sentences import SentenceMaker  # noqa: E402

from pullquote.align.media.audio import Audio  # noqa: E402
from pullquote.align.progress import SILENT  # noqa: E402
from pullquote.align.recognizers.whisper import WhisperRecognizer  # noqa: E402
from pullquote.samples.flite_speech import SpokenText, say  # noqa: E402

RATE = 16_000
VOICES = ("slt", "rms")
TALK_SENTENCES = 12
SEED = 20_261


def plain(text: str) -> str:
    """A word without case and punctuation."""
    return text.strip(" .,?!").lower()


def hears_exactly(recognizer: WhisperRecognizer, speech: SpokenText) -> bool:
    """True when each word is recognised within 120 ms of the truth, however much silence is ahead.

    The first word's time is let off: Whisper's attention puts it where the window begins.
    """
    for lead in (0.0, 0.7, 1.4):
        samples = np.concatenate([np.zeros(round(lead * RATE), np.int16), speech.samples])
        heard = recognizer.recognize(
            Audio(samples), language="en", transcript=None, monitor=SILENT
        ).words
        if [plain(w.text) for w in heard] != [plain(w.text) for w in speech.words]:
            return False
        pairs = zip(heard[1:], speech.words[1:], strict=True)
        if any(abs(h.span.start - lead - t.start) > 0.12 for h, t in pairs):
            return False
    return True


def find_sentences(recognizer: WhisperRecognizer) -> Iterator[tuple[str, SpokenText]]:
    """Sentences of six words or more that are recognised, the voices in turn."""
    maker = SentenceMaker(SEED)
    found = 0
    while True:
        text = maker.sentence()
        if len(text.split()) < 6:
            continue
        speech = say(text, VOICES[found % len(VOICES)])
        if len(speech.words) == len(text.split()) and hears_exactly(recognizer, speech):
            found += 1
            yield text, speech


def join(
    sentences: list[tuple[str, SpokenText]], seed: int
) -> tuple[npt.NDArray[np.int16], list[dict[str, object]]]:
    """The sentences with pauses of 0.4 to 2 s between them, and all their words with times."""
    chance = random.Random(seed)
    pieces: list[npt.NDArray[np.int16]] = []
    words: list[dict[str, object]] = []
    clock = 0
    for text, speech in sentences:
        pause = round(chance.uniform(0.4, 2.0) * RATE)
        clock += pause
        for written, word in zip(text.split(), speech.words, strict=True):
            start, end = word.start + clock / RATE, word.end + clock / RATE
            words.append({"text": written, "start": round(start, 4), "end": round(end, 4)})
        clock += len(speech.samples)
        pieces += [np.zeros(pause, np.int16), speech.samples]
    return np.concatenate(pieces), words


def write_flac(path: Path, samples: npt.NDArray[np.int16]) -> None:
    """Mono at 16 kHz."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("flac", rate=RATE, layout="mono")
        stream.options = {"compression_level": "12"}
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
        frame.sample_rate = RATE
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)


def main() -> None:
    """Writes the recordings and their truth beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(HERE / "model.zip") as packed:
            packed.extractall(folder)
        recognizer = WhisperRecognizer(folder)
        found = find_sentences(recognizer)
        sentences = [next(found) for _ in range(TALK_SENTENCES)]
    truth = {}
    for name, chosen in (("sentence", sentences[:1]), ("talk", sentences)):
        samples, words = join(chosen, SEED)
        write_flac(HERE / f"{name}.flac", samples)
        truth[name] = words
    rows = json.dumps(truth).replace('{"text"', '\n{"text"')
    (HERE / "recordings.json").write_text(rows + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
