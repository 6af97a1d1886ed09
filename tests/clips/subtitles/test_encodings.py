"""The start of the programme, encodings and line ends of subtitle files."""

from __future__ import annotations

import pysubs2
import pytest

from pullquote.align.errors import InputError
from pullquote.clips.subtitles.files import (
    encode_subtitles,
    format_for,
    format_subtitles,
    write_subtitles,
)
from pullquote.clips.subtitles.formats import FORMATS, TEXT_FORMATS, SubtitleOptions
from tests.clips.subtitles.conftest import TWO, cue

ACCENTS = (cue(1, 2, "L’été à Łódź"),)


@pytest.mark.parametrize(
    ("rate", "start", "seconds"),
    [
        (25.0, "10:00:00:00", 36_000.0),
        (25.0, "00:59:59:24", 3599.96),
        (29.97, "01:00:00;00", 3599.9964),
        # Non-drop timecode is slower than the clock.
        (29.97, "01:00:00:00", 3603.6),
    ],
)
def test_all_times_begin_at_the_programmes_start(rate, start, seconds) -> None:
    options = SubtitleOptions(frame_rate=rate, programme_start=start)
    read = pysubs2.SSAFile.from_string(format_subtitles(TWO, "srt", options))
    expected = [1000 * (seconds + time) for time in (1.0, 3.5)]
    assert [event.start for event in read] == pytest.approx(expected, abs=0.6)


def test_a_start_that_the_rate_does_not_have_is_refused() -> None:
    with pytest.raises(InputError, match="goes up to 23:59:59:24"):
        format_subtitles(TWO, "srt", SubtitleOptions(programme_start="10:00:00:25"))


def test_an_old_player_gets_its_encoding_its_mark_and_its_line_ends(tmp_path) -> None:
    plain = (cue(1, 2, "L’été", "déjà vu"),)
    old = SubtitleOptions(encoding="cp1252", crlf=True)
    data = write_subtitles(plain, tmp_path / "x.srt", options=old).read_bytes()
    assert data == b"1\r\n00:00:01,000 --> 00:00:02,000\r\nL\x92\xe9t\xe9\r\nd\xe9j\xe0 vu\r\n\r\n"
    marked = SubtitleOptions(encoding="utf-8-sig")
    data = write_subtitles(plain, tmp_path / "y.srt", options=marked).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf1\n")
    assert pysubs2.load(str(tmp_path / "y.srt"))[0].plaintext == "L’été\ndéjà vu"


def test_characters_that_the_encoding_lacks_are_named() -> None:
    with pytest.raises(InputError, match="cp1252 has no character 'Ł'"):
        encode_subtitles(ACCENTS, format_for("x.srt"), SubtitleOptions(encoding="cp1252"))


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_only_formats_that_do_not_say_their_encoding_have_a_choice(name) -> None:
    if name == "otio":
        pytest.importorskip("opentimelineio")
    kind = FORMATS[name]
    options = SubtitleOptions(encoding="utf-16")
    if kind.any_encoding:
        assert "été" in encode_subtitles(ACCENTS, kind, options).decode("utf-16")
    else:
        with pytest.raises(InputError, match="is always UTF-8"):
            encode_subtitles(ACCENTS, kind, options)


@pytest.mark.parametrize("options", [{"encoding": "cp1252"}, {"crlf": True}])
@pytest.mark.parametrize("name", ["stl", "scc"])
def test_formats_with_bytes_of_their_own_take_no_encoding_and_no_line_ends(name, options) -> None:
    with pytest.raises(InputError, match=rf"a \.{name} file has bytes and line ends of its own"):
        encode_subtitles(TWO, FORMATS[name], SubtitleOptions(**options))
