"""JSON, tables and annotations, read back by somebody else's reader."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from itertools import pairwise

import jsonschema
import pysubs2
import pytest

from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.subtitles.files import format_subtitles, write_subtitles
from pullquote.clips.subtitles.formats import SubtitleOptions
from tests.clips.subtitles.conftest import ALL_NASTY, TWO


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
