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
        ({"size": "big"}, "cannot be used"),
        ([1], "a JSON object"),
    ],
)
def test_a_bad_style_says_what_is_wrong(tmp_path, entries, complaint):
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(entries))
    with pytest.raises(InputError, match=complaint):
        read_style(path)


def test_a_style_that_is_no_json_or_not_there_is_said(tmp_path):
    (tmp_path / "x.json").write_text("not json")
    for path in (tmp_path / "x.json", tmp_path / "none.json"):
        with pytest.raises(InputError, match="cannot be read as a caption style"):
            read_style(path)
    with pytest.raises(FormatError, match="plain"):
        style_named("neon")
