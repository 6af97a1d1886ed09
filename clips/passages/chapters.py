"""Chapters: the parts of a recording, found from its transcript and written for other programs.

youtube     a line for each in a video's description: `0:00 Title`; YouTube wants the first at
            0:00, three or more, none under ten seconds
            (https://support.google.com/youtube/answer/9884579)
podcast     JSON chapters of the Podcast namespace, version 1.2.0
            (https://github.com/Podcastindex-org/podcast-namespace, chapters/jsonChapters.md)
ffmetadata  for `ffmpeg -i talk.mp4 -i chapters.ffmetadata -map_chapters 1 -c copy out.mp4`
webvtt      a chapters track of HTML video: <track kind="chapters">
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pullquote.align.errors import FormatError
from pullquote.align.model.alignment import Alignment
from pullquote.align.model.transcript import Paragraph
from pullquote.align.times import TimeSpan, format_time
from pullquote.clips.captions.caption_words import cue_words
from pullquote.clips.captions.cue import CueWord, joined
from pullquote.clips.captions.lines.linebreak import ends_sentence
from pullquote.clips.subtitles.ssa import format_lines

WAYS = ("auto", "headings", "speakers", "paragraphs")
SHORTEST = 10.0
"""Seconds; YouTube accepts no shorter ones."""

_LONGEST_TITLE = 60
_LONGEST_HEADING = 12  # words


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a recording or clip."""

    span: TimeSpan
    """Seconds."""
    title: str


def find_chapters(
    alignment: Alignment, by: str = "auto", shortest: float = SHORTEST
) -> tuple[Chapter, ...]:
    """The recording's chapters, without gaps from 0 to its end; empty where nothing is spoken.

    Parameters
    ----------
    by : `headings` begins a chapter at each short paragraph that nobody reads out, right above
        spoken text; `speakers` at each change of speaker; `paragraphs` at each paragraph; `auto`
        takes the first of these that gives two chapters or more.
    shortest : seconds; a chapter that would be shorter is joined to the one before it.

    Raises FormatError for an unknown way.
    """
    if by not in WAYS:
        raise FormatError(by, WAYS, "way to divide")
    found: tuple[Chapter, ...] = ()
    for way in WAYS[1:] if by == "auto" else (by,):
        found = _with_length(_beginnings(alignment, way), alignment.duration, shortest)
        if len(found) > 1:
            break
    return found


def _beginnings(alignment: Alignment, way: str) -> list[tuple[float, str]]:
    """The start, in seconds, and the title of each chapter."""
    begun: list[tuple[float, str]] = []
    heading, speaker = "", None
    for number, paragraph in enumerate(alignment.transcript.paragraphs):
        span = alignment.span_of(paragraph.first, paragraph.stop - 1)
        if span is None:
            heading = _heading(alignment, paragraph) or heading
            continue
        changes = number == 0 or paragraph.speaker != speaker or not begun
        if way == "headings" and heading:
            begun.append((span.start, heading))
        elif way == "paragraphs" or (way == "speakers" and changes):
            title = title_of(alignment, paragraph.first, paragraph.stop - 1)
            named = way == "speakers" and paragraph.speaker
            begun.append((span.start, f"{paragraph.speaker}: {title}" if named else title))
        heading, speaker = "", paragraph.speaker
    return sorted(begun)


def _heading(alignment: Alignment, paragraph: Paragraph) -> str:
    text = " ".join(alignment.transcript.quote(paragraph.first, paragraph.stop - 1).split())
    text = text.strip("#*_= ")
    is_short = paragraph.stop - paragraph.first <= _LONGEST_HEADING
    spoken = any(w.token.is_speech for w in alignment.words[paragraph.first : paragraph.stop])
    return text if is_short and spoken and any(char.isalnum() for char in text) else ""


def title_of(alignment: Alignment, first: int, last: int) -> str:
    """The first sentence that is spoken among these tokens, or as much of it as a title holds."""
    return title_from(cue_words(alignment, first, last, selected=False))


def title_from(words: tuple[CueWord, ...]) -> str:
    """The first sentence of these words, or as much of it as a title holds."""
    for number, word in enumerate(words):
        text = joined(words[: number + 1])
        if len(text) > _LONGEST_TITLE and number:
            return joined(words[:number]).rstrip(".,;:–—- ") + "…"
        if ends_sentence(word.text, words[number + 1].text if number + 1 < len(words) else ""):
            return text
    return joined(words)[: 2 * _LONGEST_TITLE]


def _with_length(
    begun: Sequence[tuple[float, str]], duration: float, shortest: float
) -> tuple[Chapter, ...]:
    kept: list[tuple[float, str]] = []
    for start, title in begun:
        if not kept:
            kept.append((0.0, title))
        elif start - kept[-1][0] >= shortest and duration - start >= shortest:
            kept.append((start, title))
    return chapters_from(kept, duration)


def chapters_from(begun: Sequence[tuple[float, str]], duration: float) -> tuple[Chapter, ...]:
    """Chapters with these starts (seconds) and titles; each ends where the next begins."""
    ends = [start for start, _ in begun[1:]] + [duration]
    return tuple(
        Chapter(TimeSpan(start, max(start, end)), title)
        for (start, title), end in zip(begun, ends, strict=False)
    )


def _youtube(chapters: Sequence[Chapter]) -> str:
    # Whole seconds, rounded down, so that the first word is heard.
    lines = [f"{format_time(int(c.span.start), decimals=0)} {c.title}" for c in chapters]
    return "".join(f"{line}\n" for line in lines)


def _podcast(chapters: Sequence[Chapter]) -> str:
    entries = [
        {"startTime": round(c.span.start, 3), "endTime": round(c.span.end, 3), "title": c.title}
        for c in chapters
    ]
    document = {"version": "1.2.0", "chapters": entries}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _ffmetadata(chapters: Sequence[Chapter]) -> str:
    parts = [";FFMETADATA1\n"]
    for chapter in chapters:
        title = re.sub(r"([=;#\\])", r"\\\1", " ".join(chapter.title.split()))
        start_ms, end_ms = round(chapter.span.start * 1000), round(chapter.span.end * 1000)
        parts.append(f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={start_ms}\nEND={end_ms}\ntitle={title}\n")
    return "".join(parts)


def _webvtt(chapters: Sequence[Chapter]) -> str:
    escaped = [
        (c.span.start, c.span.end, c.title.replace("&", "&amp;").replace("<", "&lt;"))
        for c in chapters
    ]
    return format_lines([(a, b, text.replace(">", "&gt;")) for a, b, text in escaped], "vtt")


CHAPTER_FORMATS: dict[str, tuple[tuple[str, ...], Callable[[Sequence[Chapter]], str]]] = {
    "youtube": ((".txt",), _youtube),
    "podcast": ((".json",), _podcast),
    "ffmetadata": ((".ffmetadata", ".ffmeta"), _ffmetadata),
    "webvtt": ((".vtt",), _webvtt),
}
"""Name → extensions, and the function that writes it."""


def format_chapters(chapters: Sequence[Chapter], name: str = "youtube") -> str:
    """The chapters as the text of a file in this format. Raises FormatError."""
    if name not in CHAPTER_FORMATS:
        raise FormatError(name, tuple(CHAPTER_FORMATS), "chapter format")
    return CHAPTER_FORMATS[name][1](chapters)


def chapter_format_of(path: Path) -> str:
    """The format for a file's extension. Raises FormatError."""
    for name, (extensions, _) in CHAPTER_FORMATS.items():
        if path.suffix.lower() in extensions:
            return name
    known = [extension for extensions, _ in CHAPTER_FORMATS.values() for extension in extensions]
    raise FormatError(path.suffix or path.name, known, "chapter extension")
