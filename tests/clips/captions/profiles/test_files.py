"""A profile of one's own is a small file, and a faulty one is refused in one clear sentence."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from pullquote.align.errors import FormatError, InputError
from pullquote.clips.captions.profiles.files import find_profile, read_profile
from pullquote.clips.captions.profiles.profile import BBC, NETFLIX, PROFILES


def test_toml_changes_what_it_names_and_keeps_the_rest(tmp_path):
    file = tmp_path / "house.toml"
    file.write_text('based_on = "bbc"\nchars_per_line = 34\nmax_duration = 6\n', encoding="utf-8")
    profile = read_profile(file)
    assert (profile.name, profile.chars_per_line, profile.max_duration) == ("house", 34, 6)
    assert profile.words_per_minute == BBC.words_per_minute
    assert profile.source == "house.toml, based on bbc"


def test_a_changed_figure_no_longer_cites_the_guide(tmp_path):
    file = tmp_path / "house.toml"
    file.write_text('based_on = "bbc"\nchars_per_line = 34\n', encoding="utf-8")
    cited = {name for figure in read_profile(file).figures for name in figure.fields}
    assert "chars_per_line" not in cited
    assert "words_per_minute" in cited


def test_json_is_read_too_and_netflix_is_the_base(tmp_path):
    file = tmp_path / "fast.json"
    entries = {"name": "Fast", "chars_per_second": None, "words_per_minute": 220}
    file.write_text(json.dumps(entries), encoding="utf-8")
    profile = find_profile(str(file))
    assert (profile.name, profile.chars_per_second, profile.words_per_minute) == ("Fast", None, 220)
    assert profile.chars_per_line == NETFLIX.chars_per_line


def test_none_in_toml_lifts_a_limit(tmp_path):
    file = tmp_path / "x.toml"
    file.write_text('words_per_minute = 200\nchars_per_second = "none"\n', encoding="utf-8")
    assert read_profile(file).chars_per_second is None


@pytest.mark.parametrize("name", PROFILES)
def test_every_shipped_profile_can_be_written_as_a_file(name, tmp_path):
    profile = PROFILES[name]
    entries = {
        field.name: getattr(profile, field.name)
        for field in fields(profile)
        if field.name != "figures"
    }
    file = tmp_path / "copy.json"
    file.write_text(json.dumps(entries | {"based_on": name}), encoding="utf-8")
    copy = read_profile(file)
    assert entries == {entry: getattr(copy, entry) for entry in entries} != {}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("chars_per_line = ", "cannot be read as a caption profile"),
        ("line_length = 40", "has the entry 'line_length', which profiles do not have"),
        ("chars_per_line = '40'", "chars_per_line is '40', but must be a number"),
        ("max_lines = 2.5", "max_lines is 2.5, but must be a whole number"),
        ("max_lines = true", "max_lines is True, but must be a whole number"),
        ("based_on = 'itv'", "based_on names an unknown caption profile 'itv'"),
        ("min_duration = 9.0", "min_duration is above max_duration"),
        ("min_gap = nan", "min_gap is nan, but must be from 0 to 10"),
        ("max_lines = 100000", "max_lines is 100000, but must be from 1 to 4"),
        ("max_words = 1" + 400 * "0", "max_words is 1000+, but must be from 1 to 100"),
        ("name = ''", "name is '', but must be text"),
    ],
)
def test_a_faulty_file_is_refused_with_the_entry_at_fault(content, message, tmp_path):
    file = tmp_path / "x.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_profile(file)


@pytest.mark.parametrize("content", ["[1, 2]", "nonsense", "\udce9"])
def test_a_file_that_is_no_object_is_refused(content, tmp_path):
    file = tmp_path / "x.json"
    file.write_text(content, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(InputError, match="caption profile"):
        read_profile(file)


def test_a_missing_file_and_an_unknown_name_say_so(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        find_profile(str(tmp_path / "none.toml"))
    with pytest.raises(FormatError, match=r"'itv'; use one of netflix.*or .json file of your own"):
        find_profile("itv")
