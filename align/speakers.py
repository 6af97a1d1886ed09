"""Speakers of a transcript called by other names, in every paragraph and label at once. Pure.

renamed, changes = rename_speakers(alignment, {"SPEAKER 1": "Anna Holt", "EDWIN": "Edwin"})
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pullquote.align.errors import InputError
from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.transcript import Paragraph, Role, Token, Transcript
from pullquote.align.reading.word_boundaries import split_words

LONGEST_NAME = 80
"""Characters."""
_FORBIDDEN = re.compile(r"[:：\[\]<>]")
_WITHOUT_MARKS = re.compile(r"\W*(?P<name>.*?)\W*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Change:
    """Words that others have taken the place of."""

    first: int
    last: int
    """The first and the last of them, by their indices before any change."""
    count: int
    """Words that stand there now, at least one."""


def rename_speakers(
    alignment: Alignment, names: Mapping[str, str]
) -> tuple[Alignment, tuple[Change, ...]]:
    """The alignment with new names (by the old ones) for its speakers, and the labels that changed.

    All names change at once, so that two may be swapped, and speakers who get one name become one.
    The words of a label keep their times where there are as many as before; else they have none.
    Raises InputError for a name that cannot stand in a label.
    """
    names = {old: checked_name(new) for old, new in names.items()}
    transcript = alignment.transcript
    text, words, changes = "", list[AlignedWord](), list[Change]()
    moved: list[int] = []
    done = end = 0

    def keep(stop: int) -> None:
        further = len(text) - end
        for word in alignment.words[done:stop]:
            moved.append(len(words))
            words.append(_moved(word, len(words), further))

    for first, last, label in _labels(transcript, names):
        keep(first)
        begin = transcript.tokens[first].start_char
        text += transcript.text[end:begin]
        new = _label_words(alignment.words[first : last + 1], label, len(words), len(text))
        changes.append(Change(first, last, len(new)))
        moved.extend([len(words)] * (last + 1 - first))
        words.extend(new)
        text += label
        done, end = last + 1, transcript.tokens[last].end_char
    keep(len(alignment.words))
    moved.append(len(words))
    paragraphs = tuple(
        Paragraph(moved[p.first], moved[p.stop], names.get(p.speaker or "", p.speaker), p.span)
        for p in transcript.paragraphs
    )
    renamed = replace(
        transcript,
        text=text + transcript.text[end:],
        tokens=tuple(word.token for word in words),
        paragraphs=paragraphs,
    )
    unscripted = tuple(
        replace(stretch, after=moved[stretch.after + 1] - 1) for stretch in alignment.unscripted
    )
    known = replace(alignment, transcript=renamed, words=tuple(words), unscripted=unscripted)
    return known, tuple(changes)


def checked_name(name: str) -> str:
    """The name without spaces to spare. Raises InputError if it could not stand in a label."""
    name = " ".join(name.split())
    if not name:
        raise InputError("a speaker needs a name; write one, or cancel")
    if len(name) > LONGEST_NAME or _FORBIDDEN.search(name) or not any(map(str.isalnum, name)):
        raise InputError(
            f"“{name[:LONGEST_NAME]}” cannot be a speaker's name: it takes letters or digits, at "
            f"most {LONGEST_NAME} characters, and neither colons nor square or angle brackets"
        )
    return name


def _labels(transcript: Transcript, names: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """First and last token of every name to be changed in a label, and the text in its place."""
    for paragraph in transcript.paragraphs:
        old = paragraph.speaker
        new = names.get(old or "", old)
        if old is None or new is None or old == new:
            continue
        tokens = [
            token
            for token in transcript.tokens[paragraph.first : paragraph.stop]
            if token.role is Role.SPEAKER
        ]
        if tokens:
            begin, end = _place_of(transcript.text, tokens, old)
            chosen = [
                token for token in tokens if token.start_char < end and token.end_char > begin
            ]
            before = transcript.text[chosen[0].start_char : begin]
            after = transcript.text[end : chosen[-1].end_char]
            yield chosen[0].index, chosen[-1].index, f"{before}{new}{after}"


def _place_of(text: str, label: list[Token], name: str) -> tuple[int, int]:
    """The place of a speaker's name in a label; all but its marks where the name is not in it."""
    begin, end = label[0].start_char, label[-1].end_char
    pattern = r"\s+".join(map(re.escape, name.split()))
    found = re.compile(rf"(?<!\w){pattern}(?!\w)").search(text, begin, end)
    if found:
        return found.span()
    written = _WITHOUT_MARKS.fullmatch(text, begin, end)
    assert written is not None  # as it matches every text
    return written.span("name") if written["name"] else (begin, end)


def _label_words(
    old: tuple[AlignedWord, ...], label: str, index: int, place: int
) -> list[AlignedWord]:
    """The words of a label that stands at `place` and begins with token `index`."""
    tokens = [
        Token(index + number, label[start:end], place + start, place + end, Role.SPEAKER)
        for number, (start, end) in enumerate(split_words(label))
    ]
    if len(tokens) == len(old):
        return [replace(word, token=token) for word, token in zip(old, tokens, strict=True)]
    pending = any(word.status is Status.PENDING for word in old)
    status = Status.PENDING if pending else Status.ABSENT
    return [AlignedWord(token, None, 0.0, status) for token in tokens]


def _moved(word: AlignedWord, index: int, further: int) -> AlignedWord:
    token = word.token
    if token.index == index and not further:
        return word
    start, end = token.start_char + further, token.end_char + further
    return replace(word, token=replace(token, index=index, start_char=start, end_char=end))
