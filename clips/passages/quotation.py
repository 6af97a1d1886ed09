"""A passage as it is quoted: its words, its speakers, and the words not found. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pullquote.align.errors import NotSaidError
from pullquote.align.model.alignment import Alignment
from pullquote.align.model.transcript import Role, Token, Transcript
from pullquote.clips.captions.borrowed_times import Absent, unheard_tokens
from pullquote.clips.captions.cue import joined
from pullquote.clips.passages.kept_words import kept_words
from pullquote.clips.passages.negations import negation_warning
from pullquote.clips.passages.passage import Passage


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words to quote, with their speakers."""

    text: str
    """The words as written, on one line."""
    speakers: tuple[str, ...] = ()
    """Their speakers in the order in which they begin; empty where the transcript has none."""
    unheard: tuple[Token, ...] = ()
    """The words that were not found in the recording, in order."""
    asked: int = 0
    """The number of words that were looked for."""
    warning: str | None = None
    """A sentence about words that are cut out and may turn the quote into its opposite."""

    @property
    def attribution(self) -> str:
        """The speakers as one line."""
        return " · ".join(self.speakers)

    @property
    def doubt(self) -> str | None:
        """A sentence about the words that were not found; None where all were."""
        return unheard_sentence(self.unheard, self.asked) if self.unheard else None

    def unheard_document(self) -> list[dict[str, Any]]:
        """The words that were not found as plain data for JSON."""
        return [{"word": token.text, "index": token.index} for token in self.unheard]


_MOST_NAMED = 6


def unheard_sentence(unheard: Sequence[Token], asked: int) -> str:
    """The advice to somebody whose passage has words that were not found."""
    were = "was" if len(unheard) == 1 else "were"
    return (
        f"{len(unheard)} of {asked} words {were} not found: {named_words(unheard)}; "
        "listen before you publish"
    )


def named_words(tokens: Sequence[Token]) -> str:
    """The first of these words without their punctuation, as a list in a sentence."""
    named = ", ".join(token.text.strip('.,;:!?…"“”„»«') for token in tokens[:_MOST_NAMED])
    return named + (", …" if len(tokens) > _MOST_NAMED else "")


def quote_passage(
    alignment: Alignment,
    passage: Passage,
    absent: Absent = Absent.KEEP,
    *,
    mark_cuts: bool = False,
) -> Quotation:
    """The words of this passage exactly as its captions show them, without those cut out.

    `absent` decides about those that were not found, which are listed in any case; `mark_cuts` puts
    […] where words other than fillers were cut out. Raises NotSaidError where nothing of the
    transcript is said.
    """
    if passage.first is None or passage.last is None:
        raise NotSaidError("nothing of the transcript is said there, so there is nothing to quote")
    words = kept_words(alignment, passage, absent=absent, mark_cuts=mark_cuts)
    if not words:
        raise NotSaidError(f"“{passage.text}” is not said in the recording, so it cannot be quoted")
    names = dict.fromkeys(word.speaker for word in words if word.speaker)
    chosen = (alignment, passage.first, passage.last)
    unheard = tuple(
        token
        for token in unheard_tokens(*chosen, selected=not passage.by_time)
        if token.index not in passage.struck
    )
    kept = kept_words(alignment, passage)
    warning = negation_warning(alignment, passage)
    return Quotation(joined(words), tuple(names), unheard, len(kept), warning)


def quote_text(transcript: Transcript, first: int, last: int) -> Quotation:
    """The quotation of tokens `first` to `last`, both included, from the text alone.

    Raises NotSaidError where they are only labels, times and directions.
    """
    parts: list[str] = []
    names: dict[str, None] = {}
    before: int | None = None
    asked = 0
    for token in transcript.tokens[first : last + 1]:
        if token.role not in (Role.SPEECH, Role.MARK):
            continue
        if before is not None:
            between = transcript.text[before : token.start_char]
            parts.append(" " if any(char.isspace() for char in between) else "")
        parts.append(token.text)
        before = token.end_char
        asked += token.is_speech
        speaker = transcript.paragraph_of(token.index).speaker
        if speaker and token.is_speech:
            names[speaker] = None
    text = "".join(parts)
    if not any(char.isalnum() for char in text):
        raise NotSaidError(
            f"words {first}–{last} are only labels or notes, which nobody speaks; choose others"
        )
    return Quotation(text, tuple(names), asked=asked)
