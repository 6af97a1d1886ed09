"""A transcript for a recording that has none: Whisper writes it, and its words have their times."""

from __future__ import annotations

from pullquote.align.errors import InputError, NotSaidError
from pullquote.align.files import PathLike
from pullquote.align.media.audio import decode, probe
from pullquote.align.media.voice_activity import with_speech
from pullquote.align.model.alignment import Alignment
from pullquote.align.pipeline import align_recognized
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.recognizers.engines import AlignOptions, choose_transcriber
from pullquote.align.recognizers.once import keep_recognition, recognize_once
from pullquote.align.recognizers.paragraphs import write_paragraphs


def transcribe_recording(
    media: PathLike, options: AlignOptions | None = None, monitor: Monitor = SILENT
) -> Alignment:
    """The alignment of a recording with the transcript that Whisper makes of it.

    The text is `alignment.transcript.text`: paragraphs cut at pauses, punctuation as Whisper sets
    it. When it is corrected, `align_recording` places the corrected text without recognising the
    recording again.

    Parameters
    ----------
    media : an audio or video file.
    options : model, language, and `names` that may be said; the engine is Whisper.
    monitor : its `on_heard` is given the text as it grows.

    Raises MediaError, InputError for another engine, ModelError when no model is available,
    NotSaidError when nobody speaks, and CancelledError.
    """
    options = options or AlignOptions()
    if options.engine not in ("auto", "whisper"):
        raise InputError(
            f"only Whisper writes transcripts, not {options.engine!r}; leave the engine out"
        )
    info = probe(media)
    engine, plain = choose_transcriber(options)
    monitor.report("decode", 0.0)
    audio = with_speech(decode(media, monitor=monitor), monitor)
    recognition = recognize_once(
        engine,
        audio,
        info.fingerprint,
        language=options.language,
        transcript=None,
        monitor=monitor,
        use_cache=options.use_cache,
    )
    text = write_paragraphs(recognition)
    if not any(map(str.isalnum, text)):
        raise NotSaidError(f"{info.path}: nobody is heard to speak in it")
    if options.names and options.use_cache:
        # The corrected text comes without the names, which have done their work.
        for language in {options.language, recognition.language}:
            keep_recognition(recognition, info.fingerprint, plain.info, language)
    return align_recognized(info, audio, parse_transcript(text), recognition, options, monitor)
