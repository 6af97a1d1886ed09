"""The shipped fonts: what they cover, and what they do not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from pullquote.clips.typeset.fonts import (
    DEFAULT_FAMILY,
    FAMILIES,
    FONTS_DIR,
    font_file,
    font_runs,
    line_height,
    line_width,
    missing_glyphs,
)
from pullquote.clips.typeset.fonts.faces import covered


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("bold", [False, True])
def test_every_family_is_there_regular_and_bold(family, bold):
    path = font_file(family, bold=bold)
    assert path is not None
    assert path.is_file()
    assert 1.0 < line_height(family, bold=bold) < 2.5


def test_the_fonts_are_small_and_their_licence_is_beside_them():
    assert sum(path.stat().st_size for path in FONTS_DIR.iterdir()) < 2_200_000
    assert all(path.suffix == ".ttf" for path in FONTS_DIR.iterdir())
    assert "SIL OPEN FONT LICENSE" in (FONTS_DIR.parent / "OFL.txt").read_text()


@pytest.mark.parametrize(
    "text",
    [
        "The quick brown fox — “jumps”, 50 % … £20 €5",
        "Zażółć gęślą jaźń, Příliš žluťoučký kůň, İstanbul, ﬁ ø ß Tiếng Việt",
        "Καλημέρα κόσμε",
        "Съешь ещё этих мягких французских булок, ґ є і ї",
        "صباح الخير ٠١٢ پ چ گ",
        "בוקר טוב שָׁלוֹם",
        "नमस्ते क्षत्रिय",
        "สวัสดีครับ",
        "🐦 👍🏽 ❤️ 😀 🎉 ⭐ 👩‍🚀 🇩🇪",
    ],
)
def test_these_scripts_need_nothing_from_the_system(text):
    assert missing_glyphs(text) == ()


def test_what_no_shipped_font_has_is_named_once_in_order():
    assert missing_glyphs("東京 and 京都 ྀ") == ("東", "京", "都", "ྀ")


@given(st.text())
def test_runs_joined_are_the_text(text):
    runs = font_runs(text)
    assert "".join(run.text for run in runs) == text
    assert all(a.family != b.family for a, b in pairwise(runs))


def test_each_run_has_the_family_that_holds_it():
    assert [(run.family, run.text) for run in font_runs("Say שלום to 東京")] == [
        (DEFAULT_FAMILY, "Say "),
        ("Noto Sans Hebrew", "שלום "),
        (DEFAULT_FAMILY, "to "),
        (None, "東京"),
    ]


def test_widths_add_up_and_bold_is_wider():
    assert line_width("ab") == pytest.approx(line_width("a") + line_width("b"))
    assert line_width("lighthouse", bold=True) > line_width("lighthouse")
    assert line_width("東京") == 2.0


def test_every_character_of_a_run_is_in_its_font() -> None:
    for text in ("birds 🐦 and 😀 🎉", "צהריים, 3 — مرحبا 25 .", "सुबह: สวัสดี (ok)"):
        runs = font_runs(text)
        assert "".join(run.text for run in runs) == text
        for run in runs:
            path = font_file(run.family or "")
            assert path is not None
            assert set(map(ord, run.text)) <= set(covered(path, 0)), run
