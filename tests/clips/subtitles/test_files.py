"""Every subtitle format keeps every word, and files are written and read whole."""

from __future__ import annotations

import os
from pathlib import Path

import pysubs2
import pytest

from pullquote.align.errors import FormatError, InputError, OutputError
from pullquote.clips.subtitles.files import format_for, format_subtitles, read_cues, write_subtitles
from pullquote.clips.subtitles.formats import TEXT_FORMATS, SubtitleOptions
from tests.clips.subtitles.conftest import ALL_NASTY, TWO, cue


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_every_format_writes_every_word_in_order(name):
    text = format_subtitles(TWO, name)
    if name == "ctm":
        text = text.replace("_", " ")
    places = [text.find(word.text.strip(",.")) for c in TWO for word in c.words]
    assert -1 not in places
    last = [text.rfind("Good"), text.rfind("welcome"), text.rfind("Thank")]
    assert last == sorted(last)


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_every_format_takes_no_cues_and_any_text(name):
    assert isinstance(format_subtitles((), name), str)
    options = SubtitleOptions(speakers=True, word_times=True, title="A <b> & 'c'", media="x y.mp4")
    assert format_subtitles(ALL_NASTY, name, options)


@pytest.mark.parametrize("kind", ["srt", "vtt"])
def test_pysubs2_reads_the_same_times_and_lines(kind):
    read = pysubs2.SSAFile.from_string(format_subtitles(TWO, kind), format_=kind)
    assert [(e.start, e.end, e.text) for e in read] == [
        (1000, 3250, r"Good morning,\Nand welcome back."),
        (3500, 5000, "Thank you, Anna."),
    ]


def test_srt_keeps_any_text_verbatim():
    blocks = format_subtitles(ALL_NASTY, "srt").strip("\n").split("\n\n")
    assert [block.split("\n", 2)[2] for block in blocks] == [c.text for c in ALL_NASTY]


def test_text_has_a_line_for_each_turn_and_times_on_request():
    speakers = SubtitleOptions(speakers=True)
    assert format_subtitles(TWO, "txt", speakers) == (
        "Anna: Good morning, and welcome back.\nEdwin Quillanby: Thank you, Anna.\n"
    )
    assert format_subtitles(TWO, "timed-txt") == (
        "[0:01.0] Good morning, and welcome back.\n[0:03.5] Thank you, Anna.\n"
    )


@pytest.mark.parametrize("extension", ["srt", "vtt", "ass", "ttml"])
def test_what_was_written_is_read_again(tmp_path, extension):
    read = read_cues(write_subtitles(TWO, tmp_path / f"x.{extension}"))
    assert [(c.span, c.text) for c in read] == [(c.span, c.text) for c in TWO]
    assert read[0].words[0].span.start == 1.0
    assert read[0].words[-1].span.end == pytest.approx(3.25)


def test_escapes_of_webvtt_are_undone_on_reading(tmp_path):
    nasty = (cue(0, 1, "R&B <live> a --> b"),)
    (read,) = read_cues(write_subtitles(nasty, tmp_path / "x.vtt"))
    assert read.text == nasty[0].text


def test_a_file_that_is_no_subtitle_file_is_said(tmp_path):
    (tmp_path / "x.srt").write_text("Just words.", encoding="utf-8")
    (tmp_path / "b.srt").write_bytes(b"\xff\xfe\x00\xd8")
    for name in ("x.srt", "b.srt", "none.srt"):
        with pytest.raises(InputError, match=name):
            read_cues(tmp_path / name)


def test_srt_names_a_speaker_once_a_turn():
    three = (*TWO, cue(6, 7, "Not at all.", speaker="Edwin Quillanby"))
    read = pysubs2.SSAFile.from_string(
        format_subtitles(three, "srt", SubtitleOptions(speakers=True))
    )
    assert [e.plaintext.startswith(("Anna: ", "Edwin Quillanby: ")) for e in read] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("file_name", "name"),
    [
        ("x.srt", "srt"),
        ("x.VTT", "vtt"),
        ("x.txt", "txt"),
        ("x.timed.txt", "timed-txt"),
        ("x.labels.txt", "audacity"),
        ("x.json", "whisper"),
        ("x.podcast.json", "podcast"),
        ("x.TextGrid", "textgrid"),
    ],
)
def test_the_files_name_says_the_format(file_name, name):
    assert format_for(file_name).name == name


def test_an_unknown_extension_names_the_known_ones():
    with pytest.raises(FormatError, match=r"\.docx.*\.srt"):
        format_for("x.docx")
    with pytest.raises(FormatError, match="subtitle format"):
        format_for("x.srt", "word")


def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path):
    with pytest.raises(OutputError, match="does not exist"):
        write_subtitles(TWO, tmp_path / "no" / "x.srt")
    (tmp_path / "x.srt").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        write_subtitles(TWO, tmp_path / "x.srt")
    assert [path.name for path in tmp_path.iterdir()] == ["x.srt"]


def test_a_file_out_of_order_is_read_as_it_stands(tmp_path):
    (tmp_path / "x.srt").write_text(
        "1\n00:00:05,000 --> 00:00:06,000\nlate\n\n2\n00:00:01,000 --> 00:00:02,000\nsoon\n"
    )
    assert [cue.text for cue in read_cues(tmp_path / "x.srt")] == ["late", "soon"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_subtitles_of_any_encoding_are_read(tmp_path, encoding):
    text = "1\n00:00:05,000 --> 00:00:06,000\nL’été à la façon d’un maître\n"
    (tmp_path / "x.srt").write_bytes(text.encode(encoding))
    assert read_cues(tmp_path / "x.srt")[0].text == "L’été à la façon d’un maître"


SCHEMAS = {
    "elan": ("EAFv2.8.xsd", lambda etree, path: etree.XMLSchema(etree.parse(path))),
    "fcpxml": ("Final_Cut_Pro_XML_DTD_version_1.9.dtd", lambda etree, path: etree.DTD(path)),
}
"""Not ours to pass on: they come with ELAN (mpi.nl) and Final Cut Pro."""


@pytest.mark.parametrize("name", SCHEMAS)
@pytest.mark.parametrize("cues", [(), TWO, ALL_NASTY], ids=["none", "two", "nasty"])
def test_what_has_a_schema_is_valid_by_it(name, cues):
    folder = os.environ.get("PULLQUOTE_SCHEMAS")
    if not folder:
        pytest.skip("PULLQUOTE_SCHEMAS names no folder with the schemas of ELAN and Final Cut")
    from lxml import etree

    file_name, load = SCHEMAS[name]
    schema = load(etree, str(Path(folder) / file_name))
    options = SubtitleOptions(
        media="a talk.wav", speakers=True, word_times=True, frame_rate=23.976, title="A <b> & c"
    )
    for chosen in (SubtitleOptions(), options):
        document = etree.fromstring(format_subtitles(cues, name, chosen).encode())
        assert schema.validate(document), schema.error_log
