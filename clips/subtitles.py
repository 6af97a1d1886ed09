"""Cues become subtitle files: the whole recording, or the sidecar of a clip."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from align.alignment import Alignment
from align.errors import FormatError, OutputError
from align.timecode import TimeSpan
from clips.captions import cue_words, lay_out_cues, unscripted_words
from clips.cue import Cue, CueWord
from clips.profiles import NETFLIX, Profile
from clips.ssa_file import read_lines
from clips.subtitle_formats import FORMATS, SubtitleFormat, SubtitleOptions

_DEFAULTS = SubtitleOptions()


def subtitle_cues(
    alignment: Alignment, profile: Profile = NETFLIX, *, unscripted: bool = False
) -> tuple[Cue, ...]:
    """Everything that is spoken in the recording, as cues on the recording's clock.

    `unscripted` adds speech that is not in the transcript, as the recogniser spells it, in square
    brackets.
    """
    words = cue_words(alignment, 0, len(alignment.words) - 1)
    if unscripted:
        extra = unscripted_words(alignment)
        words = tuple(sorted((*words, *extra), key=lambda word: word.span.start))
    return lay_out_cues(
        words,
        profile,
        language=alignment.language,
        until=max(alignment.duration, max((word.span.end for word in words), default=0.0)),
    )


def read_cues(path: Path) -> tuple[Cue, ...]:
    """The cues of somebody's subtitle file (srt, vtt, ass, ttml …), to be checked or written anew.

    They are in the order of the file, so that its faults can be told (see `ssa_file.read_lines`).
    Words share the time of their cue evenly, for such files do not tell. Raises InputError.
    """
    cues = []
    for start, end, text, speaker in read_lines(path):
        lines = [line.split() for line in text.split("\n") if line.strip()]
        total = sum(len(line) for line in lines)
        step = (end - start) / max(1, total)
        clock = start
        rows = []
        for line in lines:
            row = []
            for word in line:
                row.append(CueWord(word, TimeSpan(clock, clock + step), None, " ", speaker or None))
                clock += step
            rows.append(tuple(row))
        cues.append(Cue(TimeSpan(start, end), tuple(rows), speaker or None))
    return tuple(cues)


def format_for(path: Path | str, name: str | None = None) -> SubtitleFormat:
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


def format_subtitles(cues: Sequence[Cue], name: str, options: SubtitleOptions = _DEFAULTS) -> str:
    """The cues as the text of a file in the format of this name. Raises FormatError."""
    return format_for("", name).format(cues, options)


def write_subtitles(
    cues: Sequence[Cue],
    path: Path,
    *,
    name: str | None = None,
    options: SubtitleOptions = _DEFAULTS,
) -> Path:
    """Write the cues; the extension says the format unless `name` does.

    The file appears whole or not at all. Raises FormatError and OutputError.
    """
    text = format_for(path, name).format(cues, options)
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise OutputError(path, f"cannot be written ({error.strerror or error})") from None
    return path
