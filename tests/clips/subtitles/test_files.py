"""Each subtitle format, read back by somebody else's reader."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
import warnings
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pysubs2
import pytest
from ttconv.imsc import reader as imsc_reader
from ttconv.isd import ISD
from ttconv.model import Br, Text

from pullquote.align.errors import EngineError, FormatError, InputError, OutputError
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.subtitles.files import format_for, format_subtitles, read_cues, write_subtitles
from pullquote.clips.subtitles.formats import FORMATS, SubtitleOptions

NASTY = [
    "Plain words, nothing else.",
    r"{\an8} braces {b} and C:\new\house \N \h end\ ",
    "a --> b <i>x</i> & \"quotes\" 'and' 50 % of it",
    "L’été à Łódź: Ελλάδα, Москва",
    "בוקר טוב, צהריים",
    "صباح الخير، نتحدث اليوم",
    "おはようございます。今日は鳥の話をします。",
    "emoji 🐦 👍🏽 ❤️ and a tab",
    "=1+1, +2; @home #tag | pipe",
]


def cue(start: float, end: float, *lines: str, speaker: str | None = None) -> Cue:
    """A cue whose words share its time evenly."""
    rows = [line.split() for line in lines]
    step = (end - start) / sum(len(row) for row in rows)
    clock, made = start, []
    for row in rows:
        words = []
        for text in row:
            words.append(CueWord(text, TimeSpan(clock, clock + step * 0.9), None, " ", speaker))
            clock += step
        made.append(tuple(words))
    return Cue(TimeSpan(start, end), tuple(made), speaker)


TWO = (
    cue(1.0, 3.25, "Good morning,", "and welcome back.", speaker="Anna"),
    cue(3.5, 5.0, "Thank you, Anna.", speaker="Edwin Quillanby"),
)
LATE = cue(3599.5, 3602.0, "An hour in.")
ALL_NASTY = tuple(cue(2.0 * k, 2.0 * k + 1.5, text) for k, text in enumerate(NASTY))


@pytest.fixture(autouse=True)
def skip_without_opentimelineio(request):
    """Its format is an extra."""
    if "otio" in request.node.name and "missing" not in request.node.name:
        pytest.importorskip("opentimelineio")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_every_word_in_order(name):
    text = format_subtitles(TWO, name)
    if name == "ctm":
        text = text.replace("_", " ")
    places = [text.find(word.text.strip(",.")) for c in TWO for word in c.words]
    assert -1 not in places
    last = [text.rfind("Good"), text.rfind("welcome"), text.rfind("Thank")]
    assert last == sorted(last)


@pytest.mark.parametrize("name", FORMATS)
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
        shown = {time: _shown_text(ISD.from_model(model, Fraction(time))) for time in (2, 4, 3600)}
    assert caplog.records == []
    assert shown == {
        2: "Good morning,\nand welcome back." if not word_times else "Good morning,\nand",
        4: "Thank you, Anna." if not word_times else "Thank you,",
        3600: "An hour in." if not word_times else "An",
    }
    edges = {edge for cue in (*TWO, LATE) for edge in (cue.span.start, cue.span.end)}
    assert edges <= set(moments)
    assert word_times or set(moments) == edges | {0.0}


def _shown_text(moment):
    """The text that a player shows then, by ttconv."""

    def text(element) -> str:
        if isinstance(element, Br):
            return "\n"
        own = element.get_text() if isinstance(element, Text) else ""
        return own + "".join(text(child) for child in element)

    return "".join(text(region) for region in moment.iter_regions()).rstrip()


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


def test_whisper_json_is_read_by_pysubs2():
    text = format_subtitles(TWO, "whisper")
    read = pysubs2.load_from_whisper(json.loads(text))
    assert [(e.start, e.end, e.text) for e in read] == [
        (1000, 3250, "Good morning, and welcome back."),
        (3500, 5000, "Thank you, Anna."),
    ]
    assert json.loads(text)["segments"][0]["words"][1]["start"] == 1.45


def test_whisper_json_puts_a_word_cut_in_two_together():
    halves = (
        CueWord("https://a.org/", TimeSpan(0, 1), 5, ""),
        CueWord("end.html", TimeSpan(1, 2), 5, " "),
    )
    text = format_subtitles((Cue(TimeSpan(0, 2), ((halves[0],), (halves[1],))),), "whisper")
    (segment,) = json.loads(text)["segments"]
    assert segment["words"] == [{"word": "https://a.org/end.html", "start": 0, "end": 2}]
    assert segment["text"] == "https://a.org/end.html"


PODCAST_SCHEMA = {
    # The elements, their types and which may be left out, as podcast-namespace's
    # `transcripts/transcripts.md` lists and shows them; there is no schema of its own.
    "type": "object",
    "required": ["version", "segments"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "1.0.0"},
        "segments": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["startTime", "body"],
                "additionalProperties": False,
                "properties": {
                    "speaker": {"type": "string", "minLength": 1},
                    "startTime": {"type": "number", "minimum": 0},
                    "endTime": {"type": "number", "minimum": 0},
                    "body": {"type": "string", "minLength": 1},
                },
            },
        },
    },
}


def test_podcast_json_is_valid_by_the_specification():
    for cues in (TWO, ALL_NASTY, ()):
        jsonschema.validate(json.loads(format_subtitles(cues, "podcast")), PODCAST_SCHEMA)
    with pytest.raises(jsonschema.ValidationError):  # the schema is not one that takes anything
        jsonschema.validate({"version": "1.0.0", "segments": [{"text": "x"}]}, PODCAST_SCHEMA)
    document = json.loads(format_subtitles(TWO, "podcast"))
    assert document["segments"][0] == {
        "speaker": "Anna",
        "startTime": 1.0,
        "endTime": 3.25,
        "body": "Good morning, and welcome back.",
    }


def test_csv_is_read_back_whole(tmp_path):
    import pandas

    path = write_subtitles(ALL_NASTY, tmp_path / "x.csv")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert [row["text"] for row in rows] == [c.plain for c in ALL_NASTY]
    assert rows[1]["start"] == "2.000"
    # As a researcher would: numbers are numbers, and nothing in a text opens a column.
    table = pandas.read_csv(path, keep_default_na=False)
    assert list(table.columns) == ["start", "end", "speaker", "text"]
    assert table["start"].tolist() == [c.span.start for c in ALL_NASTY]
    assert table["end"].tolist() == [c.span.end for c in ALL_NASTY]
    assert table["text"].tolist() == [c.plain for c in ALL_NASTY]


@pytest.mark.parametrize("word_times", [False, True])
def test_audacity_labels_are_read_by_mir_eval(tmp_path, word_times):
    import mir_eval

    options = SubtitleOptions(word_times=word_times)
    path = write_subtitles(ALL_NASTY, tmp_path / "x.labels.txt", options=options)
    spans, labels = mir_eval.io.load_labeled_intervals(str(path), delimiter="\t")
    parts = [w for c in ALL_NASTY for w in c.words] if word_times else ALL_NASTY
    assert spans.tolist() == [
        pytest.approx([part.span.start, part.span.end], abs=1e-6) for part in parts
    ]
    assert labels == [part.text if word_times else part.plain.strip() for part in parts]


def test_textgrid_is_read_by_praatio(tmp_path):
    textgrid = pytest.importorskip("praatio.textgrid")
    path = write_subtitles(
        ALL_NASTY, tmp_path / "x.TextGrid", options=SubtitleOptions(duration=30.0)
    )
    read = textgrid.openTextgrid(str(path), includeEmptyIntervals=False)
    assert read.tierNames == ("cues", "words")
    assert read.maxTimestamp == 30.0
    cues = read.getTier("cues").entries
    assert [(e.start, e.end) for e in cues] == [(c.span.start, c.span.end) for c in ALL_NASTY]
    assert [e.label.replace('""', '"') for e in cues] == [c.plain.strip() for c in ALL_NASTY]
    assert len(read.getTier("words").entries) == sum(len(c.words) for c in ALL_NASTY)


def test_textgrid_intervals_cover_the_recording_without_gap_or_overlap(tmp_path):
    textgrid = pytest.importorskip("praatio.textgrid")
    path = write_subtitles(TWO, tmp_path / "x.TextGrid", options=SubtitleOptions(duration=9.5))
    read = textgrid.openTextgrid(str(path), includeEmptyIntervals=True, reportingMode="error")
    for name in read.tierNames:
        entries = read.getTier(name).entries
        assert entries[0].start == 0.0
        assert entries[-1].end == 9.5
        assert all(a.end == b.start for a, b in pairwise(entries))
    raw = path.read_text(encoding="utf-8")
    edges = [
        float(x) for x in re.findall(r"^            xm(?:in|ax) = ([\d.]+)", raw, re.MULTILINE)
    ]
    assert edges.count(0.0) == 2
    assert all(a == b or b == 0.0 for a, b in zip(edges[1::2], edges[2::2], strict=False))


def test_elan_is_read_by_pympi(tmp_path):
    elan = pytest.importorskip("pympi.Elan")
    path = write_subtitles(TWO, tmp_path / "x.eaf", options=SubtitleOptions(media="talk.wav"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = elan.Eaf(str(path))
    assert set(read.get_tier_names()) == {"Anna", "Edwin Quillanby", "words"}
    assert read.get_annotation_data_for_tier("Anna") == [
        (1000, 3250, "Good morning, and welcome back.")
    ]
    assert len(read.get_annotation_data_for_tier("words")) == 8


def test_ctm_is_read_by_mir_eval_a_word_a_line(tmp_path):
    import mir_eval

    options = SubtitleOptions(media="a talk.wav")
    path = write_subtitles(TWO, tmp_path / "x.ctm", options=options)
    names, channels, starts, lengths, texts = mir_eval.io.load_delimited(
        str(path), [str, str, float, float, str], delimiter=" "
    )
    words = [word for cue in TWO for word in cue.words]
    assert set(names) == {"a_talk.wav"}
    assert set(channels) == {"1"}
    assert starts == pytest.approx([word.span.start for word in words], abs=0.0005)
    assert lengths == pytest.approx([word.span.duration for word in words], abs=0.0005)
    assert texts == [word.text for word in words]
    # NIST's tools want the words of a recording in the order of time.
    assert starts == sorted(starts)


def test_ctm_is_read_by_meeteval(tmp_path):
    meeteval = pytest.importorskip("meeteval", reason="it has to be compiled where it is installed")
    path = write_subtitles(TWO, tmp_path / "x.ctm", options=SubtitleOptions(media="a talk.wav"))
    read = meeteval.io.CTM.load(path)
    assert [line.word for line in read.lines] == [word.text for c in TWO for word in c.words]
    assert float(read.lines[0].begin_time) == 1.0
    assert {line.filename for line in read.lines} == {"a_talk.wav"}


def test_edl_is_read_by_opentimelineio():
    otio = pytest.importorskip("opentimelineio")
    if "cmx_3600" not in otio.adapters.available_adapter_names():
        pytest.skip("no EDL reader")
    text = format_subtitles(TWO, "edl", SubtitleOptions(media="talk.mp4", frame_rate=25))
    timeline = otio.adapters.read_from_string(text, "cmx_3600", rate=25)
    clips = list(timeline.find_clips())
    assert [c.source_range.start_time.to_seconds() for c in clips[:2]] == [1.0, 3.52]
    assert [round(c.source_range.duration.to_seconds(), 2) for c in clips[:2]] == [2.24, 1.48]


def test_edl_names_the_frame_at_broken_rates():
    late = (cue(3600.0, 3601.0, "An hour in."),)
    text = format_subtitles(late, "edl", SubtitleOptions(frame_rate=30000 / 1001))
    assert "00:59:56:12 00:59:57:12 00:00:00:00 00:00:01:00" in text
    assert "01:00:00:00 01:00:01:00" in format_subtitles(late, "edl")


def test_fcpxml_keeps_exact_frames_at_broken_rates():
    late = (cue(3600.0, 3601.0, "An hour in."),)
    text = format_subtitles(late, "fcpxml", SubtitleOptions(frame_rate=23.976))
    (caption,) = ET.fromstring(text).iter("caption")
    assert 'frameDuration="1001/24000s"' in text
    numerator, denominator = map(int, caption.get("offset").removesuffix("s").split("/"))
    frames = numerator * 24000 / denominator / 1001
    assert frames == round(3600 * 24000 / 1001)


def test_fcpxml_is_read_by_opentimelineio_and_holds_the_captions():
    text = format_subtitles(TWO, "fcpxml", SubtitleOptions(media="talk.mp4", duration=10.0))
    root = ET.fromstring(text)
    captions = list(root.iter("caption"))
    assert [c.find("text/text-style").text for c in captions] == [c.text for c in TWO]
    assert captions[0].get("offset") == "1/1s"
    otio = pytest.importorskip("opentimelineio")
    if "fcpx_xml" not in otio.adapters.available_adapter_names():
        pytest.skip("no FCPXML reader")
    read = otio.adapters.read_from_string(text, "fcpx_xml")
    assert "talk.mp4" in [c.name for c in read.find_clips()]


def test_otio_is_read_by_opentimelineio():
    otio = pytest.importorskip("opentimelineio")
    options = SubtitleOptions(media="talk.mp4", duration=10.0)
    timeline = otio.adapters.read_from_string(format_subtitles(TWO, "otio", options), "otio_json")
    (clip,) = timeline.find_clips()
    assert clip.source_range.duration.to_seconds() == 10.0
    assert [m.metadata["pullquote"]["text"] for m in clip.markers] == [c.text for c in TWO]
    assert clip.markers[1].marked_range.start_time.to_seconds() == pytest.approx(3.5, abs=0.021)


def test_missing_opentimelineio_is_said_with_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "opentimelineio", None)
    with pytest.raises(EngineError, match="pip install opentimelineio, or choose"):
        format_subtitles(TWO, "otio")


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
