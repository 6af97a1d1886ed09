"""A small talk written down in every kind of file that can be read."""

from __future__ import annotations

import io
import json
import zipfile
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


def as_ttml() -> bytes:
    rows = "".join(
        f'<p begin="{n * 2}s" end="00:00:0{n * 2 + 1}.500">{text.replace("&", "&amp;")}</p>'
        for n, text in enumerate(SENTENCES)
    )
    return f'<tt xmlns="http://www.w3.org/ns/ttml"><body><div>{rows}</div></body></tt>'.encode()


def as_tsv() -> bytes:
    rows = (f"{n * 2000}\t{n * 2000 + 1500}\t{text}" for n, text in enumerate(SENTENCES))
    return "\n".join(("start\tend\ttext", *rows)).encode()


def as_fodt(paragraphs: tuple[str, ...] = SENTENCES) -> bytes:
    rows = "".join(f"<text:p>{text.replace('&', '&amp;')}</text:p>" for text in paragraphs)
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    words = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    return (
        f'<office:document xmlns:office="{office}" xmlns:text="{words}">'
        f"<office:body><office:text>{rows}</office:text></office:body></office:document>"
    ).encode()


def as_odt() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", as_fodt(), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


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
        ".ttml": as_ttml,
        ".dfxp": as_ttml,
        ".itt": as_ttml,
        ".tsv": as_tsv,
        ".odt": as_odt,
        ".fodt": as_fodt,
    }
    files = {extension: make() for extension, make in makers.items()}
    return files | dict.fromkeys((".txt", ".text", ".md", ".markdown"), plain)
