"""Placing a script by Whisper alone: for languages that the embedded engine does not know.

Whisper's recognised words that surely are the transcript's are the anchors; between them the
transcript's own words are aligned by the decoder's attention, in windows cut at anchors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.assemble import Findings
from align.media import Audio
from align.options import AlignOptions
from align.progress import Monitor
from align.recognizers.base import Recognition, Word
from align.script import Script
from align.settle import NO_SCORE, Heard, HeardItem, match_heard
from align.timecode import TimeSpan
from align.transcript import Transcript
from align.walk import Placement

_WINDOW = 24.0
"""Seconds in one window, about; Whisper takes at most 30."""
_MOST_TOKENS = 400
_SECONDS_A_LETTER = 0.03
"""Nobody speaks faster than this over several words."""


@dataclass(frozen=True, slots=True)
class _Window:
    span: TimeSpan
    items: tuple[int, ...]


def place_by_attention(
    audio: Audio,
    script: Script,
    transcript: Transcript,
    recognition: Recognition,
    words: Sequence[Word],
    options: AlignOptions,
    monitor: Monitor,
) -> Findings:
    """Align every item that was heard, and those between that have the time to be spoken.

    Recognised times stand where no Whisper model is on this machine (imported times).
    """
    heard = match_heard(words, script, 0, len(script.items))
    spans = {known.item: heard.span_of(known) for known in heard.items}
    kept, others = _plausible(heard, script)
    placements = {item: Placement(item, span, NO_SCORE, heard=True) for item, span in spans.items()}
    aligner = _aligner(recognition.language, options)
    if aligner is not None:
        for window in _windows(kept, spans, audio.duration):
            monitor.report("align", window.span.end / max(audio.duration, 1e-9))
            texts = [transcript.tokens[script.items[i].token].text for i in window.items]
            span = window.span
            if span.duration > 29.9 or aligner.count_tokens(texts) > _MOST_TOKENS:
                continue
            found = aligner.align(audio.cut(span.start, span.end), texts)
            for item, place in zip(window.items, found, strict=True):
                if place is None:
                    continue
                where = TimeSpan(place[0], max(place[0], place[1])).shift(max(0.0, span.start))
                if item in spans and abs(where.start - spans[item].start) > 1.0:
                    continue  # the attention lost its place; what was heard stands
                placements[item] = Placement(item, where, -2.0 * (1.0 - place[2]), item in spans)
    ordered = tuple(placements[item] for item in sorted(placements))
    return Findings(ordered, tuple(others))


def _aligner(language: str, options: AlignOptions):  # type: ignore[no-untyped-def]
    from align.errors import PullquoteError
    from align.whisper_alignment import WhisperAligner

    try:
        return WhisperAligner(options.model, language=language, device=options.device)
    except PullquoteError:
        return None


def _plausible(heard: Heard, script: Script) -> tuple[list[int], list[Word]]:
    """Heard items with the unheard ones between them that may be spoken; and unwritten words."""
    kept: list[int] = []
    others: list[Word] = []
    word, item, time = 0, 0, 0.0
    count = len(script.items)
    for known in (*heard.items, HeardItem(count, len(heard.words), len(heard.words))):
        between = heard.words[word : known.first]
        missing = list(range(item, known.item))
        letters = sum(len("".join(script.items[i].forms[0])) for i in missing)
        if known.item < count and item > 0:
            room = heard.span_of(known).start - time
            said = sum(len(w.text) for w in between)
            # Something was heard in place of these words: as much as they would be.
            if missing and room >= _SECONDS_A_LETTER * letters and said >= 0.4 * letters:
                kept += missing
                between = ()
        others += between
        if known.item < count:
            kept.append(known.item)
            item, word, time = known.item + 1, known.stop, heard.span_of(known).end
    return kept, others


def _windows(kept: Sequence[int], spans: dict[int, TimeSpan], duration: float) -> list[_Window]:
    """Runs of items with the sound between the pauses around them."""
    windows: list[_Window] = []
    current: list[int] = []
    start = 0.0
    for place, item in enumerate(kept):
        current.append(item)
        following = kept[place + 1] if place + 1 < len(kept) else None
        if item not in spans or (following is not None and following not in spans):
            continue
        end = spans[item].end
        first = next((spans[i].start for i in current if i in spans), end)
        after = spans[following].start if following is not None else duration
        pause = after - end
        enough = end - first >= _WINDOW * (0.6 if pause > 0.3 else 1.0)
        if following is None or enough or pause > 2.0 or after - first > 28.0:
            begin = max(start, first - 0.3)
            stop = min(end + min(0.3, max(0.0, pause / 2)), duration)
            windows.append(_Window(TimeSpan(begin, max(begin, stop)), tuple(current)))
            start, current = stop, []
    return windows
