"""PDF: the text of the pages, without what they repeat."""

from __future__ import annotations

import io

import pypdf
import pytest

from pullquote.align.errors import TranscriptError
from pullquote.align.reading.formats import read_transcript_bytes
from pullquote.align.reading.formats.documents import pdf
from pullquote.align.reading.formats.documents.pdf import joined_pages, page_texts

from ..conftest import as_pdf

PAGES = tuple(
    (
        "The Show – Episode 12",
        f"ANNA: This is sentence {word} of a talk",
        f"that goes on {word} more time",
        f"Page {n} of 4",
    )
    for n, word in enumerate(("one", "two", "three", "four"), 1)
)  # fmt: skip


def encrypted(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(as_pdf()))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def read(data: bytes) -> str:
    return read_transcript_bytes(data, name="talk.pdf").text


def test_headers_and_page_numbers_are_not_speech() -> None:
    transcript = read_transcript_bytes(as_pdf(PAGES), name="talk.pdf")
    assert "Episode" not in transcript.text and "Page" not in transcript.text
    spoken = [token.text for token in transcript.tokens if token.is_speech]
    assert " ".join(spoken).startswith(
        "This is sentence one of a talk that goes on one more time This is"
    )
    assert transcript.paragraphs[0].speaker == "ANNA"


def test_a_line_is_furniture_only_where_most_pages_have_it() -> None:
    assert (
        joined_pages(["Yes.\nOne.", "Yes.\nTwo.", "No.\nThree.", "No.\nFour."]).count("Yes.") == 2
    )
    assert joined_pages(["Go.\nOne.", "Go.\nTwo."]).count("Go.") == 2
    assert joined_pages(["1\nHe had 3 cats.\n- 12 -", "2\nAnd\n13"]) == "He had 3 cats.\nAnd"
    assert joined_pages(["ex\u00ad", "ample"]) == "example"


def test_paragraphs_are_where_the_page_leaves_room() -> None:
    page = ("Hello there, Zoë and all of", "you who came.", "", "It costs $5 & more than", "that.")
    assert read(as_pdf((page,))) == "\n".join(page)
    words = ("We wrote this with", "a line of room", "between all of", "the lines of it.")
    spaced = tuple(line for word in words for line in (word, ""))
    assert read(as_pdf((spaced,))) == "\n".join(words)


def test_a_locked_file_is_read_where_it_opens_without_a_password() -> None:
    assert "Zoë" in read(encrypted(""))
    with pytest.raises(TranscriptError, match="locked by a password"):
        read(encrypted("secret"))


def test_pictures_of_pages_are_refused_by_naming_ocr() -> None:
    with pytest.raises(TranscriptError, match="OCR"):
        read(as_pdf(((),)))


@pytest.mark.parametrize("cut", [9, 200, 600, -30])
def test_a_damaged_file_is_read_or_refused(cut: int) -> None:
    try:
        assert "Hello" in read(as_pdf()[:cut])
    except TranscriptError as error:
        assert "damaged PDF" in str(error) or "no text" in str(error)


def test_pages_and_time_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from pullquote.align.progress import SILENT

    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    with pytest.raises(TranscriptError, match="more than 1 pages"):
        page_texts(as_pdf((("a",), ("b",))), "talk.pdf", SILENT)
    monkeypatch.setattr(pdf, "LONGEST", 0.0)
    with pytest.raises(TranscriptError, match="takes longer than 0 s"):
        read(as_pdf())
