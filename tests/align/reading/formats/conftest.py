"""A small talk written down in every kind of file that can be read."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import docx
import pysubs2
import pytest

SENTENCES = ("Hello there, Zoë.", "It costs $5 & more.")


def as_docx(paragraphs: tuple[str, ...]) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_subtitles(kind: str) -> bytes:
    subtitles = pysubs2.SSAFile()
    for number, sentence in enumerate(SENTENCES):
        subtitles.append(pysubs2.SSAEvent(number * 2000, number * 2000 + 1500, sentence))
    return subtitles.to_string(kind).encode()


def _as_json(document: object) -> bytes:
    return json.dumps(document).encode()


def as_whisper() -> bytes:
    segments = [
        {"id": n, "start": n * 2.0, "end": n * 2 + 1.5, "text": f" {text}"}
        for n, text in enumerate(SENTENCES)
    ]
    return _as_json({"text": " ".join(SENTENCES), "segments": segments, "language": "en"})


def as_whisper_cpp() -> bytes:
    segments = [
        {"offsets": {"from": n * 2000, "to": n * 2000 + 1500}, "text": f" {text}"}
        for n, text in enumerate(SENTENCES)
    ]
    return _as_json({"result": {"language": "en"}, "transcription": segments})


def as_html() -> bytes:
    body = "".join(f"<p>{s.replace('&', '&amp;')}</p>" for s in SENTENCES)
    return f"<html lang=en><body><nav>Menu</nav>{body}</body></html>".encode()


@pytest.fixture(scope="session")
def talk() -> dict[str, bytes]:
    """Extension → the two SENTENCES as such a file, each a paragraph."""
    plain = "\n\n".join(SENTENCES).encode()
    makers: dict[str, Callable[[], bytes]] = {
        ".docx": lambda: as_docx(SENTENCES),
        ".html": as_html,
        ".htm": as_html,
        ".srt": lambda: as_subtitles("srt"),
        ".vtt": lambda: as_subtitles("vtt"),
        ".ass": lambda: as_subtitles("ass"),
        ".ssa": lambda: as_subtitles("ssa"),
        ".json": as_whisper,
    }
    files = {extension: make() for extension, make in makers.items()}
    return files | dict.fromkeys((".txt", ".text", ".md", ".markdown"), plain)
