"""Somebody's WebVTT is read as it is meant: word times, rolling captions, faults kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from pullquote.align.errors import InputError
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cue import Cue
from pullquote.clips.subtitles.files import format_subtitles, read_cues, write_subtitles
from pullquote.clips.subtitles.formats import SubtitleOptions


def _read(folder: Path, text: str, name: str = "x.vtt") -> tuple[Cue, ...]:
    (folder / name).write_text(text, encoding="utf-8")
    return read_cues(folder / name)


TIMED = """WEBVTT

00:00.000 --> 00:02.000
It <00:00:00.318>all
<00:00:01.500>began
"""


def test_times_inside_of_cues_are_the_words_times_and_no_text(tmp_path):
    (cue,) = _read(tmp_path, TIMED)
    assert cue.text == "It all\nbegan"
    assert [word.span for word in cue.words] == [
        TimeSpan(0, 0.318),
        TimeSpan(0.318, 1.5),
        TimeSpan(1.5, 2.0),
    ]
    assert "It all\nbegan\n" in format_subtitles([cue], "srt")


def test_word_times_survive_reading_and_writing(tmp_path):
    wanted = SubtitleOptions(word_times=True, speakers=True)
    first = _read(tmp_path, TIMED.replace("It ", "<v Anna>It "))
    assert first[0].speaker == "Anna"
    again = read_cues(write_subtitles(first, tmp_path / "y.vtt", options=wanted))
    assert again == first


def _rolling(lines: list[str]) -> str:
    """As YouTube writes them: a line grows word by word, stands, and is shown above the next."""
    cues, above = [], " "
    for number, line in enumerate(lines):
        first, *rest = line.split()
        grown = first + "".join(
            f"<00:00:{3 * number + 0.2 * k:06.3f}><c> {word}</c>" for k, word in enumerate(rest, 1)
        )
        start, end = f"00:00:{3 * number:06.3f}", f"00:00:{3 * number + 2.99:06.3f}"
        cues.append(f"{start} --> {end} align:start position:0%\n{above}\n{grown}\n")
        cues.append(f"{end} --> 00:00:{3 * number + 3:06.3f}\n{line}\n \n")
        above = line
    return "WEBVTT\nKind: captions\nLanguage: en\n\n" + "\n".join(cues)


def test_rolling_captions_are_read_once_with_every_word(tmp_path):
    lines = ["good morning and welcome", "we met here on the 3rd of May", "it rained"]
    cues = _read(tmp_path, _rolling(lines))
    assert [cue.text for cue in cues] == lines
    assert cues[1].words[2].span.start == pytest.approx(3.4)
    assert [cue.span.start for cue in cues] == [0, 3, 6]


def test_words_under_one_time_share_what_it_has(tmp_path):
    (cue,) = _read(
        tmp_path, "WEBVTT\n\n00:00.000 --> 00:04.000\non<00:00:01.000><c> 3rd of May</c>\n"
    )
    assert [word.span.start for word in cue.words] == [0, 1, 2, 3]
    written = format_subtitles([cue], "vtt", SubtitleOptions(word_times=True))
    assert "on <00:00:01.000>3rd <00:00:02.000>of <00:00:03.000>May" in written


def test_a_cue_of_two_voices_stays_one_without_a_speaker(tmp_path):
    (cue,) = _read(tmp_path, "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Ann>Yes.\n<v Bob>No.\n")
    assert (cue.text, cue.speaker) == ("Yes.\nNo.", None)


def test_marks_of_direction_and_what_looks_like_an_escape_in_srt_are_kept(tmp_path):
    text = "1\n00:00:01,000 --> 00:00:02,000\n\u200fA &amp; B\u200e\n"
    (cue,) = _read(tmp_path, text, "x.srt")
    assert cue.text == "\u200fA &amp; B\u200e"


@pytest.mark.parametrize("odd", ["0:0:1,5 --> 0:0:2,0", "00:00:75,000 --> 00:00:76,000"])
def test_no_cue_of_srt_is_lost_for_its_unusual_times(tmp_path, odd):
    text = f"1\n00:00:00,100 --> 00:00:00,900\nOne.\n\n2\n{odd}\nTwo.\n"
    assert [cue.text for cue in _read(tmp_path, text, "x.srt")] == ["One.", "Two."]


def test_an_empty_file_is_no_subtitle_file(tmp_path):
    with pytest.raises(InputError, match="is empty; give a subtitle file"):
        _read(tmp_path, "\n", "x.txt")
