"""Fonts that we do not ship: from a folder of the user's, or from the system."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from pullquote.align.errors import InputError
from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.export.batch import export_clips
from pullquote.clips.export.manifest import ClipResult, undrawn_sentence
from pullquote.clips.passages.passage import passage_by_words
from pullquote.clips.typeset.ass import write_ass
from pullquote.clips.typeset.fonts import (
    FONTS_DIR,
    font_runs,
    fonts_for,
    line_width,
    missing_glyphs,
)
from pullquote.clips.typeset.fonts.own import VARIABLE, own_face, own_families, use_fonts
from pullquote.clips.typeset.still import Picture, draw_still, missing_in_log, missing_when_drawn

FOLDER = Path(__file__).parent / "fonts"
TEXTS = json.loads((FOLDER / "texts.json").read_text(encoding="utf-8"))


@pytest.fixture
def own(monkeypatch):
    """The folder of the tests' fonts is the user's."""
    monkeypatch.setenv(VARIABLE, str(FOLDER))


@pytest.fixture
def nothing_installed(monkeypatch, tmp_path):
    """A system without any font, as far as ffmpeg can see."""
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    monkeypatch.delenv(VARIABLE, raising=False)


def shown(text: str) -> Cue:
    return Cue(TimeSpan(0, 1), ((CueWord(text, TimeSpan(0, 1)),),))


@pytest.mark.parametrize("language", TEXTS)
def test_what_a_folder_of_fonts_has_is_drawn(
    language, own, nothing_installed, monkeypatch, tmp_path
):
    text = TEXTS[language]
    out = tmp_path / "x.png"
    without = draw_still([shown(text)], 0.5, out, Picture(640, 180), language=language)
    assert missing_in_log(without) == missing_glyphs(text) != ()
    monkeypatch.setenv(VARIABLE, str(FOLDER))
    assert missing_glyphs(text) == ()
    log = draw_still([shown(text)], 0.5, out, Picture(640, 180), language=language)
    assert missing_in_log(log) == ()
    assert missing_when_drawn([text]) == ()


@pytest.mark.parametrize(("language", "family"), [("zh", "SC"), ("ja", "JP"), ("ko", "KR")])
def test_characters_of_several_fonts_are_taken_from_that_of_the_language(language, family, own):
    shared = "年" if language != "ko" else "등"
    assert [run.family for run in font_runs(shared, language=language)] == [
        f"Noto Sans CJK {family}"
    ]


def test_bold_letters_come_from_the_bold_font(own):
    assert own_face("Noto Sans CJK JP", bold=True).path.name == "NotoSansCJKJP-Bold.otf"
    assert own_face("Noto Sans CJK KR", bold=True).path.name == "NotoSansCJKKR-Regular.otf"
    assert own_face("Nowhere Sans") is None


def test_widths_are_those_of_the_font(own):
    assert line_width("。", "Noto Sans CJK JP") == 1.0
    assert line_width("등", "Noto Sans CJK KR") == pytest.approx(0.92, abs=0.03)


def test_only_the_fonts_that_a_text_needs_are_given_to_libass(own, tmp_path):
    assert fonts_for(["Plain words."], tmp_path) == FONTS_DIR
    folder = fonts_for(["Plain", TEXTS["ko"]], tmp_path, language="ko")
    brought = {path.resolve().name for path in folder.iterdir()}
    assert brought == {path.name for path in FONTS_DIR.iterdir()} | {"NotoSansCJKKR-Regular.otf"}


def test_the_script_names_the_font_of_each_part(own, tmp_path):
    write_ass([shown("Say 鳥 now")], width=640, height=360, path=tmp_path / "x.ass", language="ja")
    text = (tmp_path / "x.ass").read_text(encoding="utf-8")
    assert r"Say {\fnNoto Sans CJK JP\fs" in text


def test_a_folder_that_holds_no_fonts_is_refused(tmp_path, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(InputError, match="is not a folder"):
        use_fonts(tmp_path / "none")
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    with pytest.raises(InputError, match="has no font"):
        use_fonts(tmp_path)
    assert own_families() == {}


def test_a_broken_font_in_the_folder_does_not_hide_the_others(tmp_path, monkeypatch):
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    (tmp_path / "deep").mkdir()
    source = FOLDER / "NotoSansCJKKR-Regular.otf"
    (tmp_path / "deep" / source.name).write_bytes(source.read_bytes())
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert list(own_families()) == ["Noto Sans CJK KR"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fonts are told by fontconfig")
@pytest.mark.parametrize("language", TEXTS)
def test_a_font_that_the_system_has_is_found(language, nothing_installed, monkeypatch, tmp_path):
    text = TEXTS[language]
    assert missing_when_drawn([text]) == missing_glyphs(text)
    (tmp_path / "fonts.conf").write_text(
        f"<fontconfig><dir>{FOLDER}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    assert missing_when_drawn([text]) == ()


@pytest.mark.parametrize(
    ("characters", "told"),
    [
        ("東あア한", "Noto Sans CJK (package fonts-noto-cjk"),
        ("ကခ", "Noto Sans Myanmar (free"),
        ("\U000f1234", "a font for that script"),
    ],
)
def test_what_cannot_be_drawn_is_told_with_what_to_install(characters, told):
    sentence = undrawn_sentence(list(characters))
    assert told in sentence
    assert "--fonts or PULLQUOTE_FONTS" in sentence


def test_a_clip_with_japanese_captions_is_made_with_the_fonts_of_the_folder(
    nothing_installed, monkeypatch, tmp_path, ffmpeg
):
    talk = tmp_path / "talk.mp4"
    ffmpeg(
        *("-f", "lavfi", "-i", "color=black:s=640x360:r=25:d=12"),
        *("-f", "lavfi", "-i", "anullsrc=r=48000:cl=mono", "-t", "12", talk),
    )
    transcript = parse_transcript(TEXTS["ja"])
    words = tuple(
        AlignedWord(token, TimeSpan(0.2 * k, 0.2 * k + 0.19), 1.0, Status.PLACED)
        for k, token in enumerate(transcript.tokens)
    )
    engine = EngineInfo("test", "1")
    alignment = Alignment(transcript, words, (), "ja", 12.0, "print", engine)
    asked = passage_by_words(alignment, 11, 30)

    def made(name: str) -> ClipResult:
        manifest = export_clips(talk, alignment, [asked], tmp_path / name)
        return manifest.clips[0]

    boxes = made("boxes.mp4")
    monkeypatch.setenv(VARIABLE, str(FOLDER))
    whole = made("whole.mp4")
    assert (whole.undrawn, whole.reason) == ((), None)
    assert "見" in boxes.undrawn
    assert whole.sidecar is not None
    assert "2015年に見た" in whole.sidecar.read_text(encoding="utf-8")
