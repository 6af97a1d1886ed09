"""Letters can be read on whatever ground is chosen."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from pullquote.clips.audiogram.text import NAME_COLOR, TITLE_COLOR
from pullquote.clips.cards.batch import CardLook
from pullquote.clips.cards.quote_card import QuoteCard
from pullquote.clips.render.shapes import Shape
from pullquote.clips.render.video import VideoOptions
from pullquote.clips.typeset.contrast import LARGE, READABLE, STRONG, blend, contrast, readable_on

colors = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(colors, colors)
def test_ink_can_be_read_on_any_ground(ground: str, color: str) -> None:
    assert contrast(ground, readable_on(ground, color)) >= READABLE


def test_strong_ink_is_dark_on_a_light_ground() -> None:
    assert contrast("#ffffff", readable_on("#ffffff", "#ffffff", STRONG)) >= STRONG
    # No ink is that strong on a grey; then it is the stronger of the two ends.
    assert readable_on("#808080", "#ffffff", STRONG) == "#000000"
    assert readable_on("#404040", "#ffffff", STRONG) == "#ffffff"


def test_a_colour_that_large_letters_may_have_stays_for_them() -> None:
    assert readable_on("#204060", "#ff00ff", least=LARGE) == "#ff00ff"
    assert readable_on("#204060", "#ff00ff") != "#ff00ff"


@given(colors, colors)
def test_contrast_does_not_ask_which_colour_is_the_ground(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one) >= 1.0
    assert contrast(one, one) == 1.0


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    # The grey that is known as the lightest that AA allows on white.
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_a_blend_is_between_its_colours() -> None:
    assert blend("#000000", "#ffffff", 0.0) == "#000000"
    assert blend("#000000", "#ffffff", 1.0) == "#ffffff"
    assert blend("#102030", "#304050", 0.5) == "#203040"


def test_the_colours_that_nobody_chose_stay_as_they_are() -> None:
    audiogram = Shape().background
    for color in (TITLE_COLOR, NAME_COLOR, VideoOptions().accent):
        assert readable_on(audiogram, color) == color
    look = CardLook()
    for color in (QuoteCard("").color, look.accent):
        assert readable_on(look.shape.background, color) == color
