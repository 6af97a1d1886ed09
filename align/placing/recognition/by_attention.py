"""Placing a script by Whisper alone, for languages that the built-in engine does not know.

Recognised words that surely are the transcript's and surely are where they were heard serve as
anchors; the transcript's own words are then aligned by the decoder's attention, in windows cut at
anchors. A word that nobody heard is placed only where the model thinks it likely.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from pullquote.align.errors import PullquoteError
from pullquote.align.media.audio import Audio
from pullquote.align.media.voice_activity import with_speech
from pullquote.align.model.transcript import Transcript
from pullquote.align.model.words import Recognition, Word
from pullquote.align.placing.findings import NO_SCORE, Findings, Placement, in_order
from pullquote.align.placing.heard import Heard, match_heard
from pullquote.align.placing.recognition.anchors import cut_windows, find_anchors
from pullquote.align.progress import Monitor
from pullquote.align.recognizers.engines import AlignOptions
from pullquote.align.recognizers.whisper_engine.attention import WhisperAligner
from pullquote.align.recognizers.whisper_engine.runtime import WINDOW
from pullquote.align.spoken_forms.script import Script
from pullquote.align.times import TimeSpan

_MOST_TOKENS = 400
_LOST = 1.0
"""Seconds between the heard and the aligned time that only a likely word may have."""
_LIKELY = 0.3
"""Least probability of a word that is moved away from where it was heard."""
_UNHEARD, _HEARD_BADLY = 0.2, 0.03
"""Least probability of a word that was not heard, and of one that was heard at odd times."""


def place_by_attention(
    audio: Audio,
    script: Script,
    transcript: Transcript,
    recognition: Recognition,
    words: Sequence[Word],
    options: AlignOptions,
    monitor: Monitor,
) -> Findings:
    """Align every item that was heard, and those in between that have time to be spoken.

    Recognised times are kept as they are where no Whisper model is on this machine (for imported
    times).
    """
    heard = match_heard(words, script, 0, len(script.items))
    aligner = find_aligner(recognition.language, options)
    if aligner is None:
        spans = ((item.item, heard.span_of(item)) for item in heard.items)
        return _findings({i: Placement(i, span, NO_SCORE, True) for i, span in spans}, heard)
    speech = with_speech(audio, monitor).speech or ()
    found = find_anchors(heard, script, speech)
    known = {item.item for item in heard.items}
    placements = {i: Placement(i, span, NO_SCORE, True) for i, span in found.anchors.items()}
    for window in cut_windows(found, speech, audio.duration):
        span = window.span
        monitor.report("align", span.end / max(audio.duration, 1e-9))
        texts = [transcript.tokens[script.items[i].token].text for i in window.items]
        if span.duration > WINDOW or aligner.count_tokens(texts) > _MOST_TOKENS:
            continue
        located = aligner.align(audio.cut(span.start, span.end), texts)
        for item, word in zip(window.items, located, strict=True):
            if word is None:
                continue
            where = word.span.shift(span.start)
            if _is_credible(where, word.probability, found.anchors.get(item), item in known):
                score = -2.0 * (1.0 - word.probability)
                placements[item] = Placement(item, where, score, item in known)
    return _findings(placements, heard)


def _findings(placements: dict[int, Placement], heard: Heard) -> Findings:
    """The placements in order, and the heard words at other times than theirs."""
    ordered = in_order(placements.values())
    written = {place for item in heard.items for place in range(item.first, item.stop)}
    spans = sorted(placement.span for placement in placements.values())
    others = []
    for place, word in enumerate(heard.words):
        before = bisect.bisect_right(spans, word.span.middle, key=lambda span: span.start) - 1
        is_placed = before >= 0 and word.span.middle < spans[before].end
        if place not in written and not is_placed:
            others.append(word)
    return Findings(ordered, tuple(others))


def _is_credible(
    where: TimeSpan, probability: float, anchor: TimeSpan | None, was_heard: bool
) -> bool:
    """True when the time that the attention gives can be believed."""
    if anchor is not None:
        return abs(where.start - anchor.start) <= _LOST or probability >= _LIKELY
    return probability >= (_HEARD_BADLY if was_heard else _UNHEARD)


def find_aligner(language: str, options: AlignOptions) -> WhisperAligner | None:
    """Whisper's attention with a model that is on this machine; None where there is none."""
    try:
        return WhisperAligner(options.model, language=language, device=options.device)
    except PullquoteError:
        return None
