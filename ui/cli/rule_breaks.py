"""Cues that break rules of their profile, or end before they start, as the command line tells."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pullquote.ui.cli.terminal import tell

if TYPE_CHECKING:
    from pullquote.clips.captions.cue import Cue
    from pullquote.clips.captions.profiles.profile import Profile

_MOST_LISTED = 10


def find_violations(
    source: Path, cues: tuple[Cue, ...], profile: Profile, language: str
) -> list[dict[str, Any]]:
    """Every breach of a rule, as plain data."""
    from pullquote.clips.captions.check import check_cues
    from pullquote.clips.subtitles.files import step_of

    return [
        {
            "cue": breach.cue + 1,
            "start": round(cues[breach.cue].span.start, 3),
            "rule": breach.rule,
            "got": round(breach.got, 3),
            "limit": round(breach.limit, 3),
            "text": cues[breach.cue].text,
            "message": breach.message,
        }
        for breach in check_cues(cues, profile, language=language, step=step_of(source))
    ]


def report_violations(violations: list[dict[str, Any]], cues: int, profile: str) -> None:
    """Print every breach and, at the end, how many cues have one."""
    for breach in violations:
        click.echo(breach["message"])
        if breach["text"]:
            click.echo(f"    {breach['text']}".replace("\n", " / "))
    broken = len({breach["cue"] for breach in violations})
    verb = "breaks" if broken == 1 else "break"
    click.echo(f"{broken:,} of {cues:,} cues {verb} a rule of the {profile} profile")


def tell_of_violations(violations: list[dict[str, Any]], cues: int, profile: str) -> None:
    """List on stderr the cues just written that break a rule."""
    if violations:
        broken = len({breach["cue"] for breach in violations})
        verb = "breaks" if broken == 1 else "break"
        lines = [f"    {breach['message']}" for breach in violations[:_MOST_LISTED]]
        if len(violations) > _MOST_LISTED:
            lines.append("    and more, which --check lists")
        what = f"{broken:,} of {cues:,} cues {verb} a rule of the {profile} profile:"
        tell("\n".join([what, *lines]))


def tell_of_backward_cues(cues: tuple[Cue, ...]) -> None:
    """Warn on stderr of cues that end before they start, which nobody would see."""
    numbers = [number for number, cue in enumerate(cues, 1) if cue.said_end is not None]
    if numbers:
        which = ", ".join(map(str, numbers[:5])) + (" …" if len(numbers) > 5 else "")
        what = f"cues {which} end" if len(numbers) > 1 else f"cue {which} ends"
        tell(
            f"{what} before {'they start' if len(numbers) > 1 else 'it starts'} and can hardly be "
            "seen; --check lists them"
        )
