"""The script for libass: any text is text, highlights keep time, letters fit the picture."""

from __future__ import annotations

import re

import pysubs2
import pytest
from hypothesis import given, settings, strategies as st

from pullquote.align.errors import FormatError, OutputError
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.subtitles.ssa import escape_ass
from pullquote.clips.typeset.ass import write_ass
from pullquote.clips.typeset.fonts import FONTS_DIR, line_height, line_width, undrawn
from pullquote.clips.typeset.safe_area import profile_for, safe_area
from pullquote.clips.typeset.still import missing_in_log, missing_when_drawn
from pullquote.clips.typeset.styles import style_named, style_names

SHAPES = [(1920, 1080), (1080, 1920), (1080, 1080), (1080, 1350), (320, 180)]


def words(text: str, step: float = 0.317, speaker: str | None = None) -> list[CueWord]:
    return [
        CueWord(written, TimeSpan(k * step, k * step + 0.8 * step), k, " ", speaker)
        for k, written in enumerate(text.split())
    ]


def script(cues, tmp_path, *, style="plain", size=(1920, 1080), highlight=None):
    path = tmp_path / "x.ass"
    folder = write_ass(
        cues, width=size[0], height=size[1], path=path, style=style, highlight=highlight
    )
    assert folder == FONTS_DIR
    return pysubs2.load(str(path))


def shown_by_libass(text: str) -> str:
    """A text as libass shows it by its documented rules; none of its tags may survive."""
    plain = re.sub(r"(?<!\\)\{[^}]*\}", "", text)
    assert not re.search(r"\\[Nnh]", plain), "a break or hard space the text did not ask for"
    return plain.replace("\\{", "{").replace("\\}", "}").replace("\u2060", "")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from(list("\\{}Nnh"))))
def test_any_text_is_shown_as_it_is(text):
    if "\u2060" in text:
        return
    assert shown_by_libass(escape_ass(text)) == text


def test_line_breaks_inside_a_text_become_spaces():
    assert escape_ass("a\nb\rc") == "a b c"


@pytest.mark.parametrize("style", style_names())
@pytest.mark.parametrize("size", SHAPES, ids=str)
def test_every_style_fits_every_shape(style, size, tmp_path):
    text = "Good morning, welcome. My guest kept the lighthouse on Skellivore since 2015."
    cues = lay_out_cues(words(text, speaker="Anna"), profile_for(style, *size))
    file = script(cues, tmp_path, style=style, size=size)
    assert (file.info["PlayResX"], file.info["PlayResY"]) == tuple(map(str, size))
    look, chosen = file.styles["Default"], style_named(style)
    em = look.fontsize / 1.362
    assert em <= chosen.size * min(size) * 1.01
    room = size[0] * (1 - 2 * safe_area(*size).side)
    for cue in cues:
        for line in cue.text.split("\n"):
            assert line_width(line, bold=chosen.bold) * em <= room * 1.01


def test_lines_too_wide_for_the_picture_make_the_letters_smaller(tmp_path):
    wide = [Cue(TimeSpan(0, 2), (tuple(words("W" * 14)),))]
    narrow = script(wide, tmp_path, size=(1080, 1920), style="pop")
    usual = script(wide, tmp_path, size=(1920, 1080), style="pop")
    assert narrow.styles["Default"].fontsize < 0.9 * usual.styles["Default"].fontsize


def test_a_long_word_is_shown_whole_in_smaller_letters_of_its_own(tmp_path):
    cues = lay_out_cues(words("An internationalization"), profile_for("pop", 1080, 1920))
    assert [cue.text for cue in cues] == ["An", "internationalization"]
    short, long = script(cues, tmp_path, style="pop", size=(1080, 1920))
    assert "\\fs" not in short.text.replace("\\fsc", "")
    (height,) = re.findall(r"\\fs([\d.]+)\}", long.text)
    em = float(height) / line_height(bold=True)
    assert line_width("internationalization", bold=True) * em <= 1080 * 0.84


@pytest.mark.parametrize("style", style_names())
def test_the_burned_words_are_the_cues_words(tmp_path, style):
    text = r"He said {\b1} C:\new, 50 % of it."
    cues = lay_out_cues(words(text))
    (event,) = script(cues, tmp_path, style=style)
    assert shown_by_libass(event.text.replace("\\N", " ")) == text


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 0.4), st.floats(0.01, 0.9)), min_size=1, max_size=12))
def test_karaoke_is_never_a_hundredth_off(tmp_path_factory, pauses):
    spoken, clock = [], 3.3337
    for k, (pause, length) in enumerate(pauses):
        clock += pause
        spoken.append(CueWord(f"word{k}", TimeSpan(clock, clock + length), k))
        clock += length
    cue = Cue(TimeSpan(spoken[0].span.start, clock + 0.5), (tuple(spoken),))
    (event,) = script([cue], tmp_path_factory.mktemp("k"), style="karaoke")
    done, starts = event.start / 1000, []
    for fill, duration in re.findall(r"\\(k|kf)(\d+)\}", event.text):
        if fill == "kf":
            starts.append(done)
        done += int(duration) / 100
    assert starts == pytest.approx([word.span.start for word in spoken], abs=0.0101)


def test_the_word_being_spoken_is_coloured_while_it_lasts(tmp_path):
    cue = Cue(TimeSpan(1.0, 3.0), (tuple(w.shift(1.0) for w in words("one two", step=1.0)),))
    (event,) = script([cue], tmp_path, highlight="word")
    assert event.text.startswith(r"{\1c&H0AD6FF&\t(999,1000,\1c&HFFFFFF&)}one ")
    assert r"\t(999,1000,\1c&H0AD6FF&)\t(1999,2000,\1c&HFFFFFF&)}two" in event.text


def test_right_to_left_words_are_filled_at_once(tmp_path):
    (event,) = script(lay_out_cues(words("בוקר good")), tmp_path, style="karaoke")
    assert re.findall(r"\\(kf?)\d+", event.text) == ["k", "k", "kf"]


def test_speakers_have_their_colours(tmp_path):
    cues = [
        Cue(TimeSpan(k, k + 0.9), (tuple(words("Yes.")),), name)
        for k, name in enumerate(["Anna", "Edwin", "Anna"])
    ]
    one, two, three = (e.text for e in script(cues, tmp_path, style="two-speakers"))
    assert one == three
    assert one != two


def test_a_speaker_has_the_same_colour_in_every_clip(tmp_path):
    word = CueWord("Yes.", TimeSpan(0, 1), 0, " ", "Edwin", speaker_number=1)
    (event,) = script([Cue(TimeSpan(0, 1), ((word,),), "Edwin")], tmp_path, style="two-speakers")
    red, green, blue = (style_named("two-speakers").speaker_colors[1][k : k + 2] for k in (1, 3, 5))
    assert f"&H{blue}{green}{red}&".upper() in event.text


def test_the_lower_third_names_the_speaker_safely(tmp_path):
    cue = Cue(TimeSpan(0, 1), (tuple(words("Yes.")),), r"{\an8}Dr. X\N")
    (event,) = script([cue], tmp_path, style="lower-third")
    assert r"\{\an8\}Dr. X" in event.text
    assert event.text.count(r"\N") == 1


def test_text_of_another_script_is_drawn_with_the_font_that_has_it(tmp_path):
    (event,) = script(lay_out_cues(words("He said שלום today")), tmp_path)
    assert re.search(
        r"He said \{\\fnNoto Sans Hebrew\\fs[\d.]+\}שלום \{\\fnNoto Sans\\fs", event.text
    )


def test_the_language_is_told_to_libass(tmp_path):
    cues = lay_out_cues(words("骨直"))
    write_ass(cues, width=320, height=180, path=tmp_path / "x.ass", language="zh")
    assert pysubs2.load(str(tmp_path / "x.ass")).info["Language"] == "zh"


def test_skin_tones_are_left_out_of_the_picture_but_joiners_of_scripts_kept(tmp_path):
    (event,) = script(lay_out_cues(words("👍🏽 क्‍ष")), tmp_path)
    assert "🏽" not in event.text
    assert "क्‍ष" in event.text
    assert undrawn("\ufe0f")


def test_an_unknown_style_and_a_bad_folder_are_said(tmp_path):
    with pytest.raises(FormatError, match="caption style 'neon'"):
        script([], tmp_path, style="neon")
    with pytest.raises(OutputError):
        write_ass([], width=320, height=180, path=tmp_path / "no" / "x.ass")


def test_characters_that_no_font_has_are_reported():
    # Private-use characters that no font on any machine has a reason to hold.
    assert missing_when_drawn(["Plain words."]) == ()
    assert missing_when_drawn(["Odd \U000f1234\U000f1235 words", "again \U000f1234"]) == (
        "\U000f1234",
        "\U000f1235",
    )


def test_libass_messages_are_understood():
    log = (
        "[Parsed_ass_0 @ 0x1] fontselect: (Noto Sans, 700, 0) -> /x/DejaVuSans.ttf, 0, DejaVuSans\n"
        "[Parsed_ass_0 @ 0x1] fontselect: failed to find any fallback with glyph 0x1F426 for font: "
        "(Noto Sans, 700, 0)\n"
    )
    assert missing_in_log(log) == ("🐦",)
