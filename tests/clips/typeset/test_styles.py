"""Caption styles are files, and a bad one is refused with what is wrong."""

from __future__ import annotations

import json

import pytest

from pullquote.align.errors import FormatError, InputError
from pullquote.clips.captions.profiles.profile import PROFILES
from pullquote.clips.typeset.styles import STYLES_DIR, Style, read_style, style_named, style_names


def test_the_promised_styles_are_there():
    promised = {"plain", "boxed", "outlined", "karaoke", "pop", "two-speakers", "lower-third"}
    assert promised <= set(style_names())


@pytest.mark.parametrize("name", style_names())
def test_every_style_reads_and_says_what_it_is(name):
    style = style_named(name)
    assert style.name == name
    assert style.describe
    assert style.profile in PROFILES
    assert (STYLES_DIR / f"{name}.json").stat().st_size < 1000


def test_a_style_of_ones_own_is_a_file(tmp_path):
    path = tmp_path / "mine.json"
    path.write_text(json.dumps({"color": "#ff0000", "size": 0.1}))
    assert style_named(str(path)) == Style("mine", color="#ff0000", size=0.1)


@pytest.mark.parametrize(
    ("entries", "complaint"),
    [
        ({"colour": "#ffffff"}, "has the entry 'colour'"),
        ({"color": "red"}, "'red' is not a colour"),
        ({"size": 5}, "size is 5"),
        ({"box": "round"}, "box is 'round'"),
        ({"size": "big"}, "size is 'big', but must be a number"),
        ({"outline": True}, "outline is True, but must be a number"),
        ({"outline": 1e9}, "outline is 1000000000.0, but must be from 0 to 0.5"),
        ({"box_padding": -1}, "box_padding is -1, but must be from 0 to 2"),
        ({"shadow": 10**400}, "shadow is 1000+, but must be from 0 to 1"),
        ({"color": "#ffffff\n"}, r"'#ffffff\\n' is not a colour"),
        ({"color": 5}, "color is 5, but must be text"),
        ({"bold": "no"}, "bold is 'no', but must be true or false"),
        ({"speaker_colors": 5}, "speaker_colors is 5, but must be a list of texts"),
        ({"speaker_colors": ["#ffffff", None]}, "must be a list of texts"),
        ({"profile": "nonsense"}, "profile is 'nonsense'; choose one of netflix"),
        ([1], "a JSON object"),
    ],
)
def test_a_bad_style_says_what_is_wrong(tmp_path, entries, complaint):
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(entries))
    with pytest.raises(InputError, match=complaint):
        read_style(path)


@pytest.mark.parametrize("font", ["A,100", "A\nDialogue: 0", "A\n", "", "x" * 61, "{\\b1}"])
def test_a_font_is_a_name_and_nothing_that_a_script_would_read(font):
    with pytest.raises(ValueError, match="name of a font"):
        Style("mine", font=font)


@pytest.mark.parametrize("font", ["Noto Sans", "M+ 1p", "Bitstream Vera Sans Mono-2.0", "源ノ角"])
def test_fonts_have_all_sorts_of_names(font):
    assert Style("mine", font=font).font == font


def test_a_style_that_is_no_json_or_not_there_is_said(tmp_path):
    (tmp_path / "x.json").write_text("not json")
    (tmp_path / "deep.json").write_text("[" * 100_000)
    for path in (tmp_path / "x.json", tmp_path / "deep.json", tmp_path / "none.json"):
        with pytest.raises(InputError, match="cannot be read as a caption style"):
            read_style(path)
    with pytest.raises(FormatError, match="plain"):
        style_named("neon")
