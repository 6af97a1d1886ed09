"""Audio files from samples (door: pydub)."""

from __future__ import annotations

import contextlib
import io
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pullquote.align.errors import FormatError, OutputError
from pullquote.align.media.audio import Stretch
from pullquote.align.media.ffmpeg import ffmpeg_path
from pullquote.clips.render.encode import failure


@dataclass(frozen=True, slots=True)
class AudioFormat:
    """How ffmpeg writes one kind of audio file."""

    muxer: str
    codec: str | None
    """None for 16-bit PCM."""
    bitrate: str | None = None
    """For mono and stereo; lossless kinds have none."""
    quality: str | None = None
    """The codec's own scale, where a bit rate is not possible with every sample rate."""

    @property
    def encoding(self) -> list[str]:
        """Arguments of ffmpeg that say how many bits may be spent."""
        rate = [] if self.bitrate is None else ["-b:a", self.bitrate]
        return rate if self.quality is None else [*rate, "-q:a", self.quality]


# Bit rates at which speech and music behind it sound like the source. Vorbis accepts few with low
# sample rates and none with others; its quality 5 is about 160 kbit/s of music in stereo.
AUDIO_FORMATS = {
    "wav": AudioFormat("wav", None),
    "mp3": AudioFormat("mp3", "libmp3lame", "192k"),
    "m4a": AudioFormat("ipod", "aac", "192k"),
    "flac": AudioFormat("flac", "flac"),
    "opus": AudioFormat("opus", "libopus", "128k"),
    "ogg": AudioFormat("ogg", "libvorbis", quality="5"),
}
"""Extension → format."""


def write_audio(
    sound: Stretch, path: Path, *, kind: str | None = None, chapters: Path | None = None
) -> None:
    """Write the samples as the kind of file that the extension (or `kind`) says.

    The file is as long as the samples, to the sample, in a player that honours the encoder's
    delay as written in the file. It appears whole or not at all, and replaces what was there.
    `chapters` is a file of ffmpeg's metadata; only those in CHAPTERED hold any.
    Raises FormatError, OutputError, ProgramError.
    """
    kind = (kind or path.suffix.lstrip(".")).lower()
    if kind not in AUDIO_FORMATS:
        raise FormatError(kind, tuple(AUDIO_FORMATS), "audio extension")
    made = AUDIO_FORMATS[kind]
    part = path.with_name(path.name + ".part")
    pydub = _pydub()
    segment = pydub.AudioSegment(
        data=sound.samples.tobytes(),
        sample_width=2,
        frame_rate=sound.rate,
        channels=sound.samples.shape[1],
    )
    segment.converter = ffmpeg_path()
    try:
        if made.codec is None:
            # By way of memory: on a full disk Python's wave module would complain on its own.
            part.write_bytes(segment.export(io.BytesIO(), format=made.muxer).getvalue())
        else:
            # Without metadata: a source may name people and places that the clip should not.
            options = {"codec": made.codec, "parameters": [*made.encoding, *_QUIET]}
            if chapters is not None and kind in CHAPTERED:
                options = {"parameters": _chaptered(made, chapters)}
            segment.export(str(part), format=made.muxer, **options).close()
        part.replace(path)
    except pydub.exceptions.CouldntEncodeError as error:
        # Its message quotes the command first, then what ffmpeg printed.
        raise failure(path, str(error).rpartition("avlib:")[2]) from None
    except OSError as error:
        raise OutputError(path, f"cannot be written ({error.strerror or error})") from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


CHAPTERED = ("mp3", "m4a")
"""Kinds that hold chapters. Opus could, but ffmpeg (9.0) writes half of them a second late."""


UNNAMED = ("-map_metadata:g", "-1", "-map_metadata:s", "-1")
"""Arguments that leave out what a source says about itself but not the titles of chapters, as
`-map_metadata -1` would."""


def _chaptered(made: AudioFormat, chapters: Path) -> list[str]:
    """Arguments with one input more, which has nothing but chapters.

    What says how to encode must come after it, so pydub is told nothing about that.
    """
    read = ["-f", "ffmetadata", "-i", f"file:{chapters.resolve()}", "-map_chapters", "1"]
    encoding = ["-acodec", str(made.codec), *made.encoding]
    return [*read, "-map", "0:a", *encoding, *_QUIET[:-2], *UNNAMED]


_QUIET = ["-nostdin", "-hide_banner", "-loglevel", "error", "-map_metadata", "-1"]


def write_wav(sound: Stretch, folder: Path) -> Path:
    """The samples as a temporary WAV file in this folder, for ffmpeg to read."""
    with tempfile.NamedTemporaryFile(suffix=".wav", dir=folder, delete=False) as file:
        path = Path(file.name)
    write_audio(sound, path)
    return path


def _pydub() -> Any:
    with warnings.catch_warnings():
        # It complains on import that no ffmpeg is on the PATH, and on newer Pythons about its
        # own source; we tell it where ffmpeg is.
        warnings.simplefilter("ignore")
        import pydub
        import pydub.exceptions
    return pydub
