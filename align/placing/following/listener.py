"""Recognition by pocketsphinx with a language model made from the transcript itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from pullquote.align.media.audio import SAMPLE_RATE, Audio
from pullquote.align.model.words import Word
from pullquote.align.recognizers.narrow_band import is_narrow
from pullquote.align.recognizers.pocketsphinx import LanguageDecoder
from pullquote.align.spoken_forms.script import Pronouncer, Script
from pullquote.align.times import TimeSpan

SCORE_SCALE = 8.0
"""A mean log score per frame is divided by this to give a recognised word's probability."""
_HOP = SAMPLE_RATE // 100
_SMOOTH = 12


def quiet_moment(audio: Audio, span: TimeSpan) -> float:
    """The middle of the quietest eighth of a second in this stretch, in seconds."""
    samples = audio.cut(span.start, span.end).astype(np.float32)
    frames = len(samples) // _HOP
    if frames <= _SMOOTH:
        return span.middle
    energy = np.square(samples[: frames * _HOP].reshape(frames, _HOP)).mean(axis=1)
    smooth = np.convolve(energy, np.ones(_SMOOTH) / _SMOOTH, mode="valid")
    quietest = int(np.argmin(smooth)) + _SMOOTH / 2
    return max(0.0, span.start) + quietest * _HOP / SAMPLE_RATE


def cut_at_pauses(audio: Audio, span: TimeSpan, *, length: float) -> Iterator[TimeSpan]:
    """The stretch in pieces of at most `length` seconds, cut at the quietest moments."""
    start = span.start
    while span.end - start > length:
        cut = quiet_moment(audio, TimeSpan(start + 0.6 * length, start + length))
        yield TimeSpan(start, cut)
        start = cut
    yield TimeSpan(start, span.end)


@dataclass(slots=True)
class Listener:
    """Hears words of a script's vocabulary in one recording."""

    audio: Audio
    script: Script
    lexicon: Pronouncer
    quick: bool = False
    """True leaves out words that are not in the dictionary: guessing how they are pronounced takes
    time."""
    _decoder: LanguageDecoder | None = field(default=None, init=False, repr=False)
    _heard: list[Word] = field(default_factory=list, init=False, repr=False)
    _heard_until: float = field(default=0.0, init=False, repr=False)

    def hear(self, span: TimeSpan, *, longest: float = 12.0) -> list[Word]:
        """The words heard in this stretch, on the media's clock."""
        if self._decoder is None:
            self._decoder = self._make_decoder()
        words = []
        for part in cut_at_pauses(self.audio, span, length=longest):
            words += [
                Word(
                    word.name,
                    word.span.shift(part.start),
                    float(np.exp(word.score / SCORE_SCALE)),
                )
                for word in self._decoder.recognize(self.audio.cut(part.start, part.end))
            ]
        return words

    def hear_on(self, span: TimeSpan) -> list[Word]:
        """The same for a stretch that may begin in the one before; nothing is decoded twice."""
        known = [w for w in self._heard if w.span.start >= span.start and w.span.end <= span.end]
        start = max(span.start, min(span.end, self._heard_until)) if known else span.start
        if span.end - start > 0.2:
            known += self.hear(TimeSpan(start, span.end))
        self._heard, self._heard_until = known, span.end
        return known

    def _make_decoder(self) -> LanguageDecoder:
        words = self.script.words
        dictionary = {}
        for word in set(words):
            if not self.quick or self.lexicon.in_dictionary(word):
                dictionary[word] = self.lexicon.pronunciations(word) or ("AH",)
        sentences = (
            [word for word in words[a:b] if word in dictionary] for a, b in self.script.sentences
        )
        narrow = is_narrow(self.audio.samples)
        return LanguageDecoder((s for s in sentences if s), dictionary, narrow=narrow)
