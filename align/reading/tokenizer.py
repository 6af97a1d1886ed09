"""Text as people have it becomes a Transcript: words, their roles, paragraphs. Pure.

Nothing is dropped or changed: `Transcript.text` is the given text, and every character of it that
is not a space belongs to exactly one token. Tokens that are hardly spoken (speaker labels, stage
directions, timestamps, dashes) are marked by `Token.role`; headlines, titles and page furniture
stay speech, because only the audio can decide.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pullquote.align.errors import TranscriptError
from pullquote.align.model.transcript import Paragraph, Role, Token, Transcript
from pullquote.align.reading.speaker_labels import Label, find_labels
from pullquote.align.reading.stage_directions import is_sound
from pullquote.align.reading.timestamps import Stamp, find_stamps
from pullquote.align.reading.word_boundaries import split_words
from pullquote.align.times import TimeSpan

# All characters that Python calls space, and two more that separate words.
_SPACES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\ufeff"
_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_LONGEST_WRAPPED = 120
LARGEST_TRANSCRIPT = 5_000_000
"""Characters; a day of speech has one million."""
_CLOSING = "\"'”’»)]} "
_FULL_STOPS = tuple(".!?…:。！？।؟")
_SPOKEN_SYMBOLS = frozenset("&%+=@°‰×÷±√∞§№")
_BRACKETED = re.compile(
    r"\((?:[^()\n]|\n(?![ \t]{0,8}\n)){1,80}\)|\[(?:[^\[\]\n]|\n(?![ \t]{0,8}\n)){1,80}\]|"
    r"\{[^{}\n]{1,80}\}|【[^【】\n]{1,40}】|（[^（）\n]{1,40}）|\*[^*\n]{1,40}\*|"
    r"[♪♫]{1,3}[^♪♫\n]{1,80}[♪♫]{1,3}"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or cue as it is in a file."""

    text: str
    """As shown, line breaks included."""
    speaker: str | None = None
    """The speaker, where the file names one outside the text."""
    span: TimeSpan | None = None
    """Its time according to the file, seconds."""


def parse_transcript(text: str, *, source: str = "text", language: str | None = None) -> Transcript:
    """The words of a plain text, kept verbatim, with roles and paragraphs.

    Blank lines separate paragraphs; so do speaker labels and timestamps that begin a line. Where
    there are no blank lines, long or finished lines are paragraphs of their own, and lines that
    were wrapped belong together. Raises TranscriptError when nothing in it can be spoken.
    """
    _check_size(len(text), source)
    lines = _lines(text)
    return _checked(_assemble(text, _paragraph_starts(text, lines), source, language))


def build_transcript(
    blocks: Sequence[Block], *, source: str, language: str | None = None, separator: str = "\n\n"
) -> Transcript:
    """The transcript whose paragraphs are `blocks`, with their texts joined by `separator`.

    A block with speaker labels or timestamps at the start of its lines becomes several
    paragraphs. Raises TranscriptError when nothing in them can be spoken.
    """
    starts: dict[int, Block | None] = {}
    parts: list[str] = []
    place = 0
    for block in blocks:
        if not block.text.strip():
            continue
        starts[place] = block
        parts.append(block.text)
        place += len(block.text) + len(separator)
        _check_size(place, source)
    return _checked(_assemble(separator.join(parts), starts, source, language))


def _check_size(characters: int, source: str) -> None:
    if characters > LARGEST_TRANSCRIPT:
        problem = (
            f"has more than {LARGEST_TRANSCRIPT:,} characters; give only the words that are said"
        )
        raise TranscriptError(source, problem)


def _checked(transcript: Transcript) -> Transcript:
    if any(token.is_speech for token in transcript.tokens):
        return transcript
    problem = "is empty" if not transcript.tokens else "has no words that could be spoken"
    raise TranscriptError(transcript.source, f"{problem}; give the text of what is said")


def _assemble(
    text: str, starts: dict[int, Block | None], source: str, language: str | None
) -> Transcript:
    """The transcript of `text` with paragraphs at `starts`, and at labels and timestamps."""
    lines = _lines(text)
    stamps = find_stamps(text, lines)
    rest = _after_stamps(text, lines, stamps)
    ends = {end for _, end in rest}
    labels = find_labels(text, rest, [start for start, end in lines if end not in ends])
    tokens = _with_roles(text, split_words(text), stamps, labels)
    line_starts = {start for start, _ in lines}
    softly = {label.start_char for label in labels}
    softly |= {stamp.start_char for stamp in stamps if stamp.start_char in line_starts}
    edges = _edges(tokens, starts, softly)
    paragraphs = _paragraphs(tokens, edges, starts, labels)
    return Transcript(text, tuple(tokens), paragraphs, language, source)


def _edges(tokens: Sequence[Token], hard: Iterable[int], soft: Iterable[int]) -> list[int]:
    """The indices of the first tokens of paragraphs.

    A label or timestamp begins one only when the paragraph before it has words to speak.
    """
    if not tokens:
        return []
    places = [token.start_char for token in tokens]
    said = [0, *accumulate(token.is_speech for token in tokens)]
    hard_starts = set(hard)
    edges = [0]
    for place in sorted(hard_starts.union(soft)):
        index = bisect_left(places, place)
        if edges[-1] < index < len(tokens) and (
            place in hard_starts or said[index] > said[edges[-1]]
        ):
            edges.append(index)
    return edges


def _paragraphs(
    tokens: Sequence[Token],
    edges: Sequence[int],
    starts: Mapping[int, Block | None],
    labels: Sequence[Label],
) -> tuple[Paragraph, ...]:
    paragraphs: list[Paragraph] = []
    places = sorted(starts)
    label_places = [label.start_char for label in labels]
    speaker: str | None = None
    for first, stop in pairwise([*edges, len(tokens)]):
        begin, end = tokens[first].start_char, tokens[stop - 1].end_char
        number = bisect_right(places, begin)
        block = starts[places[number - 1]] if number else None
        latest = bisect_left(label_places, end)
        if latest and label_places[latest - 1] >= begin:
            speaker = labels[latest - 1].speaker
        elif block is not None and block.speaker:
            speaker = block.speaker
        paragraphs.append(Paragraph(first, stop, speaker, block.span if block else None))
    return tuple(paragraphs)


def _lines(text: str) -> list[tuple[int, int]]:
    """The places of the lines that are not empty, without the white space around them."""
    lines = []
    place = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip(_SPACES)
        if stripped:
            start = place + len(line) - len(line.lstrip(_SPACES))
            lines.append((start, start + len(stripped)))
        place += len(line)
    return lines


def _after_stamps(
    text: str, lines: Sequence[tuple[int, int]], stamps: Sequence[Stamp]
) -> list[tuple[int, int]]:
    """The same lines from their first word after any timestamps."""
    ends = {stamp.start_char: stamp.end_char for stamp in stamps}
    rest = []
    for start, end in lines:
        at = start
        while at in ends:
            at = ends[at]
            while at < end and (text[at].isspace() or text[at] in _SPACES):
                at += 1
        if at < end:
            rest.append((at, end))
    return rest


def _paragraph_starts(text: str, lines: Sequence[tuple[int, int]]) -> dict[int, Block | None]:
    """The places at which paragraphs of a plain text begin, by blank lines and line shapes."""
    groups: list[list[tuple[int, int]]] = []
    for line in lines:
        if groups and _breaks_between(text, groups[-1][-1][1], line[0]) < 2:
            groups[-1].append(line)
        else:
            groups.append([line])
    starts: dict[int, Block | None] = {}
    for group in groups:
        apart = _lines_stand_alone([text[start:end] for start, end in group], len(groups) == 1)
        for start, _ in group if apart else group[:1]:
            starts[start] = None
    return starts


def _breaks_between(text: str, start: int, end: int) -> int:
    return len(_BREAK.findall(text, start, end))


def _lines_stand_alone(lines: Sequence[str], is_whole_text: bool) -> bool:
    """True when each of these consecutive lines is a paragraph, not part of a wrapped one.

    Long lines are (nobody wraps beyond 120 characters). Shorter ones are only in text without blank
    lines, when most end with a full stop and many end where the next line's first word would still
    have fitted.
    """
    if len(lines) < 2:
        return False
    lengths = sorted(len(line) for line in lines)
    if lengths[len(lines) // 2] > _LONGEST_WRAPPED:
        return True
    if not is_whole_text:
        return False
    finished = sum(line.rstrip(_CLOSING)[-1:] in _FULL_STOPS for line in lines)
    width = lengths[-1]
    roomy = sum(
        len(line) + 1 + len(following.split()[0]) <= width for line, following in pairwise(lines)
    )
    return 10 * finished >= 6 * len(lines) and 2 * roomy >= len(lines) - 1


def _with_roles(
    text: str, words: Sequence[tuple[int, int]], stamps: Sequence[Stamp], labels: Sequence[Label]
) -> list[Token]:
    roles: list[tuple[int, int, Role]] = [
        *((stamp.start_char, stamp.end_char, Role.TIMESTAMP) for stamp in stamps),
        *((label.start_char, label.end_char, Role.SPEAKER) for label in labels),
        *((*match.span(), Role.DIRECTION) for match in _directions(text)),
    ]
    starts = [start for start, _ in words]
    given: dict[int, Role] = {}
    for start, end, role in roles:
        for index in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)):
            if _lies_within(text, words[index], start, end):
                given.setdefault(index, role)
    return [
        Token(
            index,
            text[start:end],
            start,
            end,
            given.get(index) or (Role.SPEECH if can_be_spoken(text[start:end]) else Role.MARK),
        )
        for index, (start, end) in enumerate(words)
    ]


def _lies_within(text: str, word: tuple[int, int], start: int, end: int) -> bool:
    """True if the word meets the stretch and has no letter or digit outside of it."""
    first, last = word
    if last <= start or first >= end:
        return False
    outside = text[first : max(first, start)] + text[min(last, end) : last]
    return not any(character.isalnum() for character in outside)


def _directions(text: str) -> Iterable[re.Match[str]]:
    for match in _BRACKETED.finditer(text):
        if is_sound(match[0][1:-1], match[0][0]):
            yield match


def can_be_spoken(text: str) -> bool:
    """True if `text` has a letter, a digit or a symbol with a name (`&`, `%`, `$`)."""
    if any(character.isalnum() for character in text):
        return True
    if len(text) > 2 and len(set(text)) == 1:
        return False  # a rule of ===== or +++++
    return any(
        character in _SPOKEN_SYMBOLS or unicodedata.category(character) == "Sc"
        for character in text
    )
