"""ISO 639-1 codes of languages, from the names that files give them. Pure."""

from __future__ import annotations

_NAMES = {
    "arabic": "ar", "bengali": "bn", "chinese": "zh", "mandarin": "zh", "czech": "cs",
    "danish": "da", "dutch": "nl", "english": "en", "finnish": "fi", "french": "fr",
    "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi", "hungarian": "hu",
    "indonesian": "id", "italian": "it", "japanese": "ja", "korean": "ko", "norwegian": "no",
    "persian": "fa", "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru",
    "spanish": "es", "castilian": "es", "swedish": "sv", "thai": "th", "turkish": "tr",
    "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi",
}  # fmt: skip


def language_code(name: object) -> str | None:
    """`en` for `en`, `en-GB`, `EN_us` or `English`; None for anything else."""
    if not isinstance(name, str):
        return None
    plain = name.strip().casefold()
    if plain in _NAMES:
        return _NAMES[plain]
    code = plain.replace("_", "-").split("-")[0]
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
