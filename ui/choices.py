"""What can be chosen on the page, with the words that say so."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import Any

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
    "short-form": "Short videos",
    "one-word": "One word at a time",
}
VIDEO_FORMATS = [("mp4", "MP4 (H.264)"), ("webm", "WebM")]
AUDIO_FORMATS = [
    ("mp3", "MP3"),
    ("wav", "WAV"),
    ("m4a", "M4A (AAC)"),
    ("flac", "FLAC"),
    ("opus", "Opus"),
]


@cache
def choices() -> dict[str, Any]:
    """Everything that the page offers in its fields; each list starts with the default."""
    from clips.profiles import PROFILES
    from clips.styles import style_named, style_names
    from clips.subtitle_formats import FORMATS

    names = sorted(style_names(), key=lambda name: (name != "plain", name))
    return {
        "languages": LANGUAGES,
        "engines": [
            {
                "value": "auto",
                "label": "Choose for me",
                "note": "Whisper where a model of it is on this machine, else the built-in "
                "English recogniser, which needs no download.",
            },
            {
                "value": "sphinx",
                "label": "Built in (English)",
                "note": "Works offline, English only.",
            },
            {
                "value": "whisper",
                "label": "Whisper (any language)",
                "note": "Downloads a model once when there is none on this machine.",
            },
        ],
        "styles": [
            *((name, name.replace("-", " ").capitalize()) for name in names),
            ("none", "No captions"),
        ],
        "looks": {name: asdict(style_named(name)) for name in names},
        "formats": {"video": VIDEO_FORMATS, "audio": AUDIO_FORMATS},
        "subtitles": [
            (name, f"{name.upper()} · {known.describe}") for name, known in FORMATS.items()
        ],
        "profiles": [(name, PROFILE_LABELS.get(name, name)) for name in PROFILES],
    }
