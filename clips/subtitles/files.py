"""Cues become subtitle files: the whole recording, or the sidecar of a clip."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pullquote.align.errors import FormatError, InputError
from pullquote.align.files import PathLike, read_bytes, storable, write_bytes
from pullquote.align.model.alignment import Alignment
from pullquote.align.model.spoken_parts import spoken_parts
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.borrowed_times import Absent
from pullquote.clips.captions.caption_words import cue_words, unscripted_words, with_names
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.captions.profiles.profile import NETFLIX, Profile
from pullquote.clips.captions.repair import repair_times
from pullquote.clips.subtitles.formats import (
    FORMATS,
    TEXT_FORMATS,
    SubtitleFormat,
    SubtitleOptions,
)
from pullquote.clips.subtitles.ssa import read_lines

if TYPE_CHECKING:
    from pullquote.align.reading.formats.cues import TimedCue

_DEFAULTS = SubtitleOptions()


def subtitle_cues(
    alignment: Alignment,
    profile: Profile = NETFLIX,
    *,
    unscripted: bool = False,
    names: bool = False,
    absent: Absent = Absent.KEEP,
) -> tuple[Cue, ...]:
    """Everything that is spoken in the recording, as cues on the recording's clock.

    `unscripted` adds speech that is not in the transcript, as the recogniser spells it, in square
    brackets. `names` opens each turn with its speaker's name, for formats with `names_in_text`.
    `absent` is the treatment of words that were not found; those that plainly were not spoken, such
    as headings, are left out in any case (see `align.search.doubts`).
    """
    words = tuple(
        word
        for part in spoken_parts(alignment)
        for word in cue_words(alignment, part.first, part.last, absent=absent, selected=False)
    )
    if unscripted:
        words = _interleaved(words, unscripted_words(alignment))
    until = max(alignment.duration, max((word.span.end for word in words), default=0.0))
    cues = lay_out_cues(
        with_names(words, profile) if names else words,
        profile,
        language=alignment.language,
        until=until,
    )
    return repair_times(cues, profile, until=until)


def _interleaved(written: Sequence[CueWord], unscripted: Sequence[CueWord]) -> tuple[CueWord, ...]:
    """All words by their starts; unscripted ones never part a run of words that were not found."""
    words: list[CueWord] = []
    waiting = list(unscripted)
    for word in written:
        if not (word.unheard and words and words[-1].unheard):
            while waiting and waiting[0].span.start < word.span.start:
                words.append(waiting.pop(0))
        words.append(word)
    return (*words, *waiting)


def read_cues(path: PathLike) -> tuple[Cue, ...]:
    """The cues of somebody's subtitle file (srt, vtt, ass, ttml …), to be checked or written anew.

    They are in the order of the file, so that its faults can be reported. Text that rolling
    captions of WebVTT repeat appears once. Words share the time of their cue evenly where the file
    does not time them. Any encoding is read. Raises InputError for any other file.
    """
    # Imported here because all readers of transcripts come with them.
    from pullquote.align.reading.formats.cues import TimedCue, parse_cues_as_they_stand
    from pullquote.align.reading.formats.encoding import decode_text

    path = Path(path)
    try:
        data = read_bytes(path)
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror or error})") from None
    if not data.strip():
        raise InputError(f"{path} is empty; give a subtitle file (.srt, .vtt, .ass or .ttml)")
    text = decode_text(data, path.name)
    timed = parse_cues_as_they_stand(text) or [
        TimedCue(
            TimeSpan(start, max(start, end)),
            line,
            speaker or None,
            said_end=end if end < start else None,
        )
        for start, end, line, speaker in read_lines(text, path)
    ]
    return tuple(_as_cue(cue) for cue in timed)


def _as_cue(cue: TimedCue) -> Cue:
    """The cue with a time for each word."""
    lines = [line.split() for line in cue.text.split("\n") if line.strip()]
    total = sum(len(line) for line in lines)
    if len(cue.words) == total:
        edges = _word_edges(cue)
    else:
        edges = [cue.span.start + cue.span.duration * k / total for k in range(total)]
        edges.append(cue.span.end)
    spans = (TimeSpan(start, max(start, end)) for start, end in pairwise(edges))
    rows = tuple(
        tuple(CueWord(word, next(spans), None, " ", cue.speaker) for word in line) for line in lines
    )
    return Cue(cue.span, rows, cue.speaker, cue.said_end)


def _word_edges(cue: TimedCue) -> list[float]:
    """Starts of the timed words, and the cue's end; words with the same time share it."""
    edges = [cue.span.start]
    for word in cue.words[1:]:  # a file's times may run backwards, or leave the cue
        edges.append(min(max(word.start, edges[-1]), cue.span.end))
    edges.append(cue.span.end)
    first = 0
    while first < len(edges) - 1:
        stop = first + 1
        while stop < len(edges) - 1 and edges[stop] == edges[first]:
            stop += 1
        step = (edges[stop] - edges[first]) / (stop - first)
        for k in range(first + 1, stop):
            edges[k] = edges[first] + (k - first) * step
        first = stop
    return edges


def format_for(path: PathLike, name: str | None = None) -> SubtitleFormat:
    """The format with this name, or the one that the file's name ends in.

    Longer endings win: `x.timed.txt` is not `x.txt`. Raises FormatError.
    """
    if name is not None:
        if name not in FORMATS:
            raise FormatError(name, tuple(FORMATS), "subtitle format")
        return FORMATS[name]
    file_name = Path(path).name.lower()
    fits = [
        (len(extension), known)
        for known in FORMATS.values()
        for extension in known.extensions
        if file_name.endswith(extension)
    ]
    if not fits:
        known = sorted({extension for f in FORMATS.values() for extension in f.extensions})
        raise FormatError(Path(path).suffix or file_name, known, "subtitle extension")
    return max(fits, key=lambda fit: fit[0])[1]


def step_of(path: Path) -> float:
    """The unit of time, seconds, in a subtitle file with this name."""
    if path.suffix.lower() in (".ass", ".ssa"):
        return FORMATS["ass"].step
    return FORMATS["srt"].step


def format_subtitles(cues: Sequence[Cue], name: str, options: SubtitleOptions = _DEFAULTS) -> str:
    """The cues as the text of a file in the format of this name.

    Raises FormatError, also for a format that is not text.
    """
    text = _formatted(cues, format_for("", name), options)
    if isinstance(text, bytes):
        raise FormatError(name, TEXT_FORMATS, "subtitle format that is text")
    return text


def encode_subtitles(
    cues: Sequence[Cue], kind: SubtitleFormat, options: SubtitleOptions = _DEFAULTS
) -> bytes:
    """The cues as the content of a file, in the encoding and with the line ends asked for.

    Raises InputError for an encoding that the format or the text does not allow.
    """
    text = _formatted(cues, kind, options)
    if isinstance(text, bytes):
        if options.crlf or codecs.lookup(options.encoding).name != "utf-8":
            raise InputError(
                f"a {kind.extensions[0]} file has bytes and line ends of its own; leave the "
                "encoding and the line ends out, or write .srt"
            )
        return text
    if options.crlf:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    codec = codecs.lookup(options.encoding).name
    if codec == "utf-8":
        return storable(text).encode()
    if not (kind.any_encoding or codec == "utf-8-sig"):
        raise InputError(
            f"a {kind.extensions[0]} file is always UTF-8, so it cannot be {options.encoding}; "
            "leave the encoding out, or write .srt"
        )
    try:
        return text.encode(codec)
    except UnicodeEncodeError as error:
        raise InputError(
            f"{options.encoding} has no character {text[error.start]!r}, which the subtitles have; "
            "choose another encoding, such as utf-8"
        ) from None


def _formatted(cues: Sequence[Cue], kind: SubtitleFormat, options: SubtitleOptions) -> str | bytes:
    """The file's content, with the programme's start added to all times."""
    if options.programme_start and kind.plays_recording:
        raise InputError(
            f"a {kind.extensions[0]} file plays the recording, so its times begin with the "
            "recording; leave the programme's start out"
        )
    start = options.start_frame
    if start:
        shift = float(options.clock.seconds(start))
        cues = tuple(cue.shift(shift) for cue in cues)
    return kind.format(cues, options)


def write_subtitles(
    cues: Sequence[Cue],
    path: PathLike,
    *,
    name: str | None = None,
    options: SubtitleOptions = _DEFAULTS,
    replace: bool = True,
) -> Path:
    """Write the cues in the format of the extension, or in the one called `name`.

    The file appears whole or not at all; without `replace` an existing one stays. Raises
    FormatError, OutputError, and InputError as `encode_subtitles`.
    """
    path = Path(path)
    data = encode_subtitles(cues, format_for(path, name), options)
    write_bytes(path, data, replace=replace)
    return path
