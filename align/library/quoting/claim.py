"""A claimed quote as it is compared: runs of words with bounded gaps between them. Pure.

Three dots (also in brackets) may stand for words left out, up to 400; square brackets for what the
writer put in place of up to eight words: `[he] said … nothing`. `[T]he` is `the`, `[sic]` nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pullquote.align.errors import InputError
from pullquote.align.library.words.searched_words import words_of
from pullquote.align.search.ellipsis import LONGEST

MOST_REPLACED = 8
"""Words that a change in brackets may stand for."""
_MOST_WORDS = 1000

_DOTS = r"\[\s*(?:…|\.{3,}|\. \. \.)\s*\]|\(\s*(?:…|\.{3,}|\. \. \.)\s*\)|…|\.{3,}|\. \. \."
_MARKS = re.compile(rf"(?P<dots>{_DOTS})|\[(?P<change>[^\[\]]*)\]")
_LETTERS = re.compile(r"\[(\w{1,2})\](?=\w)|(?<=\w)\[(\w{1,2})\]")
_REMARK = re.compile(r"\[\s*(?:sic|emphasis added|our emphasis)\s*[.!]?\s*\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a quote that must follow each other."""

    words: tuple[str, ...]
    """Folded (see `searched_words`)."""
    most_before: int = 0
    """Words that may stand between the run before and this one."""
    change: str | None = None
    """The text in brackets before it; None for three dots, and for the first run."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A quote that somebody claims was said."""

    runs: tuple[Run, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All words, without what stands in brackets."""
        return tuple(word for run in self.runs for word in run.words)

    @property
    def room(self) -> int:
        """Words that may stand between the runs, all together."""
        return sum(run.most_before for run in self.runs)


def parse_claim(text: str) -> Claim:
    """The claim that this text is. Raises InputError for one without words."""
    text = _LETTERS.sub(lambda found: found[1] or found[2], _REMARK.sub(" ", text))
    runs: list[Run] = []
    place, most, change = 0, 0, None
    for mark in [*_MARKS.finditer(text), None]:
        words = words_of(text[place : mark.start() if mark else None])
        if words:
            runs.append(Run(words, most if runs else 0, change if runs else None))
            most, change = 0, None
        if mark is not None:
            place = mark.end()
            if mark["dots"]:
                most, change = most + LONGEST, None
            elif words_of(mark["change"]):
                most, change = most + MOST_REPLACED, mark["change"].strip()
    claim = Claim(tuple(runs))
    if not claim.words:
        raise InputError(f"{text!r} has no words to look for; paste the quote")
    if len(claim.words) > _MOST_WORDS:
        raise InputError(f"the quote has {len(claim.words):,} words; give at most {_MOST_WORDS:,}")
    return claim
