"""Placing a script by what was recognised, with the means that the language has."""

from __future__ import annotations

import bisect
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pullquote.align.media.audio import Audio
from pullquote.align.model.transcript import Transcript
from pullquote.align.model.words import Recognition, Word
from pullquote.align.placing.edges import refine_boundaries
from pullquote.align.placing.findings import NO_SCORE, Findings, Placement
from pullquote.align.placing.heard import match_heard
from pullquote.align.placing.recognition.by_phones import with_attention
from pullquote.align.placing.recognition.by_recognition import place_by_recognition, spoken_words
from pullquote.align.placing.recognition.hole_edges import MOST, unsure_beside_holes
from pullquote.align.placing.recognition.unheard_runs import with_unheard_runs
from pullquote.align.placing.second_look import with_second_look
from pullquote.align.progress import Monitor
from pullquote.align.recognizers import pocketsphinx as sphinx
from pullquote.align.recognizers.engines import AlignOptions
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.pronouncers.pronouncer import find_pronouncer
from pullquote.align.spoken_forms.script import Pronouncer, Script
from pullquote.align.times import TimeSpan

if TYPE_CHECKING:
    from pullquote.align.recognizers.whisper_engine.attention import WhisperAligner
    from pullquote.align.recognizers.whisper_engine.scorer import WhisperScorer

_SHORTEST = 0.02
"""Seconds of the shortest time that is given to a word that was only heard."""


def place_recognized(
    recognition: Recognition,
    audio: Audio,
    script: Script,
    transcript: Transcript,
    options: AlignOptions,
    monitor: Monitor,
) -> Findings:
    """Place the script in this sound, in which the recognition's words were heard.

    English is aligned by force, where pocketsphinx is installed. So are languages whose sounds can
    be mapped to English phones, with Whisper's attention where those do not fit; all others are
    placed by attention alone.
    """
    words = spoken_words(recognition, recognition.language)
    if recognition.language == "en" and sphinx.is_available():
        from pullquote.align.placing.following.tracker import make_follower

        follower = make_follower(audio, script)
        followed = place_by_recognition(follower, words, audio.duration, monitor)
        looked = with_second_look(
            *(followed, follower.aligner, words), lambda: _scorer(recognition, options, monitor)
        )
        refined = with_refined_edges(looked, audio, script)
        placed = with_unheard_runs(
            *(refined, script, audio), lambda: _attention(recognition, options)
        )
    else:

        def attend() -> Findings:
            from pullquote.align.placing.recognition.by_attention import place_by_attention

            return place_by_attention(
                audio, script, transcript, recognition, words, options, monitor
            )

        pronouncer = find_pronouncer(recognition.language)
        if pronouncer is None:
            placed = attend()
        else:
            phones = place_by_phones(audio, script, words, pronouncer, monitor)
            heard = match_heard(words, script, 0, len(script.items))
            placed = with_attention(phones, [item.item for item in heard.items], attend)
    return unsure_beside_holes(placed, audio.speech or ())


def _attention(recognition: Recognition, options: AlignOptions) -> WhisperAligner | None:
    """Whisper's attention, if Whisper heard these words and a model is on this machine."""
    if recognition.engine.name != "whisper":
        return None
    from pullquote.align.placing.recognition.by_attention import find_aligner

    return find_aligner(recognition.language, options)


def _scorer(
    recognition: Recognition, options: AlignOptions, monitor: Monitor
) -> WhisperScorer | None:
    """Whisper as a judge of texts, if it heard these words and a model is on this machine."""
    if recognition.engine.name != "whisper":
        return None
    from pullquote.align.recognizers.whisper_engine.scorer import find_scorer

    return find_scorer(options.model, recognition.language, options.device, monitor)


def place_by_phones(
    audio: Audio,
    script: Script,
    words: Sequence[Word],
    pronouncer: Pronouncer,
    monitor: Monitor,
) -> Findings:
    """The script aligned by force between heard words, in the phones of this pronouncer."""
    from pullquote.align.placing.following.tracker import make_follower

    follower = make_follower(audio, script, pronouncer)
    followed = place_by_recognition(follower, words, audio.duration, monitor)
    return with_second_look(followed, follower.aligner, words)


def with_heard_times(findings: Findings, recognition: Recognition, script: Script) -> Findings:
    """The findings, and the items that were only heard, at the times at which they were heard.

    For a script that was made from this recognition: all of it was heard, so none of it counts as
    not said. A time is kept between those of the items before and after it.
    """
    words = spoken_words(recognition, recognition.language)
    heard = match_heard(words, script, 0, len(script.items))
    placed = {p.item: p for p in findings.placements}
    starts = [(p.item, p.span) for p in findings.placements]
    clock = 0.0
    for item in heard.items:
        if item.item in placed:
            clock = placed[item.item].span.end
            continue
        after = bisect.bisect_right(starts, item.item, key=lambda start: start[0])
        before = starts[after - 1][1].end if after > 0 else 0.0
        limit = starts[after][1].start if after < len(starts) else math.inf
        said = heard.span_of(item)
        start, end = max(said.start, before, clock), min(said.end, limit)
        if end - start >= _SHORTEST:
            sure = min(MOST, min(word.probability for word in words[item.first : item.stop]))
            placed[item.item] = Placement(item.item, TimeSpan(start, end), NO_SCORE, True, sure)
            clock = end
    kept = tuple(placed[item] for item in sorted(placed))
    said_anyhow = {item.item for item in heard.items}
    rejected = tuple((item, p) for item, p in findings.rejected if item not in said_anyhow)
    return replace(findings, placements=kept, rejected=rejected)


def with_refined_edges(findings: Findings, audio: Audio, script: Script) -> Findings:
    """The findings of forced alignment with better edges."""
    refined = refine_boundaries(audio, script, load_lexicon(), findings.placements)
    return replace(findings, placements=refined)
