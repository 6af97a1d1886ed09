"""Profiles of captions as text for the terminal: their figures, and the guides behind them."""

from __future__ import annotations

from collections.abc import Iterator

from pullquote.clips.captions.profiles.guides import Figure
from pullquote.clips.captions.profiles.profile import Profile


def describe_profile(profile: Profile) -> str:
    """The profile in a few lines: its rules, and the places in guides that they come from."""
    lines = [f"{profile.name}: {profile.source}", f"    {', '.join(_rules(profile))}"]
    for guide in dict.fromkeys(figure.guide for figure in profile.figures):
        lines.append(f"    {guide.title} ({guide.version}), {guide.address}")
        lines += [_describe(figure) for figure in profile.figures if figure.guide == guide]
    own = "the other figures are" if profile.figures else "all figures are"
    return "\n".join([*lines, f"    {own} our own"])


def _rules(profile: Profile) -> Iterator[str]:
    lines = "line" if profile.max_lines == 1 else "lines"
    yield f"{profile.max_lines} {lines} of {profile.chars_per_line:g} characters"
    if profile.max_words is not None:
        yield f"{profile.max_words} {'word' if profile.max_words == 1 else 'words'} at most"
    if profile.chars_per_second is not None:
        yield f"{profile.chars_per_second:g} characters a second"
    if profile.words_per_minute is not None:
        yield f"{profile.words_per_minute:g} words a minute"
    yield f"{profile.min_duration:.3g} to {profile.max_duration:.3g} s on screen"
    yield f"gaps of {profile.min_gap:.3g} s, or from {profile.close_gap:.3g} s on"


def _describe(figure: Figure) -> str:
    doubt = "" if figure.checked else " (as others quote it; not read in the guide itself)"
    return f"        {figure.place}{doubt}"
