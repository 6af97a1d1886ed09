"""The options that cut words out of passages, shared by `clip` and `card`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pullquote.align.errors import PassageNotFoundError, PullquoteError
from pullquote.clips.render.seams import SEAMS

if TYPE_CHECKING:
    from pullquote.align.model.alignment import Alignment
    from pullquote.clips.passages.passage import Passage
    from pullquote.clips.passages.resolve import Resolved, ResolvedRequests

_Command = TypeVar("_Command", bound=Callable[..., Any])

cut_out = click.option(
    "--cut",
    "cuts",
    multiple=True,
    metavar="WORDS",
    help="Words of the passage to cut out of it: as in the transcript, or words:120-121 by their "
    "numbers. Repeat it for more.",
)
cut_every = click.option(
    "--cut-every",
    "cuts_every",
    multiple=True,
    metavar="WORDS",
    help="Cut these words out wherever they stand in the passage, such as 'you know'.",
)
cut_fillers = click.option(
    "--cut-fillers",
    is_flag=True,
    help="Cut out the sounds of hesitation: um, uh, er and the like, by language.",
)
seam = click.option(
    "--seam",
    type=click.Choice(tuple(SEAMS)),
    default=next(iter(SEAMS)),
    show_default=True,
    help="Look of the picture where words were cut out: a jump, every other piece a little larger, "
    "or visibly a dip to black or a flash of white.",
)
mark_cuts = click.option(
    "--mark-cuts/--no-mark-cuts",
    default=None,
    help="Show […] where words other than fillers were cut out.  [default: on cards, not in "
    "captions]",
)


def cutting_options(command: _Command) -> _Command:
    """Add the options that choose the words to cut out."""
    for option in reversed((cut_out, cut_every, cut_fillers, mark_cuts)):
        command = option(command)
    return command


def asks_for_cuts(choices: dict[str, Any]) -> bool:
    """True when any words are to be cut out."""
    return bool(choices["cuts"] or choices["cuts_every"] or choices["cut_fillers"])


def cut_passage(
    alignment: Alignment, passage: Passage, choices: dict[str, Any], found: set[str]
) -> Passage:
    """The passage without the words that the options name; adds to `found` those that it has."""
    from pullquote.clips.passages.striking import find_words, strike, strike_fillers

    indices: set[int] = set()
    for quote, every in [
        *((quote, False) for quote in choices["cuts"]),
        *((quote, True) for quote in choices["cuts_every"]),
    ]:
        try:
            words = find_words(alignment, passage, quote, every=every)
        except PassageNotFoundError:
            continue
        assert passage.first is not None  # or no word would have been found
        assert passage.last is not None
        if any(passage.first <= index <= passage.last for index in words):
            found.add(quote)
            indices |= {*words}
    if indices:
        passage = strike(alignment, passage, indices)
    return strike_fillers(alignment, passage) if choices["cut_fillers"] else passage


def check_cuts(choices: dict[str, Any], found: set[str]) -> None:
    """Raise PassageNotFoundError for words to be cut out that no passage has."""
    for quote in (*choices["cuts"], *choices["cuts_every"]):
        if quote not in found:
            problem = "is not in the chosen passages, so it cannot be cut out; check the words"
            raise PassageNotFoundError(quote, problem)


def cut_passages(placement: ResolvedRequests, choices: dict[str, Any]) -> ResolvedRequests:
    """The passages without the words that the options name.

    Raises PassageNotFoundError for words that no passage has, where there is any passage.
    """
    if not asks_for_cuts(choices):
        return placement
    found: set[str] = set()

    def cut(resolved: Resolved) -> Resolved:
        if resolved.passage is None:
            return resolved
        try:
            passage = cut_passage(placement.alignment, resolved.passage, choices, found)
        except PullquoteError as error:
            return replace(resolved, passage=None, error=error)
        return replace(resolved, passage=passage)

    done = tuple(cut(resolved) for resolved in placement.resolved)
    if any(resolved.passage is not None for resolved in done):
        check_cuts(choices, found)
    return replace(placement, resolved=done)
