"""Rich text: all that is shown is read, and nothing else."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, strategies as st

from pullquote.align.errors import TranscriptError
from pullquote.align.reading.formats import read_transcript_bytes
from pullquote.align.reading.formats.limits import DEEPEST


def read(body: str) -> str:
    data = f"{{\\rtf1\\ansi\\ansicpg1252\\uc1 {body}}}".encode("latin-1")
    return read_transcript_bytes(data, name="talk.rtf").text


def test_a_word_document_shows_its_text_and_no_furniture() -> None:
    body = (
        r"{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset204 Arial Cyr;}}{\colortbl;\red1\green2\blue3;}"
        r"{\stylesheet{\s0 Normal;}}{\info{\title A talk}{\author Ann}}"
        r"{\header Page header\par}{\footer \chpgn}{\*\generator Writer;}"
        r"\pard\f0 Anna: It\rquote s {\b bold} and {\i it}alic.\par "
        r"Well\'85 caf\'e9\u8212\'97yes{\v hidden}{\deleted gone}.\line Next\~line."
        r"{\footnote A note.}{\*\annotation A comment.}\par "
        r"{\pntext 1.\tab}{\listtext\'b7\tab}Listed.\par "
        r"{\field{\*\fldinst HYPERLINK \"http://a.example\"}{\fldrslt a link}}\par "
        r"{\pict\wmetafile8 0102abcd}\trowd One\cell Two\cell\row "
        r"{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt In a box\par}}{\shprslt In a box}}"
    )
    assert read(body).split("\n\n") == [
        "Anna: It’s bold and italic.",
        "Well… café—yes.\nNext\u00a0line.",
        "Listed.",
        "a link",
        "One\tTwo",
        "In a box",
    ]


def test_letters_of_other_scripts_are_read() -> None:
    assert read(r"{\fonttbl{\f1\fcharset204 C;}{\f2\fcharset128 J;}}\f1\'cf\'f0\'e8") == "При"
    assert read(r"{\fonttbl{\f2\fcharset128 J;}}\f2\'93\'fa\'96\'7b") == "日本"
    assert read(r"\uc0\u1087\u-10179 \u-8704  ok") == "п😀 ok"
    assert read(r"\uc2\u1087\'8f\'e3x") == "пx"


def test_binary_data_is_stepped_over() -> None:
    assert read("{\\pict\\bin5 }}}}}}Said.") == "Said."


@given(st.lists(st.text(string.ascii_letters + " .,{}\\'é", min_size=1, max_size=30), min_size=1))
def test_any_text_comes_back(paragraphs: list[str]) -> None:
    written = "".join(
        "".join(f"\\{c}" if c in "\\{}" else f"\\u{ord(c)}?" if c == "é" else c for c in text)
        + "\\par\n"
        for text in paragraphs
    )
    expected = "\n\n".join(stripped for p in paragraphs if (stripped := p.strip()))
    if any(c.isalnum() for c in expected):
        assert read("start\\par " + written) == f"start\n\n{expected}"


def test_groups_inside_each_other_are_bounded() -> None:
    assert read("{" * (DEEPEST - 2) + "deep" + "}" * (DEEPEST - 2)) == "deep"
    with pytest.raises(TranscriptError, match=rf"groups nested more than {DEEPEST}"):
        read("{" * DEEPEST + "deep")


def test_other_text_with_this_name_is_refused() -> None:
    with pytest.raises(TranscriptError, match="is not rich text"):
        read_transcript_bytes(b"Hello.", name="talk.rtf")
