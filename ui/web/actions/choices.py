"""The choices on the page, with their labels."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Any

from pullquote.ui.web.schemas.recordings import Choices, Engine, FileKinds

LANGUAGES = {
    "en": "English",
    "ar": "Arabic",
    "zh": "Chinese",
    "nl": "Dutch",
    "fr": "French",
    "de": "German",
    "el": "Greek",
    "he": "Hebrew",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "es": "Spanish",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
}
PROFILE_LABELS = {
    "netflix": "Netflix",
    "netflix-children": "Netflix, for children",
    "bbc": "BBC",
    "bbc-vertical": "BBC, upright video",
    "arte": "ARTE, French television",
    "dcmp": "DCMP, educational media",
    "youtube": "YouTube",
    "short-form": "TikTok, Reels, Shorts",
    "one-word": "One word at a time",
}
VIDEO_FORMATS = (
    ("mp4", "MP4 file"),
    ("webm", "WebM file"),
    ("mov", "MOV file"),
    ("mkv", "MKV file"),
    ("gif", "GIF, moving, no sound"),
    ("webp", "WebP, moving, no sound"),
)
AUDIO_FORMATS = (
    ("mp3", "MP3 file"),
    ("wav", "WAV file"),
    ("m4a", "M4A file (AAC)"),
    ("flac", "FLAC file"),
    ("opus", "Opus file"),
    ("ogg", "OGG file (Vorbis)"),
)
FIT_LABELS = {
    "crop": "Cropped",
    "blur": "Whole, blurred around",
    "plain": "Whole, plain around",
}
SEAM_LABELS = {
    "jump": "The picture jumps",
    "zoom": "A little larger",
    "dip": "Through black",
    "flash": "Through white",
}
LOUDNESS = (
    ("", "As recorded"),
    ("-16", "−16 (podcasts)"),
    ("-14", "−14 (video sites)"),
    ("-23", "−23 (broadcast)"),
)
SIDECARS = (
    ("srt", "SRT"),
    ("vtt", "WebVTT"),
    ("ass", "ASS"),
    ("txt", "Plain text"),
    ("none", "None"),
)
POSTERS = (("", "None"), ("png", "PNG"), ("jpg", "JPEG"))
BEHIND = (
    ("plain", "A plain colour"),
    ("scene", "The recording's picture"),
    ("image", "My picture"),
)

TIMELINES = (
    ("otio", "OTIO · Resolve, Premiere"),
    ("fcpxml", "FCPXML · Final Cut"),
    ("edl", "EDL · any program"),
    ("markers.edl", "Markers · Resolve"),
    ("markers.csv", "Markers · Premiere"),
    ("reaper.csv", "Regions · Reaper"),
    ("labels.txt", "Labels · Audacity"),
)

MODELS = ("tiny", "base", "small", "medium", "large-v3-turbo")
"""The Whisper models that are offered, from quick to exact."""


def choices() -> Choices:
    """Everything that the page offers in its fields; each list starts with the default."""
    return Choices(**_fixed(), engines=_engines(), models=_models())


@cache
def _fixed() -> dict[str, Any]:
    from pullquote.clips.captions.profiles.profile import PROFILES
    from pullquote.clips.render.seams import SEAMS
    from pullquote.clips.render.shapes import ASPECTS, FITS
    from pullquote.clips.subtitles.formats import FORMATS
    from pullquote.clips.typeset.styles import style_named, style_names

    names = sorted(style_names(), key=lambda name: (name != "plain", name))
    return {
        "languages": LANGUAGES,
        "styles": (
            *((name, f"{name.replace('-', ' ').capitalize()} captions") for name in names),
            ("none", "No captions"),
        ),
        "looks": {name: style_named(name) for name in names},
        "shapes": tuple((name, "Original" if name == "source" else name) for name in ASPECTS),
        "fits": tuple((name, FIT_LABELS.get(name, name)) for name in FITS),
        "seams": tuple((name, SEAM_LABELS.get(name, name)) for name in SEAMS),
        "loudness": LOUDNESS,
        "sidecars": SIDECARS,
        "posters": POSTERS,
        "behind": BEHIND,
        "formats": FileKinds(video=VIDEO_FORMATS, audio=AUDIO_FORMATS),
        "timelines": tuple(
            (ending, label)
            for ending, label in TIMELINES
            if ending != "otio" or find_spec("opentimelineio") is not None
        ),
        "subtitles": tuple(
            (name, f"{name.upper()} · {known.describe}")
            for name, known in FORMATS.items()
            if not known.is_binary
        ),
        "profiles": tuple((name, PROFILE_LABELS.get(name, name)) for name in PROFILES),
    }


def _engines() -> tuple[Engine, ...]:
    from pullquote.align.recognizers import pocketsphinx as sphinx

    engines = [
        Engine(
            value="auto",
            label="Choose for me",
            note="Whisper where a model of it is on this machine, else the built-in English "
            "recogniser. Nothing is downloaded.",
        )
    ]
    if sphinx.is_available():
        note = "Works offline, English only; quick on any machine."
        engines.append(Engine(value="sphinx", label="Built in (English)", note=note))
    engines.append(Engine(value="whisper", label="Whisper (any language)", note=""))
    return tuple(engines)


def _models() -> tuple[Engine, ...]:
    """Whisper's models, with the size of a download."""
    from pullquote.align.recognizers.whisper_engine.catalogue import installed_models, known_model

    here = installed_models()
    offered = [*here, *(name for name in MODELS if name not in here)]
    models = []
    for name in offered:
        known = known_model(name)
        if name in here or known is None:
            note = "It is on this machine."
        else:
            note = f"It will be downloaded once: {known.size_mb} MB."
        models.append(Engine(value=name, label=name, note=note))
    return tuple(models)
