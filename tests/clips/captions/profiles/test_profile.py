"""Profiles carry the guides' numbers, and say where they are from."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from pullquote.align.errors import FormatError
from pullquote.clips.captions.profiles.profile import (
    BBC,
    BBC_VERTICAL,
    NETFLIX,
    PROFILES,
    RANGES,
    Profile,
    profile_named,
)


def test_netflix_has_the_numbers_of_its_guide():
    assert (NETFLIX.chars_per_line, NETFLIX.max_lines, NETFLIX.chars_per_second) == (42, 2, 20)
    assert (NETFLIX.min_duration, NETFLIX.max_duration) == (5 / 6, 7)
    assert NETFLIX.min_gap == 2 / 24


def test_the_bbc_counts_words_and_no_characters():
    assert (BBC.chars_per_line, BBC.words_per_minute, BBC.chars_per_second) == (37, 180, None)
    assert BBC_VERTICAL.max_lines == 3


def test_every_profile_says_where_it_is_from():
    assert all(profile.source and profile.name == name for name, profile in PROFILES.items())


def test_figures_name_fields_that_the_profile_has():
    names = {field.name for field in fields(Profile)}
    for profile in PROFILES.values():
        cited = [name for figure in profile.figures for name in figure.fields]
        assert set(cited) <= names
        assert len(cited) == len(set(cited)), f"{profile.name} has a figure from two places"


def test_every_figure_has_a_range_that_its_error_and_the_documentation_name():
    text = (Path(__file__).parents[4] / "docs" / "profiles.md").read_text(encoding="utf-8")
    for field in fields(Profile):
        if field.name in ("name", "source", "figures"):
            continue
        least, most = RANGES[field.name]
        message = f"{field.name} is {most + 1:g}, but must be from {least:g} to {most:g}"
        with pytest.raises(ValueError, match=message):
            replace(NETFLIX, **{field.name: int(most + 1)})
        assert f"| `{field.name}` | {least:g}–{most:g} |" in text


def test_the_documentation_has_every_profile_with_its_figures():
    text = (Path(__file__).parents[4] / "docs" / "profiles.md").read_text(encoding="utf-8")
    for profile in PROFILES.values():
        speed = profile.chars_per_second or "–"
        words = profile.words_per_minute or "–"
        row = (
            f"| `{profile.name}` | {profile.max_lines} × {profile.chars_per_line} "
            f"| {_short(speed)} "
            f"| {_short(words)} | {profile.min_duration:.2f}–{profile.max_duration:g} s "
            f"| {profile.min_gap:.2f} / {profile.close_gap:g} s |"
        )
        assert row in text, row
        assert all(figure.guide.title in text for figure in profile.figures)


def _short(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def test_an_unknown_profile_names_the_known_ones():
    with pytest.raises(FormatError, match=r"caption profile 'itv'.*netflix"):
        profile_named("itv")


@pytest.mark.parametrize(
    "change",
    [
        *({"max_lines": 0}, {"chars_per_line": 0}, {"min_duration": 9}),
        *({"min_gap": -1.0}, {"words_per_minute": 0.0}, {"chars_per_second": None}),
        *({"max_lines": 10**400}, {"max_pause": float("inf")}, {"linger": float("nan")}),
    ],
)
def test_a_profile_that_no_cue_can_keep_is_refused(change):
    with pytest.raises(ValueError, match="profile 'netflix'"):
        replace(NETFLIX, **change)
