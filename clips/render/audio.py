"""Audio files from samples: WAV by pydub, the other kinds from that by ffmpeg."""

from __future__ import annotations

import io
import secrets
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pullquote.align.errors import FormatError
from pullquote.align.files import work_folder, write_bytes
from pullquote.align.media.audio import Stretch
from pullquote.align.media.ffmpeg import write_with_ffmpeg
from pullquote.align.progress import SILENT, Monitor


@dataclass(frozen=True, slots=True)
class AudioFormat:
    """ffmpeg's settings for one kind of audio file."""

    muxer: str
    codec: str | None
    """None for 16-bit PCM."""
    bitrate: str | None = None
    """For mono and stereo; lossless kinds have none."""
    quality: str | None = None
    """The codec's own scale, where a bit rate is not possible with every sample rate."""

    @property
    def encoding(self) -> list[str]:
        """Arguments of ffmpeg for the bit rate or quality."""
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
    sound: Stretch,
    path: Path,
    *,
    kind: str | None = None,
    chapters: Path | None = None,
    monitor: Monitor = SILENT,
) -> None:
    """Write the samples as a file of this `kind`, by default that of the extension.

    The file is as long as the samples, to the sample, in a player that honours the encoder's
    delay as written in the file. It appears whole or not at all, and replaces an existing file.
    `chapters` is a file in ffmpeg's metadata format; only kinds in CHAPTERED hold chapters.
    Raises FormatError, OutputError, ProgramError, CancelledError.
    """
    kind = (kind or path.suffix.lstrip(".")).lower()
    if kind not in AUDIO_FORMATS:
        raise FormatError(kind, tuple(AUDIO_FORMATS), "audio extension")
    made = AUDIO_FORMATS[kind]
    if made.codec is None:
        write_bytes(path, _wav(sound))
        return
    with work_folder() as folder:
        source = write_wav(sound, folder)
        read, metadata = ["-i", f"file:{source}"], ["-map_metadata", "-1"]
        if chapters is not None and kind in CHAPTERED:
            # One more input, which has nothing but chapters.
            read += ["-f", "ffmetadata", "-i", f"file:{chapters.resolve()}", "-map_chapters", "1"]
            metadata = ["-map", "0:a", *UNNAMED]
        # Without metadata: a source may name people and places that the clip should not.
        written = ["-c:a", made.codec, *made.encoding, *metadata, "-f", made.muxer]
        write_with_ffmpeg([*read, *written], path, duration=sound.duration, monitor=monitor)


def _wav(sound: Stretch) -> bytes:
    """The samples as the bytes of a WAV file.

    It is made in memory because Python's wave module prints a message of its own on a full disk.
    """
    segment = _pydub().AudioSegment(
        data=sound.samples.tobytes(),
        sample_width=2,
        frame_rate=sound.rate,
        channels=sound.samples.shape[1],
    )
    data: bytes = segment.export(io.BytesIO(), format="wav").getvalue()
    return data


CHAPTERED = ("mp3", "m4a")
"""Kinds that hold chapters. Opus could, but ffmpeg (9.0) writes half of them a second late."""


UNNAMED = ("-map_metadata:g", "-1", "-map_metadata:s", "-1")
"""Arguments that drop a source's metadata but keep the titles of chapters, which
`-map_metadata -1` would drop too."""


def write_wav(sound: Stretch, folder: Path) -> Path:
    """The samples as a temporary WAV file in this folder, for ffmpeg to read."""
    path = folder / f"{secrets.token_hex(8)}.wav"
    write_bytes(path, _wav(sound))
    return path


def _pydub() -> Any:
    with warnings.catch_warnings():
        # It warns on import when no ffmpeg is on the PATH, and on newer Pythons about its own
        # source. Only its WAV writer is used, which needs no ffmpeg.
        warnings.simplefilter("ignore")
        import pydub
    return pydub
