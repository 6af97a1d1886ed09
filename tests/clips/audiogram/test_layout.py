"""Nothing of an audiogram touches anything else, least of all its captions, in any shape."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings, strategies as st

from pullquote.align.times import TimeSpan
from pullquote.clips.audiogram.layout import AudiogramLayout, Box, Frame, lay_out
from pullquote.clips.audiogram.text import fit_name, fit_title
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.render.shapes import ASPECTS, canvas
from pullquote.clips.typeset.styles import style_named, style_names
from pullquote.clips.typeset.zone import Zone, captions_zone

SIZES = [canvas(aspect or Fraction(16, 9), 1080) for aspect in ASPECTS.values()]


def cue_of(*lines: str, speaker: str | None = None) -> Cue:
    rows = tuple((CueWord(line, TimeSpan(0, 1)),) for line in lines)
    return Cue(TimeSpan(0, 9), rows, speaker)


def boxes_of(layout: AudiogramLayout) -> list[Box]:
    boxes = [layout.title, layout.name, layout.bars, layout.progress]
    return [box for box in (*boxes, layout.cover) if box is not None and box.height]


def touch(one: Box, other: Box) -> bool:
    beside = one.right <= other.x or other.right <= one.x
    return not (beside or one.bottom <= other.y or other.bottom <= one.y)


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(SIZES),
    st.sampled_from([*style_names(), None]),
    st.integers(1, 2),
    st.sampled_from(["", "So", "The Lamp and the Wren", "A very long title " * 9, "العنوان طويل"]),
    st.sampled_from(["", "EDWIN", "Somebody with a name that takes more than the room " * 3]),
    st.one_of(st.just(0.0), st.floats(0.1, 10.0)),
)
def test_no_part_touches_another_nor_the_captions(size, style, lines, title, name, cover):
    cue = cue_of(*["x"] * lines, speaker="ANNA")
    zone = captions_zone([cue], style_named(style), *size) if style else None
    frame = Frame(*size, zone, cover)
    fitted = [fit(text, frame.column[1], frame.unit) for fit, text in
              ((fit_title, title), (fit_name, name))]  # fmt: skip
    layout = lay_out(frame, *(text.height if text else 0.0 for text in fitted))
    boxes = boxes_of(layout)
    for one, other in combinations(boxes, 2):
        assert not touch(one, other), (one, other)
    for box in boxes:
        assert 0.04 * size[0] < box.x < box.right < 0.96 * size[0]
        assert 0.04 * size[1] < box.y < box.bottom < 0.96 * size[1]
        if zone is not None:
            assert box.bottom <= zone.top or box.y >= zone.bottom
        assert not any(number % 2 for number in (box.x, box.y, box.width, box.height))
    assert (layout.cover is not None) == (cover > 0)
    if layout.cover is not None:
        assert layout.cover.width / layout.cover.height == pytest.approx(cover, rel=0.1)
        assert min(layout.cover.width, layout.cover.height) >= 4


def test_captions_in_the_middle_have_the_bars_below_them():
    zone = captions_zone([cue_of("word")], style_named("pop"), 1080, 1920)
    assert zone is not None
    assert zone.top < 960 < zone.bottom
    layout = lay_out(Frame(1080, 1920, zone), 90, 60)
    assert layout.title.bottom < layout.name.y < zone.top
    assert zone.bottom < layout.bars.y < layout.progress.y


def test_more_lines_and_taller_letters_take_more_room():
    plain = style_named("plain")
    one = captions_zone([cue_of("a")], plain, 1920, 1080)
    two = captions_zone([cue_of("a"), cue_of("a", "b")], plain, 1920, 1080)
    tall = captions_zone([cue_of("ก็", "ก็")], plain, 1920, 1080)
    named = captions_zone([cue_of("a", speaker="X")], style_named("lower-third"), 1920, 1080)
    unnamed = captions_zone([cue_of("a")], style_named("lower-third"), 1920, 1080)
    assert one and two and tall and named and unnamed
    assert one.height < two.height < tall.height
    assert unnamed.height < named.height
    assert captions_zone([], plain, 1920, 1080) is None
    assert Zone(5, 3).height == 0


def test_a_title_too_long_for_its_lines_is_cut_short_and_says_so():
    fitted = fit_title("word " * 100, 800, 1080)
    assert fitted is not None
    assert len(fitted.lines) == 2
    assert fitted.lines[-1].endswith("…")
    cut = fit_title("x" * 500, 800, 1080)
    assert cut is not None
    assert cut.lines[-1].endswith("…")
    assert fit_title("  ", 800, 1080) is None
