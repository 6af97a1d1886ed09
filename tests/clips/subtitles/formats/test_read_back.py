"""WebVTT, ASS and TTML, read back by somebody else's reader."""

from __future__ import annotations

import io
from fractions import Fraction
from xml.etree import ElementTree as ET

import pysubs2
import pytest
from ttconv.imsc import reader as imsc_reader
from ttconv.isd import ISD

from pullquote.clips.subtitles.files import format_subtitles
from pullquote.clips.subtitles.formats import SubtitleOptions
from tests.clips.subtitles.conftest import ALL_NASTY, NASTY, TWO, cue
from tests.clips.subtitles.formats.players import shown_text

LATE = cue(3599.5, 3602.0, "An hour in.")


def test_vtt_is_read_by_webvtt_with_voices_and_any_text():
    webvtt = pytest.importorskip("webvtt")
    options = SubtitleOptions(speakers=True)
    read = webvtt.from_buffer(io.StringIO(format_subtitles(TWO, "vtt", options)))
    assert [(c.start, c.end, c.voice) for c in read] == [
        ("00:00:01.000", "00:00:03.250", "Anna"),
        ("00:00:03.500", "00:00:05.000", "Edwin Quillanby"),
    ]
    assert [c.text for c in read] == [c.text for c in TWO]
    nasty = webvtt.from_buffer(io.StringIO(format_subtitles(ALL_NASTY, "vtt")))
    plain = [
        c.raw_text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for c in nasty
    ]
    assert plain == [c.text for c in ALL_NASTY]


def test_vtt_has_no_markup_that_the_text_did_not_mean():
    text = format_subtitles(ALL_NASTY, "vtt")
    assert 'a --&gt; b &lt;i&gt;x&lt;/i&gt; &amp; "quotes"' in text
    assert text.count("-->") == len(ALL_NASTY)


def test_vtt_word_times_lie_inside_their_cue_in_order():
    text = format_subtitles(TWO, "vtt", SubtitleOptions(word_times=True))
    assert "Good <00:00:01.450>morning,\n<00:00:01.900>and <00:00:02.350>welcome" in text


def test_ass_is_read_by_pysubs2_and_shows_the_text():
    read = pysubs2.SSAFile.from_string(format_subtitles(TWO, "ass"))
    assert [(e.start, e.end, e.plaintext) for e in read] == [
        (1000, 3250, "Good morning,\nand welcome back."),
        (3500, 5000, "Thank you, Anna."),
    ]
    assert [e.name for e in read] == ["Anna", "Edwin Quillanby"]


def test_ttml_is_read_by_pysubs2_and_is_one_paragraph_a_cue():
    text = format_subtitles(ALL_NASTY, "ttml", SubtitleOptions(title="x"))
    read = pysubs2.SSAFile.from_string(text, format_="ttml")
    assert [(e.start, e.end) for e in read] == [
        (2000 * k, 2000 * k + 1500) for k in range(len(NASTY))
    ]
    root = ET.fromstring(text)
    shown = ["".join(p.itertext()) for p in root.iter("{http://www.w3.org/ns/ttml}p")]
    assert shown == [c.plain for c in ALL_NASTY]


@pytest.mark.parametrize("word_times", [False, True])
def test_ttml_is_read_as_imsc_by_ttconv_without_a_complaint(word_times, caplog):
    options = SubtitleOptions(speakers=True, word_times=word_times, title="A <b> & 'c'")
    document = ET.ElementTree(ET.fromstring(format_subtitles((*TWO, LATE), "ttml", options)))
    with caplog.at_level("WARNING"):
        model = imsc_reader.to_model(document)
        moments = [float(moment) for moment in ISD.significant_times(model)]
        shown = {time: shown_text(ISD.from_model(model, Fraction(time))) for time in (2, 4, 3600)}
    assert caplog.records == []
    assert shown == {
        2: "Good morning,\nand welcome back." if not word_times else "Good morning,\nand",
        4: "Thank you, Anna." if not word_times else "Thank you,",
        3600: "An hour in." if not word_times else "An",
    }
    edges = {edge for cue in (*TWO, LATE) for edge in (cue.span.start, cue.span.end)}
    assert edges <= set(moments)
    assert word_times or set(moments) == edges | {0.0}


def test_ttml_breaks_lines_and_names_speakers():
    root = ET.fromstring(
        format_subtitles(TWO, "ttml", SubtitleOptions(speakers=True, language="de"))
    )
    tt = "{http://www.w3.org/ns/ttml}"
    ttm = "{http://www.w3.org/ns/ttml#metadata}"
    first, second = root.iter(f"{tt}p")
    assert len(list(first.iter(f"{tt}br"))) == 1
    names = {
        a.get("{http://www.w3.org/XML/1998/namespace}id"): a.find(f"{ttm}name").text
        for a in root.iter(f"{ttm}agent")
    }
    assert names[first.get(f"{ttm}agent")] == "Anna"
    assert names[second.get(f"{ttm}agent")] == "Edwin Quillanby"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"


def test_ttml_word_times_count_from_their_cue():
    root = ET.fromstring(format_subtitles(TWO, "ttml", SubtitleOptions(word_times=True)))
    spans = list(root.iter("{http://www.w3.org/ns/ttml}span"))
    assert [s.get("begin") for s in spans[:3]] == ["00:00:00.000", "00:00:00.450", "00:00:00.900"]
