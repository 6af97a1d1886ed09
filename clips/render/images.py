"""Images from the user: a podcast's cover, or the picture behind a quote."""

from __future__ import annotations

from pathlib import Path

from pullquote.align.errors import InputError, ProgramError
from pullquote.align.files import open_regular
from pullquote.align.media.ffmpeg import write_with_ffmpeg

# The first bytes of files, and the demuxer of ffmpeg that reads one picture from such a file. With
# the demuxer named, no file is taken for a pattern of numbered pictures, a playlist or anything
# else that ffmpeg opens.
_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "png_pipe"),
    (b"\xff\xd8\xff", "jpeg_pipe"),
    (b"GIF8", "gif"),
    (b"BM", "bmp_pipe"),
    (b"II*\x00", "tiff_pipe"),
    (b"MM\x00*", "tiff_pipe"),
)
IMAGES = "PNG, JPEG, WebP, GIF, BMP or TIFF"


def image_demuxer(path: Path) -> str | None:
    """ffmpeg's name for this kind of image; None for a file that is not an image.

    Raises InputError for a file that cannot be read.
    """
    try:
        with open_regular(path) as file:
            begin = file.read(16)
    except FileNotFoundError:
        raise InputError(f"{path} could not be found; check the name of the picture") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror or error})") from None
    if begin[:4] == b"RIFF" and begin[8:12] == b"WEBP":
        return "webp_pipe"
    return next((name for sign, name in _BEGINNINGS if begin.startswith(sign)), None)


def check_image(path: Path) -> str:
    """ffmpeg's demuxer for this image. Raises InputError for any other file."""
    demuxer = image_demuxer(path)
    if demuxer is None:
        raise InputError(f"{path} is not a picture that can be used; give a {IMAGES} file")
    return demuxer


def copy_image(path: Path, folder: Path, *, width: int, height: int) -> Path:
    """The image as a PNG in this folder, whole and in its own aspect, as large as fits the box.

    A moving image gives its first picture; transparent parts stay transparent. `width` and `height`
    are pixels. Raises InputError for a file that ffmpeg cannot read as an image.
    """
    demuxer = check_image(path)
    copy = folder / "image.png"
    fitted = f"scale={width}:{height}:force_original_aspect_ratio=decrease:flags=lanczos,setsar=1"
    read = ["-f", demuxer, "-i", f"file:{path.resolve()}", "-vf", f"{fitted},format=rgba"]
    written = ["-frames:v", "1", "-f", "image2", "-update", "1", "-vcodec", "png"]
    try:
        write_with_ffmpeg([*read, *written], copy)
    except ProgramError:
        raise InputError(
            f"{path} is damaged, or a picture of a kind that cannot be read; "
            f"give another {IMAGES} file"
        ) from None
    return copy


def png_size(path: Path) -> tuple[int, int]:
    """Width and height of one of our PNG files, pixels."""
    header = path.read_bytes()[16:24]
    return int.from_bytes(header[:4], "big"), int.from_bytes(header[4:], "big")
