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
    any_model: bool = False,
) -> Recognition:
    """The words that the recogniser hears in the recording, or heard before; see `Recognizer`.

    `fingerprint` is the recording's. With `any_model` it need not have been the same Whisper model:
    nobody asked for a certain one. What was heard while the language was sought is known for the
    language that was found, too.
    """
    key = _key(fingerprint, recognizer.info, language)
    known = cache.load_recognition(key) if use_cache else None
    if known is None and use_cache and any_model:
        known = cache.load_recognition(_key(fingerprint, _nameless(recognizer.info), language))
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
    for named in (engine, _nameless(engine)):
        cache.store_recognition(_key(fingerprint, named, language), recognition)


def _nameless(engine: EngineInfo) -> EngineInfo:
    """The engine without its version and model; times from a file stay those of the file."""
    return EngineInfo("whisper", "") if engine.name == "whisper" else engine


def _key(fingerprint: str, engine: EngineInfo, language: str | None) -> str:
    return cache.key_of(fingerprint, repr(engine), str(language))
