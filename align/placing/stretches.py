"""Hearing and placing a stretch of a recording, by pocketsphinx or by Whisper."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np

from pullquote.align.media.audio import SAMPLE_RATE, Audio
from pullquote.align.media.voice_activity import with_speech
from pullquote.align.model.transcript import Transcript
from pullquote.align.model.words import EngineInfo, Recognition, Word
from pullquote.align.placing.findings import Findings
from pullquote.align.placing.following.listener import Listener
from pullquote.align.placing.following.tracker import Follower
from pullquote.align.placing.forced_alignment import ScriptAligner
from pullquote.align.placing.matching import PlaceIndex
from pullquote.align.placing.recognition.by_recognition import spoken_words
from pullquote.align.placing.recognition.recognized import place_recognized, with_refined_edges
from pullquote.align.placing.second_look import with_second_look
from pullquote.align.progress import Monitor
from pullquote.align.recognizers import pocketsphinx as sphinx
from pullquote.align.recognizers.base import Recognizer
from pullquote.align.recognizers.engines import AlignOptions
from pullquote.align.spoken_forms.lexicon import Lexicon, load_lexicon
from pullquote.align.spoken_forms.script import Script
from pullquote.align.times import TimeSpan

_LISTENED_TO = 90.0
"""Seconds of the longest stretch that is listened to as a whole, so that absent words are known to
be absent."""


class StretchEngine(Protocol):
    """Hears and places stretches of one recording; times count from a stretch's start."""

    @property
    def info(self) -> EngineInfo: ...

    @property
    def probe(self) -> float:
        """Seconds that are heard in a probe."""
        ...

    def hear(self, audio: Audio) -> list[Word]:
        """The words spoken in this stretch, in the spoken forms of the script."""
        ...

    def place(self, audio: Audio, first: int, stop: int, monitor: Monitor) -> Findings:
        """Place the items `first` to `stop` (excluded) of the script in this stretch."""
        ...


@dataclass(slots=True)
class SphinxStretches:
    """Pocketsphinx with the transcript's own words: English."""

    script: Script
    index: PlaceIndex
    probe: float = 20.0
    _lexicon: Lexicon = field(default_factory=load_lexicon)
    _listener: Listener | None = None

    @property
    def info(self) -> EngineInfo:
        """The library and its acoustic model."""
        return EngineInfo("sphinx", sphinx.version(), "en-us")

    def hear(self, audio: Audio) -> list[Word]:
        """The words heard with the transcript's language model; see `StretchEngine`."""
        if self._listener is None:
            nothing = Audio(np.zeros(SAMPLE_RATE, dtype=np.int16))
            self._listener = Listener(nothing, self.script, self._lexicon, quick=True)
        self._listener.audio = audio
        return self._listener.hear(TimeSpan(0.0, audio.duration))

    def place(self, audio: Audio, first: int, stop: int, monitor: Monitor) -> Findings:
        """The stretch followed through the script; see `StretchEngine`."""
        aligner = ScriptAligner(audio, self.script, self._lexicon)
        listener = Listener(audio, self.script, self._lexicon, quick=True)
        followed = Follower(aligner, listener, self.index).follow(
            *(TimeSpan(0.0, audio.duration), first, stop, monitor),
            listen=audio.duration < _LISTENED_TO,
        )
        return with_refined_edges(with_second_look(followed, aligner), audio, self.script)


@dataclass(slots=True)
class WhisperStretches:
    """Whisper: any language that it knows."""

    recognizer: Recognizer
    transcript: Transcript
    script: Script
    language: str
    options: AlignOptions
    monitor: Monitor
    probe: float = 28.0

    @property
    def info(self) -> EngineInfo:
        """The recogniser's."""
        return self.recognizer.info

    def hear(self, audio: Audio) -> list[Word]:
        """The words that Whisper hears; see `StretchEngine`."""
        return list(spoken_words(self._recognize(audio), self.language))

    def place(self, audio: Audio, first: int, stop: int, monitor: Monitor) -> Findings:
        """The stretch recognised and the items placed by that; see `StretchEngine`."""
        audio = with_speech(audio)
        found = place_recognized(
            *(self._recognize(audio), audio, self.script.part(first, stop)),
            *(self.transcript, self.options, monitor),
        )
        return replace(
            found,
            placements=tuple(replace(p, item=p.item + first) for p in found.placements),
            rejected=tuple((item + first, p) for item, p in found.rejected),
        )

    def _recognize(self, audio: Audio) -> Recognition:
        # Its own stages would make the progress of the whole go to and fro.
        quiet = replace(self.monitor, on_progress=None)
        return self.recognizer.recognize(
            audio, language=self.language, transcript=None, monitor=quiet
        )
