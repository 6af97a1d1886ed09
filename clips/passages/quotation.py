"""What is said in a passage and by whom, as it is quoted: no labels, no stage directions. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from pullquote.align.errors import NotSaidError
from pullquote.align.model.alignment import Alignment
from pullquote.align.model.transcript import Role, Transcript
from pullquote.clips.captions.cue import joined
from pullquote.clips.captions.layout import cue_words
from pullquote.clips.passages.passage import Passage


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words to quote."""

    text: str
    """As written, on one line."""
    speakers: tuple[str, ...] = ()
    """Who says them, in the order in which they begin; empty where the transcript does not say."""

    @property
    def attribution(self) -> str:
        """The speakers as one line."""
        return " · ".join(self.speakers)


def quote_passage(alignment: Alignment, passage: Passage) -> Quotation:
    """What the recording says in this passage: the words that its captions show.

    Raises NotSaidError where nothing of the transcript is said.
    """
    if passage.first is None or passage.last is None:
        raise NotSaidError("nothing of the transcript is said there, so there is no quote")
    words = cue_words(alignment, passage.first, passage.last)
    if not words:
        raise NotSaidError(f"{passage.text!r}: the recording does not say it, so there is no quote")
    names = dict.fromkeys(word.speaker for word in words if word.speaker)
    return Quotation(joined(words), tuple(names))


def quote_text(transcript: Transcript, first: int, last: int) -> Quotation:
    """What tokens `first` to `last`, both included, say, for all that the text alone can tell.

    Raises NotSaidError where they are labels, times and directions only.
    """
    parts: list[str] = []
    names: dict[str, None] = {}
    before: int | None = None
    for token in transcript.tokens[first : last + 1]:
        if token.role not in (Role.SPEECH, Role.MARK):
            continue
        if before is not None:
            between = transcript.text[before : token.start_char]
            parts.append(" " if any(char.isspace() for char in between) else "")
        parts.append(token.text)
        before = token.end_char
        speaker = transcript.paragraph_of(token.index).speaker
        if speaker and token.is_speech:
            names[speaker] = None
    text = "".join(parts)
    if not any(char.isalnum() for char in text):
        raise NotSaidError(f"words {first}-{last} are nothing that is spoken; choose others")
    return Quotation(text, tuple(names))
