"""Frames with captions of every style and script, compared with stored ones that were looked at.

After a wanted change of looks, `python tests/clips/typeset/test_golden_frames.py` draws them anew;
look at each before it is committed.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from unittest import mock

import av
import numpy as np
import pytest

from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cue import CueWord
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.typeset.fonts.own import VARIABLE
from pullquote.clips.typeset.safe_area import profile_for
from pullquote.clips.typeset.still import Picture, draw_still, missing_in_log
from pullquote.clips.typeset.styles import style_named, style_names

GOLDEN = Path(__file__).parent / "golden"
WIDE, TALL, SQUARE = (320, 180), (180, 320), (240, 240)
ENGLISH = "Good morning, welcome. My guest kept the lighthouse since 2015."
SCRIPTS = {
    "latin": "L’été, Łódź, naïve: “¿Qué?” — 50 % ø ß.",
    "greek": "Καλημέρα, τι κάνεις σήμερα το πρωί;",
    "cyrillic": "Доброе утро, сегодня мы говорим о птицах.",
    "arabic": "صباح الخير، نتحدث اليوم عن 25 طائرًا.",
    "hebrew": "בוקר טוב, היום נדבר על 3 ציפורים (במגדלור).",
    "devanagari": "नमस्ते, आज हम पक्षियों की बात करेंगे।",
    "thai": "สวัสดีครับ วันนี้เราจะพูดถึงนก",
    "emoji": "I love birds 🐦 and 👍🏽 lamps ❤️ 😀 🎉",
    "mixed": "He said שלום עולם and مرحبا today.",
    "escapes": r"{\an8} C:\new\house \N {b} 50% a,b: \\ \h <i>x</i> \{x\} end\ ".strip(),
}
FONTS = Path(__file__).parent / "fonts"
"""With the characters of these texts, which no font that comes with Pullquote has."""
EAST_ASIAN = json.loads((FONTS / "texts.json").read_text(encoding="utf-8"))
LANGUAGES = {"chinese": "zh", "japanese": "ja", "korean": "ko"}
CASES = {
    **{f"style-{name}": (name, ENGLISH, WIDE) for name in style_names()},
    "tall-highlight": ("highlight", ENGLISH, TALL),
    "tall-boxed": ("boxed", ENGLISH, TALL),
    "square-plain": ("plain", ENGLISH, SQUARE),
    **{f"script-{name}": ("boxed", text, WIDE) for name, text in SCRIPTS.items()},
    **{f"script-{name}": ("boxed", EAST_ASIAN[code], WIDE) for name, code in LANGUAGES.items()},
    "tall-japanese": ("highlight", EAST_ASIAN["ja"], TALL),
    "karaoke-japanese": ("karaoke", EAST_ASIAN["ja"], WIDE),
    "karaoke-hebrew": ("karaoke", SCRIPTS["hebrew"], WIDE),
    "karaoke-devanagari": ("karaoke", SCRIPTS["devanagari"], WIDE),
}


def draw(name: str, out: Path) -> str:
    """Draw a case at a moment inside its first words; ffmpeg's messages come back."""
    style, text, (width, height) = CASES[name]
    language = LANGUAGES.get(name.partition("-")[2], "")
    step = 0.15 if language in ("zh", "ja") else 0.3  # these words are single characters
    profile = profile_for(style, width, height)
    cues = lay_out_cues(spoken(text, step), profile, language=language or "en")
    with mock.patch.dict(os.environ, {VARIABLE: str(FONTS)} if language else {}):
        time = 0.45 if step > 0.2 else 1.95  # a cue of two lines
        return draw_still(cues, time, out, Picture(width, height), style, language)


def spoken(text: str, step: float) -> list[CueWord]:
    """The text's words, one each `step` seconds, as the transcript's reader parts them."""
    tokens = parse_transcript(text).tokens
    spaces = [a.end_char < b.start_char for a, b in pairwise(tokens)] + [False]
    return [
        CueWord(token.text, TimeSpan(k * step, (k + 0.9) * step), k, " " if space else "", "Anna")
        for k, (token, space) in enumerate(zip(tokens, spaces, strict=True))
    ]


def pixels(path: Path) -> np.ndarray:
    with av.open(str(path)) as image:
        return next(image.decode(video=0)).to_ndarray(format="rgb24").astype(int)


def difference(one: np.ndarray, other: np.ndarray) -> float:
    """Share of pixels that differ visibly, 0 to 1."""
    return float((np.abs(one - other).max(axis=2) > 60).mean())


# Another build of libass or FreeType moves edges by part of a pixel; another word is ten times it.
TOLERANCE = 0.004


@pytest.mark.parametrize("name", CASES)
def test_the_frame_looks_as_it_did_when_somebody_looked_at_it(name, tmp_path):
    log = draw(name, tmp_path / "now.png")
    assert missing_in_log(log) == ()
    now, golden = pixels(tmp_path / "now.png"), pixels(GOLDEN / f"{name}.png")
    assert now.shape == golden.shape
    assert difference(now, golden) <= TOLERANCE


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="fontconfig is Linux's")


@on_linux
@pytest.mark.parametrize("name", ["style-plain", "style-boxed", *(f"script-{n}" for n in SCRIPTS)])
def test_no_system_font_draws_what_ours_have(
    name: str, boxes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", str(boxes))
    draw(name, tmp_path / "now.png")
    now, golden = pixels(tmp_path / "now.png"), pixels(GOLDEN / f"{name}.png")
    assert difference(now, golden) <= TOLERANCE


@on_linux
def test_what_ours_lack_is_drawn_with_the_systems(
    boxes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(CASES, "tifinagh", ("boxed", "ⴰⵣⵓⵍ", WIDE))
    empty = tmp_path / "empty.conf"
    empty.write_text("<fontconfig></fontconfig>", encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(empty))
    without = draw("tifinagh", tmp_path / "without.png")
    monkeypatch.setenv("FONTCONFIG_FILE", str(boxes))
    log = draw("tifinagh", tmp_path / "with.png")
    assert missing_in_log(without) == tuple("ⴰⵣⵓⵍ")
    assert missing_in_log(log) == ()
    assert difference(pixels(tmp_path / "with.png"), pixels(tmp_path / "without.png")) > TOLERANCE


def test_another_word_is_noticed(tmp_path, monkeypatch):
    style, text, size = CASES["style-plain"]
    monkeypatch.setitem(CASES, "style-plain", (style, text.replace("Good", "Warm"), size))
    draw("style-plain", tmp_path / "now.png")
    assert difference(pixels(tmp_path / "now.png"), pixels(GOLDEN / "style-plain.png")) > TOLERANCE


def test_a_caption_is_on_screen_within_a_hundredth_of_its_cue(tmp_path):
    (cue,) = lay_out_cues([CueWord("Here.", TimeSpan(1.004, 1.9))], until=2.006)

    def shown(time: float) -> bool:
        draw_still([cue], time, tmp_path / "x.png", Picture(*WIDE), "plain")
        frame = pixels(tmp_path / "x.png")
        return bool(np.abs(frame - frame[0, 0]).max() > 60)

    seen = [shown(t) for t in (0.99, 1.015, 1.99, 2.02)]
    assert seen == [False, True, True, False]


@pytest.mark.parametrize("highlight", ["word", "karaoke"])
def test_a_word_lights_up_within_a_frame_of_being_spoken(tmp_path, highlight):
    words = [CueWord("one", TimeSpan(0.5, 0.9), 0), CueWord("two", TimeSpan(1.237, 1.9), 1)]
    cues = lay_out_cues(words, until=3.0)
    style = replace(style_named("plain"), highlight=highlight, highlight_color="#00ff00", size=0.3)

    def green_on_the_right(time: float) -> bool:
        draw_still(cues, time, tmp_path / "x.png", Picture(*WIDE, "#000000"), style)
        frame = pixels(tmp_path / "x.png")[:, WIDE[0] // 2 + 8 :]
        return bool(((frame[:, :, 1] - frame[:, :, 0]) > 120).any())

    frame = 1 / 25
    assert [green_on_the_right(1.237 + k * frame) for k in (-1, 1, 2)] == [False, True, True]


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for case in CASES:
        draw(case, GOLDEN / f"{case}.png")
