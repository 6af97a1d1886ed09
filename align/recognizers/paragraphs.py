"""Recognised words become a text to read: sentences in paragraphs, cut where the speaker pauses."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pullquote.align.model.words import Recognition, Word
from pullquote.align.recognizers.whisper_engine.catalogue import UNSPACED_LANGUAGES

_LONG_PAUSE = 2.0
"""Seconds of silence between two sentences that always begin a paragraph."""
_LONGEST = 90
"""Words of a paragraph above which it is divided where that can be done at a sentence's end."""
_SHORTEST = 15
"""Words that dividing leaves on each side."""
_UNFINISHED = 1.2
"""Seconds of silence that end a sentence of a text in which nothing else does."""
_LONGEST_SENTENCE = 60
_PIECES_A_WORD = 2
"""Whisper's pieces in what a reader of Chinese or Japanese sees as a word, about."""
_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "؟", "۔")
_CLOSING = "\"'”’»)]」』"


@dataclass(frozen=True, slots=True)
class _Sentence:
    first: int
    stop: int
    pause: float
    """Seconds of silence after it."""


def write_paragraphs(recognition: Recognition) -> str:
    """The recognised words as paragraphs with a blank line between; empty for no words.

    Words and punctuation are as the recogniser writes them. A paragraph ends with a sentence: at a
    long pause, and where it would become too long, at the longest pause near its middle.
    """
    words = recognition.words
    unspaced = recognition.language in UNSPACED_LANGUAGES
    between = "" if unspaced else " "
    longest = _LONGEST * _PIECES_A_WORD if unspaced else _LONGEST
    paragraphs = (
        between.join(word.text for word in words[part[0].first : part[-1].stop])
        for block in _at_long_pauses(_sentences(words, longest))
        for part in _divided(block, longest)
    )
    text = "\n\n".join(paragraphs)
    return f"{text}\n" if text else ""


def _sentences(words: Sequence[Word], longest: int) -> list[_Sentence]:
    found: list[_Sentence] = []
    first = 0
    for stop, (word, after) in enumerate(itertools.zip_longest(words, words[1:]), 1):
        pause = max(0.0, after.span.start - word.span.end) if after is not None else 0.0
        is_finished = word.text.rstrip(_CLOSING).endswith(_ENDS)
        length = stop - first
        is_cut = pause >= _UNFINISHED and length > _LONGEST_SENTENCE
        if is_finished or is_cut or length >= 2 * longest or after is None:
            found.append(_Sentence(first, stop, pause))
            first = stop
    return found


def _at_long_pauses(sentences: Sequence[_Sentence]) -> Iterator[list[_Sentence]]:
    block: list[_Sentence] = []
    for sentence in sentences:
        block.append(sentence)
        if sentence.pause >= _LONG_PAUSE:
            yield block
            block = []
    if block:
        yield block


def _divided(block: list[_Sentence], longest: int) -> Iterator[list[_Sentence]]:
    """The sentences in paragraphs of at most `longest` words, as far as sentences allow."""
    whole = block[-1].stop - block[0].first
    ends = [
        (min(end.stop - block[0].first, block[-1].stop - end.stop), number, end)
        for number, end in enumerate(block[:-1], 1)
    ]
    possible = [(size, number, end) for size, number, end in ends if size >= _SHORTEST]
    if whole <= longest or not possible:
        yield block
        return
    _, cut, _ = max(possible, key=lambda way: (way[2].pause + 0.3) * way[0] / whole)
    yield from _divided(block[:cut], longest)
    yield from _divided(block[cut:], longest)
