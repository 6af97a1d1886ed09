"""The recipe: from a recording and its transcript to an alignment."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pullquote.align.errors import TranscriptError, TranscriptMismatchError
from pullquote.align.files import PathLike
from pullquote.align.media.audio import Audio, MediaInfo, decode, probe
from pullquote.align.media.voice_activity import has_voice, with_speech
from pullquote.align.model import cache
from pullquote.align.model.alignment import Alignment
from pullquote.align.model.transcript import Transcript
from pullquote.align.model.words import EngineInfo, Recognition
from pullquote.align.placing import partial
from pullquote.align.placing.findings import Findings
from pullquote.align.placing.forced_alignment import ScriptAligner
from pullquote.align.placing.recognition.recognized import (
    place_recognized,
    with_heard_times,
    with_refined_edges,
)
from pullquote.align.placing.second_look import with_second_look
from pullquote.align.placing.spoken_order import order_by_listening, script_as_recognized
from pullquote.align.placing.verdicts import assemble_words, find_unscripted, without_silent_start
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.reading.language import guess_language
from pullquote.align.recognizers.engines import (
    AlignOptions as AlignOptions,
    Engine,
    choose_engine,
    whisper_at_hand,
)
from pullquote.align.recognizers.once import recognize_once
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.script import Script, count_phones, make_script

_LEAST_COVERAGE = 0.25
"""Below this share of placed words a transcript does not belong to the recording."""


def align_recording(
    media: PathLike,
    transcript: Transcript,
    options: AlignOptions | None = None,
    monitor: Monitor = SILENT,
) -> Alignment:
    """Find the time at which each word of the transcript is spoken in the recording.

    Parameters
    ----------
    media : an audio or video file.
    transcript : see `formats.read_transcript`.
    options : the engine, model and language; by default those that suit the machine.
    monitor : hears of progress (stages `decode`, `recognize`, `align`) and may cancel.

    Raises MediaError and TranscriptError for input that cannot be used, ModelError when no engine
    is available, TranscriptMismatchError when the transcript does not belong to the recording, and
    CancelledError.
    """
    options = options or AlignOptions()
    info = probe(media)
    if not any(token.is_speech for token in transcript.tokens):
        raise TranscriptError(
            transcript.source,
            "has no words to look for in the recording; give the text of what is said",
        )
    engine = choose_engine(options, guess_language(transcript), monitor)
    key = cache.key_of(
        info.fingerprint, transcript.text, repr(_identity(engine)), str(engine.language)
    )
    name = info.path.name
    known = cache.recall_alignment(key, transcript, name) if options.use_cache else None
    if known is not None:
        return known
    monitor.report("decode", 0.0)
    audio = with_speech(decode(media, monitor=monitor), monitor)
    if not has_voice(audio):
        raise TranscriptMismatchError(0.0, "no voice was heard in it")
    if engine.recognizer is None:
        script, followed = _follow(audio, transcript, options, monitor)
        aligner = ScriptAligner(audio, script, load_lexicon())
        findings = with_refined_edges(with_second_look(followed, aligner), audio, script)
        used = _Used(_identity(engine), "en")
        alignment = _assembled(info, audio, transcript, script, findings, used)
    else:
        recognition = recognize_once(
            engine.recognizer,
            audio,
            info.fingerprint,
            language=engine.language,
            transcript=transcript,
            monitor=monitor,
            use_cache=options.use_cache,
            any_model=options.model is None,
        )
        alignment = align_heard(info, audio, transcript, recognition, options, monitor)
    if options.use_cache:
        _keep(key, alignment)
    return alignment


def align_heard(
    info: MediaInfo,
    audio: Audio,
    transcript: Transcript,
    recognition: Recognition,
    options: AlignOptions,
    monitor: Monitor = SILENT,
) -> Alignment:
    """The alignment of any transcript with a recording in which these words were heard.

    Raises TranscriptMismatchError when they have too little in common.
    """
    script = script_as_recognized(transcript, recognition)
    findings = place_recognized(recognition, audio, script, transcript, options, monitor)
    used = _Used(recognition.engine, recognition.language)
    return _assembled(info, audio, transcript, script, findings, used)


def align_recognized(
    info: MediaInfo,
    audio: Audio,
    transcript: Transcript,
    recognition: Recognition,
    options: AlignOptions,
    monitor: Monitor = SILENT,
) -> Alignment:
    """The alignment of a transcript that was made from this recognition of the recording.

    It is kept for `place_passage`. Raises what `align_recording` raises.
    """
    script = make_script(transcript, recognition.language)
    placed = place_recognized(recognition, audio, script, transcript, options, monitor)
    findings = with_heard_times(placed, recognition, script)
    used = _Used(recognition.engine, recognition.language)
    alignment = _assembled(info, audio, transcript, script, findings, used)
    if options.use_cache:
        _keep(None, alignment)
    return alignment


@dataclass(frozen=True, slots=True)
class _Used:
    """The engine with which an alignment was made."""

    engine: EngineInfo
    language: str


def _assembled(
    info: MediaInfo,
    audio: Audio,
    transcript: Transcript,
    script: Script,
    findings: Findings,
    used: _Used,
) -> Alignment:
    """The alignment that the findings come to. Raises TranscriptMismatchError."""
    speech = audio.speech or ()
    findings = without_silent_start(findings, speech)
    words = assemble_words(transcript, script, findings, count_phones(script, used.language))
    alignment = Alignment(
        transcript=transcript,
        words=words,
        unscripted=find_unscripted(words, findings.others, speech),
        language=used.language,
        duration=info.duration,
        fingerprint=info.fingerprint,
        engine=used.engine,
        media=info.path.name,
    )
    if alignment.coverage < _LEAST_COVERAGE:
        raise TranscriptMismatchError(alignment.coverage)
    return alignment


def _keep(key: str | None, alignment: Alignment) -> None:
    """Keep an alignment under its key, and for whoever wants a passage of this text at once."""
    keys = {key, _text_key(alignment.fingerprint, alignment.transcript)}
    for name in keys - {None}:
        cache.store_alignment(str(name), alignment)


def _text_key(fingerprint: str, transcript: Transcript) -> str:
    return cache.key_of("whole", fingerprint, transcript.text)


def place_passage(
    media: PathLike,
    transcript: Transcript,
    first: int,
    last: int,
    options: AlignOptions | None = None,
    monitor: Monitor = SILENT,
) -> Alignment:
    """Find the times of tokens `first` to `last` (both included) and of those around them.

    An alignment that was made before, by any engine, is used again. Otherwise, in a long recording
    they are found by probing (`placing.partial`): all other words are then PENDING, and the cost
    does not depend on the recording's length. A short one is aligned as a whole, as is one in which
    probes of another language than English are in doubt, and one whose transcript has its parts in
    another order.

    Raises PassageNotFoundError when the words are in the transcript but not in the recording,
    TranscriptMismatchError when nothing of the transcript can be found in it, and what
    `align_recording` raises.
    """
    options = options or AlignOptions()
    info = probe(media)
    known = _known_whole(info, transcript, options)
    if known is not None:
        return partial.check_is_said(known, first, last)
    language = options.language or guess_language(transcript)
    by_sphinx = partial.can_probe(language, options)
    whisper = None if by_sphinx else whisper_at_hand(options, language)
    if partial.is_long(info) and (by_sphinx or whisper is not None):
        seek = partial.Seek(info, transcript, language or "en", options, whisper)
        try:
            found = seek.find(first, last, monitor)
            if found is not None:
                return partial.check_is_said(found, first, last)
        except TranscriptMismatchError:
            if by_sphinx:
                raise
    if by_sphinx:
        options = replace(options, engine="sphinx")  # at once means without a download
    alignment = align_recording(media, transcript, options, monitor)
    return partial.check_is_said(alignment, first, last)


def _known_whole(
    info: MediaInfo, transcript: Transcript, options: AlignOptions
) -> Alignment | None:
    """An earlier alignment of this text, unless a certain engine or model was asked for."""
    if not options.use_cache or options.engine != "auto" or options.model is not None:
        return None
    key = _text_key(info.fingerprint, transcript)
    return cache.recall_alignment(key, transcript, info.path.name)


def _identity(engine: Engine) -> EngineInfo:
    if engine.recognizer is not None:
        return engine.recognizer.info
    from pullquote.align.recognizers import pocketsphinx as sphinx

    return EngineInfo("sphinx", sphinx.version(), "en-us")


def _follow(
    audio: Audio, transcript: Transcript, options: AlignOptions, monitor: Monitor
) -> tuple[Script, Findings]:
    """The script, in the order in which it is said, and the places of its items."""
    from pullquote.align.placing.following.parallel import follow_in_sections
    from pullquote.align.placing.following.tracker import make_follower

    script = make_script(transcript, "en")
    found = follow_in_sections(audio, script, options.processes, monitor)
    order = order_by_listening(found, make_follower(audio, script), transcript)
    if order is None:
        return script, found
    script = script.rearranged(order)
    return script, follow_in_sections(audio, script, options.processes, monitor)
