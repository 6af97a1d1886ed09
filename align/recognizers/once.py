"""Recognising each recording once, whatever transcript comes."""

from __future__ import annotations

from pullquote.align.media.audio import Audio
from pullquote.align.model import cache
from pullquote.align.model.transcript import Transcript
from pullquote.align.model.words import EngineInfo, Recognition
from pullquote.align.progress import Monitor
from pullquote.align.recognizers.base import Recognizer


def recognize_once(
    recognizer: Recognizer,
    audio: Audio,
    fingerprint: str,
    *,
    language: str | None,
    transcript: Transcript | None,
    monitor: Monitor,
    use_cache: bool = True,
) -> Recognition:
    """The words that the recogniser hears in the recording, or heard before; see `Recognizer`.

    `fingerprint` is the recording's. What was heard while the language was sought is known for the
    language that was found, too.
    """
    key = _key(fingerprint, recognizer.info, language)
    known = cache.load_recognition(key) if use_cache else None
    if known is not None:
        return known
    recognition = recognizer.recognize(
        audio, language=language, transcript=transcript, monitor=monitor
    )
    if use_cache:
        for told in {language, recognition.language}:
            keep_recognition(recognition, fingerprint, recognizer.info, told)
    return recognition


def keep_recognition(
    recognition: Recognition, fingerprint: str, engine: EngineInfo, language: str | None
) -> None:
    """Use this recognition whenever that engine is asked for this recording and language."""
    cache.store_recognition(_key(fingerprint, engine, language), recognition)


def _key(fingerprint: str, engine: EngineInfo, language: str | None) -> str:
    return cache.key_of(fingerprint, repr(engine), str(language))
