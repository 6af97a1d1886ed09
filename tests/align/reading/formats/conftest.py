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


def as_rtf(paragraphs: tuple[str, ...] = SENTENCES) -> bytes:
    rows = "".join(f"{text}\\par\n" for text in paragraphs)
    escaped = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in rows)
    return f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Times;}}}}\\f0 {escaped}}}".encode("ascii")


def as_pdf(pages: tuple[tuple[str, ...], ...] = ((SENTENCES[0], "", SENTENCES[1]),)) -> bytes:
    """A PDF with these lines on its pages, as simple as it can be."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        marks = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})
        shown = "".join(f"({line.translate(marks)}) Tj 0 -14 Td " for line in lines)
        stream = f"BT /F1 12 Tf 72 720 Td {shown}ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return data + (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    ).encode("ascii")


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
        ".rtf": as_rtf,
        ".pdf": as_pdf,
    }
    files = {extension: make() for extension, make in makers.items()}
    return files | dict.fromkeys((".txt", ".text", ".md", ".markdown"), plain)
