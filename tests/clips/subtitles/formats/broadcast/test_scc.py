"""SCC, read by pycaption and ttconv."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings, strategies as st
from ttconv.isd import ISD
from ttconv.scc import reader

from pullquote.align.errors import InputError
from pullquote.align.timecodes import FrameClock, clock_for
from pullquote.clips.captions.profiles.profile import NETFLIX
from pullquote.clips.subtitles.files import encode_subtitles, format_for, subtitle_cues
from pullquote.clips.subtitles.formats import SubtitleOptions
from pullquote.clips.subtitles.formats.broadcast.scc_text import encode_line
from tests.clips.subtitles.conftest import TWO, cue
from tests.clips.subtitles.formats.players import shown_text

FRAME = 1001 / 30000
PLAIN = SubtitleOptions()
LATER = tuple(cue.shift(10.0) for cue in TWO)


def scc(cues, options: SubtitleOptions = PLAIN) -> str:
    return encode_subtitles(cues, format_for("x.scc"), options).decode("ascii")


def _by_ttconv(text: str) -> list[tuple[float, str]]:
    model = reader.to_model(text)
    shown = [
        (float(moment), re.sub(r"\s+", " ", shown_text(ISD.from_model(model, moment))).strip())
        for moment in ISD.significant_times(model)
    ]
    return shown if shown and shown[0][0] else shown[1:]


def _by_pycaption(text: str) -> list[tuple[float, float, str]]:
    pycaption = pytest.importorskip("pycaption")
    captions = pycaption.SCCReader().read(text).get_captions("en-US")
    return [(c.start / 1e6, c.end / 1e6, " ".join(c.get_text().split())) for c in captions]


def test_a_caption_is_the_bytes_of_cea_608() -> None:
    text = scc((cue(10, 11, "Hi, Zoë"),))
    assert text == (
        "Scenarist_SCC V1.0\n\n"
        # Loading, erasing, row 15 from column 12 of 32, "Hi, Zo", e and its ë, showing.
        "00:00:09;18\t9420 9420 94ae 94ae 9476 9476 c8e9 2c20 daef e580 92b6 92b6 942f 942f\n\n"
        "00:00:11;00\t942c 942c\n"
    )


def test_ttconv_reads_the_words_at_their_frames() -> None:
    shown = _by_ttconv(scc(LATER))
    assert [words for _, words in shown] == [
        "Good morning, and welcome back.",
        "",
        "Thank you, Anna.",
        "",
    ]
    assert [time for time, _ in shown] == pytest.approx([11.0, 13.25, 13.5, 15.0], abs=2 * FRAME)


def test_pycaption_reads_the_words_at_their_frames() -> None:
    first, second = _by_pycaption(scc(LATER))
    assert (first[2], second[2]) == ("Good morning, and welcome back.", "Thank you, Anna.")
    assert (first[0], second[0]) == pytest.approx((11.0, 13.5), abs=2 * FRAME)


def test_the_programme_begins_at_its_timecode_with_drop_frame_or_without() -> None:
    drop = SubtitleOptions(frame_rate=29.97, programme_start="01:00:00;00")
    shown = _by_ttconv(scc(LATER, drop))
    assert shown[0][0] == pytest.approx(3611.0, abs=2 * FRAME)
    plain = SubtitleOptions(frame_rate=29.97, programme_start="01:00:00:00")
    assert "\n01:00:10:" in scc(LATER, plain)
    with pytest.raises(InputError, match="give --frame-rate"):
        scc(LATER, SubtitleOptions(programme_start="01:00:00:00"))


def _lines(text: str, clock: FrameClock) -> list[tuple[int, list[str]]]:
    rows = [row.split("\t") for row in text.splitlines() if "\t" in row]
    return [(clock.parse(time), codes.split()) for time, codes in rows]


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.integers(3, 80),
            st.integers(0, 60),
            st.lists(st.text("abcéëÄ“—♪*_", min_size=1, max_size=12), min_size=1, max_size=6),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_nothing_is_lost_however_dense_and_every_frame_sends_one_pair(parts) -> None:
    clock, start, cues = clock_for(29.97), 0.0, []
    for length, gap, words in parts:
        cues.append(cue(start, start + length / 30, " ".join(words)))
        start += (length + gap) / 30
    text = scc(cues)
    lines = _lines(text, clock)
    free = 0
    for frame, codes in lines:
        assert frame >= free
        free = frame + len(codes)
        for code in codes:
            assert all(int(code[k : k + 2], 16).bit_count() % 2 for k in (0, 2))
    assert sum(codes.count("942f") for _, codes in lines) == 2 * len(cues)
    said = [words.replace("━", "—") for _, words in _by_ttconv(text) if words]
    wanted = [" ".join(c.plain.split()) for c in cues]
    assert "".join(said).replace(" ", "") == "".join(wanted).replace(" ", "")


def test_the_sample_keeps_all_its_words(true_alignment) -> None:
    cues = subtitle_cues(true_alignment, NETFLIX)
    shown = _by_ttconv(scc(cues))
    said = [(time, words) for time, words in shown if words]
    assert [words.replace("—", "-").split() for _, words in said] == [
        re.sub("[–—]", "-", c.plain).replace("…", "...").split() for c in cues
    ]
    late = [time - c.span.start for (time, _), c in zip(said, cues, strict=True)]
    assert max(late) < 0.5
    assert sum(delay < 2 * FRAME for delay in late) > 0.9 * len(late)


def test_what_does_not_fit_or_exist_is_refused() -> None:
    with pytest.raises(InputError, match="cue 1 does not fit the four lines of 32"):
        scc((cue(1, 9, "word " * 40),))
    with pytest.raises(InputError, match="has no character 'Ł'"):
        encode_line("Łódź")
