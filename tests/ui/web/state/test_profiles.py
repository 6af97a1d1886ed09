"""Profiles of one's own are kept for a visitor, as the command line would read them."""

import pytest

from pullquote.align.errors import FormatError, InputError
from pullquote.clips.captions.profiles.profile import profile_named
from pullquote.ui.web.state.profiles import (
    LARGEST,
    MOST,
    forget_profile,
    keep_profile,
    known_profile,
    profiles,
)
from pullquote.ui.web.state.workspace import Workspace

HOUSE = 'based_on = "bbc"\nchars_per_line = 34\n'


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "visitor")


def file(tmp_path, name, text=HOUSE):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_profile_is_known_by_its_files_name_or_its_own(workspace, tmp_path):
    assert keep_profile(workspace, file(tmp_path, "house.toml")) == "own:house"
    named = file(tmp_path, "x.json", '{"name": "Émission", "max_lines": 1}')
    assert keep_profile(workspace, named) == "own:Émission"
    assert list(profiles(workspace)) == ["house", "Émission"]
    assert known_profile(workspace, "own:house").chars_per_line == 34
    assert known_profile(workspace, "own:Émission").max_lines == 1
    assert known_profile(workspace, "bbc") == profile_named("bbc")


def test_the_same_name_again_takes_its_place_and_forgetting_takes_it_away(workspace, tmp_path):
    keep_profile(workspace, file(tmp_path, "house.toml"))
    keep_profile(workspace, file(tmp_path, "house.json", '{"chars_per_line": 30}'))
    assert list(profiles(workspace)) == ["house"]
    assert known_profile(workspace, "own:house").chars_per_line == 30
    forget_profile(workspace, "house")
    assert profiles(workspace) == {}
    with pytest.raises(FormatError, match="own:house"):
        known_profile(workspace, "own:house")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("house.txt", HOUSE, "toml or .json"),
        ("house.toml", "chars_per_lime = 3", "chars_per_lime"),
        ("house.toml", "= 3", "cannot be read"),
        ("house.json", " " * (LARGEST + 1), "too large"),
        ("house.toml", f'name = "{"x" * 61}"', "60 characters"),
    ],
)
def test_what_is_no_profile_is_refused_without_telling_where_it_lies(
    workspace, tmp_path, name, text, told
):
    with pytest.raises(InputError, match=told) as refused:
        keep_profile(workspace, file(tmp_path, name, text))
    assert str(tmp_path) not in str(refused.value)
    assert profiles(workspace) == {}


def test_only_so_many_are_kept(workspace, tmp_path):
    for number in range(MOST):
        keep_profile(workspace, file(tmp_path, f"p{number}.toml"))
    keep_profile(workspace, file(tmp_path, "p3.toml"))
    with pytest.raises(InputError, match="forget one"):
        keep_profile(workspace, file(tmp_path, "more.toml"))
