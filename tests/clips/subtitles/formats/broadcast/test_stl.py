"""EBU STL, field by field as Tech 3264 lays it out, and read by ttconv."""

from __future__ import annotations

import datetime
import io
import struct
import unicodedata
from fractions import Fraction

import pytest
from ttconv.isd import ISD
from ttconv.stl import iso6937, reader
from ttconv.stl.config import STLReaderConfiguration

from pullquote.align.errors import FormatError, InputError
from pullquote.clips.subtitles.files import encode_subtitles, format_for, format_subtitles
from pullquote.clips.subtitles.formats import SubtitleOptions
from pullquote.clips.subtitles.formats.broadcast.stl import format_stl
from pullquote.clips.subtitles.formats.broadcast.stl_text import character_table, encode_text
from tests.clips.subtitles.conftest import TWO, cue
from tests.clips.subtitles.formats.players import shown_text

DAY = datetime.date(2026, 3, 1)
TEN = SubtitleOptions(title="Le goût", language="fr", programme_start="10:00:00:00")


def stl(cues, options: SubtitleOptions = TEN) -> bytes:
    shift = float(options.clock.seconds(options.start_frame))
    return format_stl([c.shift(shift) for c in cues], options, DAY)


# Field, first byte, bytes, content; Tech 3264, section 4.2.
GSI = [
    ("CPN", 0, 3, b"850"),
    ("DFC", 3, 8, b"STL25.01"),
    ("DSC", 11, 1, b"1"),
    ("CCT", 12, 2, b"00"),
    ("LC", 14, 2, b"0F"),
    ("OPT", 16, 32, "Le goût".encode("cp850").ljust(32)),
    ("OET", 48, 32, b" " * 32),
    ("TPT", 80, 32, "Le goût".encode("cp850").ljust(32)),
    ("TET", 112, 32, b" " * 32),
    ("TN", 144, 32, b" " * 32),
    ("TCD", 176, 32, b" " * 32),
    ("SLR", 208, 16, b" " * 16),
    ("CD", 224, 6, b"260301"),
    ("RD", 230, 6, b"260301"),
    ("RN", 236, 2, b"00"),
    ("TNB", 238, 5, b"00002"),
    ("TNS", 243, 5, b"00002"),
    ("TNG", 248, 3, b"001"),
    ("MNC", 251, 2, b"40"),
    ("MNR", 253, 2, b"23"),
    ("TCS", 255, 1, b"1"),
    ("TCP", 256, 8, b"10000000"),
    ("TCF", 264, 8, b"10000100"),
    ("TND", 272, 1, b"1"),
    ("DSN", 273, 1, b"1"),
    ("CO", 274, 3, b"   "),
    ("PUB", 277, 32, b" " * 32),
    ("EN", 309, 32, b" " * 32),
    ("ECD", 341, 32, b" " * 32),
    ("UDA", 448, 576, b" " * 576),
]


@pytest.mark.parametrize(("name", "place", "size", "content"), GSI, ids=[row[0] for row in GSI])
def test_every_field_about_the_programme_is_in_its_place(name, place, size, content) -> None:
    assert stl(TWO)[place : place + size] == content


def test_the_fields_leave_no_byte_out() -> None:
    assert sum(size for _, _, size, _ in GSI) == 1024 - 75
    assert len(stl(TWO)) == 1024 + 2 * 128


def test_every_field_of_a_subtitle_is_in_its_place() -> None:
    block = stl(TWO)[1024:1152]
    assert block[0] == 0  # SGN
    assert block[1:3] == b"\x01\x00"  # SN, low byte first
    assert block[3] == 0xFF  # EBN: the only block
    assert block[4] == 0  # CS: not cumulative
    assert tuple(block[5:9]) == (10, 0, 1, 0)  # TCI
    assert tuple(block[9:13]) == (10, 0, 3, 6)  # TCO
    assert block[13] == 20  # VP: two lines of double height, the last on row 22
    assert block[14] == 2  # JC: centred
    assert block[15] == 0  # CF: text, not a comment
    line = b"\x0d\x0b\x0b%s\x0a\x0a"
    text = line % b"Good morning," + b"\x8a\x8a" + line % b"and welcome back."
    assert block[16:] == text.ljust(112, b"\x8f")


def _read(data: bytes, **options):
    model = reader.to_model(io.BytesIO(data), STLReaderConfiguration(**options))
    return [
        (moment, shown_text(ISD.from_model(model, moment)))
        for moment in ISD.significant_times(model)
    ]


def test_it_is_read_by_ttconv_without_a_complaint(caplog) -> None:
    with caplog.at_level("WARNING"):
        shown = _read(stl(TWO), program_start_tc="TCP")
    assert caplog.records == []
    assert shown == [
        (0, ""),
        (1, "Good morning,\nand welcome back."),
        (Fraction(81, 25), ""),
        (Fraction(88, 25), "Thank you, Anna."),
        (5, ""),
    ]


def test_long_lines_make_open_subtitles_and_further_blocks(caplog) -> None:
    long = (cue(1, 3, "x" * 60, "y" * 70), TWO[1])
    data = stl(long)
    assert (data[11:12], data[251:253], data[238:248]) == (b"0", b"70", b"0000300002")
    first, second = data[1024:1152], data[1152:1280]
    assert (first[3], second[3]) == (0, 0xFF)
    assert first[1:3] == second[1:3]
    assert first[13] == 22
    with caplog.at_level("WARNING"):
        assert _read(data, program_start_tc="TCP")[1] == (1, f"{'x' * 60}\n{'y' * 70}")
    assert caplog.records == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Łódź, naïve façade, Ŵ Ő ș", None),
        # ttconv takes the code of the dollar for the currency sign.
        ("Œuvre “ça va” ‘où’ ½ £5 $6 ¿que? ♪", "Œuvre “ça va” ‘où’ ½ £5 ¤6 ¿que? ♪"),
        ("So — it’s 5–6 … ok", "So — it’s 5-6 ... ok"),
    ],
)
def test_latin_is_written_as_ttconv_reads_it(text: str, shown: str | None) -> None:
    text = unicodedata.normalize("NFC", text.replace("ș", "ş"))
    assert character_table([text]) == 0
    coded = encode_text(text, 0)
    assert unicodedata.normalize("NFC", iso6937.decode(coded)[0]) == (shown or text)


def test_a_dollar_is_not_written_as_the_currency_sign_that_latin_has_in_its_place() -> None:
    assert encode_text("$20 ~ £15", 0) == b"\xa420 ~ \xa315"
    assert encode_text("$20", 3) == b"$20"


@pytest.mark.parametrize(
    ("text", "table", "codec"),
    [
        ("Добрый день", 1, "iso8859_5"),
        ("صباح الخير", 2, "iso8859_6"),
        ("Καλημέρα", 3, "iso8859_7"),
        ("בוקר טוב", 4, "iso8859_8"),
    ],
)
def test_other_scripts_have_their_own_table(text: str, table: int, codec: str) -> None:
    data = stl((cue(1, 2, text),))
    assert data[12:14] == f"{table:02d}".encode()
    assert text.encode(codec) in data[1024:]
    assert _read(data, program_start_tc="TCP")[1][1] == text


def test_text_that_no_table_holds_is_refused_with_its_characters() -> None:
    with pytest.raises(InputError, match="no characters for お together with"):
        stl((cue(1, 2, "Ohayō お"),))


def test_frame_rates_are_those_of_the_format() -> None:
    data = stl(TWO, SubtitleOptions(frame_rate=29.97, programme_start="01:00:00;00"))
    assert (data[3:11], data[256:264]) == (b"STL30.01", b"01000000")
    assert tuple(data[1024 + 5 : 1024 + 9]) == (1, 0, 1, 0)
    with pytest.raises(InputError, match="25 or 30 frames a second, not 24"):
        stl(TWO, SubtitleOptions(frame_rate=24))


def test_the_file_is_binary_and_begins_at_the_programmes_start() -> None:
    data = encode_subtitles(TWO, format_for("x.stl"), TEN)
    assert data[256:264] == b"10000000"
    assert struct.unpack_from("4B", data, 1024 + 5) == (10, 0, 1, 0)
    with pytest.raises(FormatError, match="subtitle format that is text 'stl'"):
        format_subtitles(TWO, "stl")
