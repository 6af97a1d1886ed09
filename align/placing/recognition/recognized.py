"""Placing a script by what was recognised, with the means that the language has."""

from __future__ import annotations

from dataclasses import replace

from pullquote.align.media.audio import Audio
from pullquote.align.model.transcript import Transcript
from pullquote.align.model.words import Recognition
from pullquote.align.placing.edges import refine_boundaries
from pullquote.align.placing.findings import Findings
from pullquote.align.placing.recognition.hole_edges import unsure_beside_holes
from pullquote.align.placing.second_look import with_second_look
from pullquote.align.progress import Monitor
from pullquote.align.recognizers import pocketsphinx as sphinx
from pullquote.align.recognizers.engines import AlignOptions
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.script import Script


def place_recognized(
    recognition: Recognition,
    audio: Audio,
    script: Script,
    transcript: Transcript,
    options: AlignOptions,
    monitor: Monitor,
) -> Findings:
    """Place the script in this sound, in which the recognition's words were heard.

    English is aligned by force, where pocketsphinx is installed; other languages by Whisper's
    attention.
    """
    from pullquote.align.placing.recognition.by_recognition import (
        place_by_recognition,
        spoken_words,
    )

    words = spoken_words(recognition, recognition.language)
    if recognition.language == "en" and sphinx.is_available():
        from pullquote.align.placing.following.tracker import make_follower

        follower = make_follower(audio, script)
        followed = place_by_recognition(follower, words, audio.duration, monitor)
        looked = with_second_look(followed, follower.aligner)
        placed = with_refined_edges(looked, audio, script)
    else:
        from pullquote.align.placing.recognition.by_attention import place_by_attention

        placed = place_by_attention(audio, script, transcript, recognition, words, options, monitor)
    return unsure_beside_holes(placed, audio.speech or ())


def with_refined_edges(findings: Findings, audio: Audio, script: Script) -> Findings:
    """The findings of forced alignment with better edges."""
    refined = refine_boundaries(audio, script, load_lexicon(), findings.placements)
    return replace(findings, placements=refined)
