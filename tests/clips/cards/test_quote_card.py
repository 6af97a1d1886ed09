"""The quote card holds the whole quote, whatever its length and script."""

from __future__ import annotations

import json
from pathlib import Path

import av
import numpy as np
import pytest

from pullquote.align.errors import InputError, OutputError
from pullquote.clips.cards.quote_card import QuoteCard, fit_quote, write_quote_card
from pullquote.clips.typeset.contrast import READABLE, contrast
from pullquote.clips.typeset.still import Picture, missing_when_drawn

QUOTE = "The birds forget about you long before you forget about them."


def pixels(path: Path) -> np.ndarray:
    with av.open(str(path)) as image:
        return next(image.decode(video=0)).to_ndarray(format="rgb24").astype(int)


def test_a_short_quote_gets_larger_letters_than_a_long_one():
    short = fit_quote(QuoteCard("Patience."))[1]
    long = fit_quote(QuoteCard(QUOTE * 3))[1]
    assert short > 1.5 * long


def test_a_quote_that_is_no_quote_for_a_card_is_refused():
    with pytest.raises(InputError, match="too long for a card of 1080 by 1080"):
        fit_quote(QuoteCard(QUOTE * 40))
    with pytest.raises(InputError, match="needs words"):
        write_quote_card(QuoteCard("  "), Path("x.png"))


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp"])
def test_the_card_is_a_picture_of_its_size_with_text_in_it(tmp_path, suffix):
    card = QuoteCard(QUOTE, "Edwin Quillanby", r"a {\an8} b", Picture(320, 400, "#182234"))
    path = write_quote_card(card, tmp_path / f"card{suffix}")
    frame = pixels(path)
    assert frame.shape == (400, 320, 3)
    bright = (frame.min(axis=2) > 200).mean()
    assert 0.02 < bright < 0.3
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("ground", ["#ffffff", "#ffe08a", "#808080", "#000000"])
def test_quote_and_name_can_be_read_on_any_ground(tmp_path, ground):
    card = QuoteCard(QUOTE, "Edwin Quillanby", "a source", Picture(640, 640, ground))
    frame = pixels(write_quote_card(card, tmp_path / "card.png")).reshape(-1, 3)
    drawn, counts = np.unique(frame, axis=0, return_counts=True)
    # Edges of letters are blends; what fills them is in the picture many times.
    solid = ["#" + bytes(color.tolist()).hex() for color in drawn[counts > 120]]
    inks = [color for color in solid if contrast(color, ground) >= READABLE - 0.1]
    assert len(inks) >= 2
    assert max(contrast(ink, ground) for ink in inks) >= (5 if ground == "#808080" else 11)


def test_an_image_can_stand_behind_darkened(tmp_path):
    plain = write_quote_card(QuoteCard("x", picture=Picture(64, 64, "#ffffff")), tmp_path / "a.png")
    dimmed = Picture(64, 36, str(plain), dim=0.5)
    frame = pixels(write_quote_card(QuoteCard("x", picture=dimmed), tmp_path / "b.png"))
    assert abs(frame[0, 0, 0] - 128) < 6


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(OutputError, match="cannot be written"):
        write_quote_card(QuoteCard("Yes."), tmp_path / "no" / "x.png")


QUOTES = (
    "So.",
    "The sea keeps what it likes, {and} gives back \\N the rest; 100% of it: “always”. " * 3,
    "البحر يحتفظ بما يحب ويعيد الباقي إلى الشاطئ",
    "הים שומר את מה שהוא אוהב ומחזיר את השאר אל החוף",
    "समुद्र जो पसंद करता है उसे रखता है और बाकी किनारे पर लौटा देता है",
    "ทะเลเก็บสิ่งที่ชอบไว้ และคืนส่วนที่เหลือกลับสู่ชายฝั่ง",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente",
)


@pytest.mark.parametrize("size", [(540, 540), (540, 960), (960, 540), (540, 675)])
@pytest.mark.parametrize("quote", QUOTES)
def test_a_quote_stays_inside_its_card_and_above_the_name(quote, size, tmp_path):
    card = QuoteCard(quote, "Edwin Marsh", "The Lamp", Picture(*size, "#182234"))
    frame = pixels(write_quote_card(card, tmp_path / "card.png"))
    height, width = frame.shape[:2]
    white = frame.min(axis=2) > 200
    yellow = (frame[..., 0] > 200) & (frame[..., 1] > 170) & (frame[..., 2] < 90)
    for ink in (white, yellow):
        rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
        assert 0.05 * width < columns[0] < columns[-1] < 0.95 * width
        assert 0.03 * height < rows[0] < rows[-1] < 0.97 * height
    # From above: the mark, the quote, the rule, the name.
    white_rows, yellow_rows = (np.flatnonzero(ink.any(axis=1)) for ink in (white, yellow))
    assert yellow_rows[0] < white_rows[0]
    between = yellow_rows[(yellow_rows > white_rows[0]) & (yellow_rows <= white_rows[-1])]
    assert not len(between)
    assert yellow_rows[-1] > white_rows[-1]


def test_words_are_cut_only_where_no_letters_hold_them_whole():
    whole, _ = fit_quote(QuoteCard(QUOTES[-1], picture=Picture(1920, 1080)))
    assert whole == [QUOTES[-1]]
    cut, _ = fit_quote(QuoteCard(QUOTES[-1] * 3, picture=Picture(1080, 1080)))
    assert len(cut) > 1
    assert "".join(cut) == QUOTES[-1] * 3


def test_scripts_without_spaces_are_broken_between_characters():
    lines, em = fit_quote(QuoteCard("灯台は海の上で光を放ち続けていた。" * 3, language="ja"))
    assert em > 0.05 * 1080
    assert not any(line.startswith("。") for line in lines)
    assert "".join(lines) == "灯台は海の上で光を放ち続けていた。" * 3


@pytest.mark.parametrize("language", ["ja", "zh", "ko"])
def test_east_asian_quotes_are_drawn_with_the_fonts_brought_along(language, tmp_path, monkeypatch):
    fonts = Path(__file__).parents[1] / "typeset" / "fonts"
    text = json.loads((fonts / "texts.json").read_text(encoding="utf-8"))[language]
    monkeypatch.setenv("PULLQUOTE_FONTS", str(fonts))
    card = QuoteCard(text, text[:4], picture=Picture(540, 540, "#182234"), language=language)
    lines, _ = fit_quote(card)
    assert not any(line[0] in "。，、」” " for line in lines)
    frame = pixels(write_quote_card(card, tmp_path / "card.png"))
    white, yellow = frame.min(axis=2) > 200, (frame[..., 0] > 200) & (frame[..., 2] < 90)
    assert 0.02 < white.mean() < 0.3
    under = np.flatnonzero(white.any(axis=1))[-1]
    assert yellow[under + 1 :].any()
    assert missing_when_drawn([text]) == ()
