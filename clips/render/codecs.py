"""The video files that can be made, and ffmpeg's settings for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pullquote.align.errors import FormatError

VIDEO_KINDS = ("mp4", "mov", "mkv", "webm", "gif", "webp")
"""Extensions of the files with a picture."""
SILENT_KINDS = ("gif", "webp")
"""Kinds without sound, for short quotes."""

ENCODERS = {
    "x264": "libx264",
    "nvenc": "h264_nvenc",
    "videotoolbox": "h264_videotoolbox",
    "vaapi": "h264_vaapi",
}
"""Name → ffmpeg's encoder of H.264; all but the first use a chip of the machine."""

_VAAPI_DEVICE = "/dev/dri/renderD128"
# Larger, animations grow to tens of megabytes.
_ANIMATION_SIDE = 540
_ANIMATION_RATE = 12.5


@dataclass(frozen=True, slots=True)
class Quality:
    """The time and space that an encoder may take."""

    encoder: str = "x264"
    """One of ENCODERS."""
    preset: str = "veryfast"
    """x264's: slower presets give smaller files."""
    crf: int = 21
    """x264's scale: 18 can hardly be told from the source, 28 is poor."""
    threads: int = 0
    """0 for as many as there are cores."""


def output_options(kind: str, quality: Quality) -> dict[str, Any]:
    """Options of ffmpeg's output for this kind of file. Raises FormatError for an unknown one."""
    threads = {"threads": quality.threads} if quality.threads else {}
    if kind == "webm":
        return {
            "format": "webm",
            "vcodec": "libvpx-vp9",
            # VP9's scale runs to 63; 11 more looks about the same.
            "crf": quality.crf + 11,
            "video_bitrate": 0,
            "deadline": "good",
            "cpu-used": 5,
            "row-mt": 1,
            "acodec": "libopus",
            "audio_bitrate": "128k",
            **threads,
        }
    if kind == "gif":
        return {"format": "gif", "loop": 0}
    if kind == "webp":
        return {"format": "webp", "vcodec": "libwebp_anim", "loop": 0, "quality": 75, **threads}
    if kind not in VIDEO_KINDS:
        raise FormatError(kind, VIDEO_KINDS, "video extension")
    return {
        "format": {"mkv": "matroska"}.get(kind, kind),
        **h264_options(quality),
        "acodec": "aac",
        "audio_bitrate": "192k",
        # The index in front, so that a clip starts to play before all of it has arrived.
        **({"movflags": "+faststart"} if kind != "mkv" else {}),
        **threads,
    }


def h264_options(quality: Quality) -> dict[str, Any]:
    """Options of ffmpeg for a picture in H.264."""
    encoder = ENCODERS[quality.encoder]
    if quality.encoder == "nvenc":
        return {"vcodec": encoder, "preset": "p4", "rc": "vbr", "cq": quality.crf + 3, "b:v": 0}
    if quality.encoder == "videotoolbox":
        # Its scale runs from 1 to 100, best last.
        return {"vcodec": encoder, "q:v": max(1, min(100, 107 - 2 * quality.crf))}
    if quality.encoder == "vaapi":
        return {"vcodec": encoder, "vaapi_device": _VAAPI_DEVICE, "qp": quality.crf + 1}
    return {"vcodec": encoder, "preset": quality.preset, "crf": quality.crf}


def sized(picture: Any, kind: str) -> Any:
    """The stream at the size and rate of this kind of file; captions are drawn after this."""
    if kind not in SILENT_KINDS:
        return picture
    # Even sizes, the shorter side at most _ANIMATION_SIDE, never enlarged.
    factor = f"min(1,{_ANIMATION_SIDE}/min(iw,ih))"
    return picture.filter("fps", fps=_ANIMATION_RATE).filter(
        "scale", f"2*trunc(iw*{factor}/2)", f"2*trunc(ih*{factor}/2)", flags="lanczos"
    )


def encodable(picture: Any, kind: str, quality: Quality) -> Any:
    """The stream in the form that the encoder accepts."""
    import ffmpeg

    if kind == "gif":
        halves = picture.split()
        palette = halves[0].filter("palettegen", stats_mode="diff")
        return ffmpeg.filter(
            [halves[1], palette], "paletteuse", dither="bayer", bayer_scale=4,
            diff_mode="rectangle",
        )  # fmt: skip
    if kind not in ("webm", "webp") and quality.encoder == "vaapi":
        return picture.filter("format", "nv12").filter("hwupload")
    return picture.filter("format", "yuv420p")
