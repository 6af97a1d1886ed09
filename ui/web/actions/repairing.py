"""Mending one spot: other words, or another time; only the neighbourhood is aligned again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pullquote.align.errors import InputError
from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.transcript import Paragraph, Role, Token, Transcript
from pullquote.align.progress import Monitor
from pullquote.align.reading.word_boundaries import split_words
from pullquote.align.times import TimeSpan, parse_time
from pullquote.ui.web.actions import engine
from pullquote.ui.web.actions.aligning import chosen_words
from pullquote.ui.web.jobs import Jobs
from pullquote.ui.web.workspace import Workspace

Json = dict[str, Any]

AROUND = 2
"""Words on each side that are aligned again with those that were changed."""


def start_repair(jobs: Jobs, workspace: Workspace, id: str, body: Json) -> Json:  # noqa: A002
    """Change the text of some words, or when they are said, or both; the job's result names the
    words as they are now."""
    recording = workspace.get(id)
    alignment = workspace.alignment(id)
    first, last = chosen_words(body, alignment)
    text = body.get("text")
    said = _said(body, alignment.duration)
    if isinstance(text, str):
        alignment, last = with_text(alignment, first, last, text)
    elif said is None:
        raise InputError("nothing was changed; correct the words or their times first")

    def work(monitor: Monitor) -> Json:
        repaired = alignment
        if said is not None:
            repaired = with_times(alignment, first, last, said)
        else:
            chosen = recording.view.get("engine") or {}
            media = Path(recording.media)
            repaired = _looked_for(media, alignment, first, last, chosen, monitor)
        workspace.set_alignment(id, repaired)
        return {"first": first, "last": last}

    return {"job": jobs.start("place", workspace.owner, id, work).snapshot()}


def with_text(alignment: Alignment, first: int, last: int, text: str) -> tuple[Alignment, int]:
    """The alignment with these words written otherwise, and the last of them now.

    Words that only changed their spelling one for one keep their times; else they are pending.
    Raises InputError when nothing is left.
    """
    transcript = spliced(alignment.transcript, first, last, text)
    count = len(transcript.tokens) - len(alignment.words) + last - first + 1
    stop = first + count
    old = alignment.words
    if count == last - first + 1:
        middle = [
            replace(word, token=token)
            for word, token in zip(
                old[first : last + 1], transcript.tokens[first:stop], strict=True
            )
        ]
    else:
        middle = [
            AlignedWord(token, None, 0.0, Status.PENDING) for token in transcript.tokens[first:stop]
        ]
    after = [
        replace(word, token=token)
        for word, token in zip(old[last + 1 :], transcript.tokens[stop:], strict=True)
    ]
    by = stop - last - 1
    unscripted = tuple(
        replace(stretch, after=stretch.after + by) if stretch.after > last else stretch
        for stretch in alignment.unscripted
    )
    return (
        replace(
            alignment,
            transcript=transcript,
            words=(*old[:first], *middle, *after),
            unscripted=unscripted,
        ),
        stop - 1,
    )


def spliced(transcript: Transcript, first: int, last: int, text: str) -> Transcript:
    """The transcript with `text` in place of tokens `first` to `last`, all else as written.

    Raises InputError when `text` holds no word.
    """
    text = text.strip()
    places = list(split_words(text))
    if not places:
        raise InputError(
            "a correction needs at least one word; to leave words out, cut around them"
        )
    tokens = transcript.tokens
    begin, end = tokens[first].start_char, tokens[last].end_char
    roles = [token.role for token in tokens[first : last + 1]]
    same = len(places) == len(roles)
    new = [
        Token(
            first + number,
            text[a:b],
            begin + a,
            begin + b,
            roles[number] if same else Role.SPEECH,
        )
        for number, (a, b) in enumerate(places)
    ]
    further, more = len(text) - (end - begin), len(new) - len(roles)
    moved = [
        replace(
            token,
            index=token.index + more,
            start_char=token.start_char + further,
            end_char=token.end_char + further,
        )
        for token in tokens[last + 1 :]
    ]
    return replace(
        transcript,
        text=transcript.text[:begin] + text + transcript.text[end:],
        tokens=(*tokens[:first], *new, *moved),
        paragraphs=tuple(_paragraphs(transcript.paragraphs, first, last, more)),
    )


def _paragraphs(
    paragraphs: tuple[Paragraph, ...], first: int, last: int, more: int
) -> list[Paragraph]:
    """Bounds after `more` tokens came at `last`; the new words belong to where they begin."""
    found = []
    for paragraph in paragraphs:
        start, stop = paragraph.first, paragraph.stop
        if first < start <= last:
            start = last + 1
        start = start + more if start > last else start
        stop = stop + more if stop > last else (last + 1 + more if stop > first else stop)
        if start < stop:
            found.append(replace(paragraph, first=start, stop=stop))
    return found


def with_times(alignment: Alignment, first: int, last: int, said: TimeSpan) -> Alignment:
    """The words said throughout `said`: as they were to each other, else by their length."""
    words = alignment.words[first : last + 1]
    known = alignment.span_of(first, last)
    if known is not None and known.duration > 0 and all(word.span for word in words):
        scale = said.duration / known.duration
        spans = [
            TimeSpan(
                said.start + (word.span.start - known.start) * scale,
                said.start + (word.span.end - known.start) * scale,
            )
            for word in words
            if word.span is not None
        ]
    else:
        total = sum(len(word.token.text) for word in words)
        spans, at = [], said.start
        for word in words:
            end = min(said.end, at + said.duration * len(word.token.text) / total)
            spans.append(TimeSpan(at, end))
            at = end
    placed = [
        replace(word, span=span, confidence=1.0, status=Status.PLACED)
        for word, span in zip(words, spans, strict=True)
    ]
    return replace(
        alignment, words=(*alignment.words[:first], *placed, *alignment.words[last + 1 :])
    )


def _looked_for(
    media: Path,
    alignment: Alignment,
    first: int,
    last: int,
    chosen: Mapping[str, Any],
    monitor: Monitor,
) -> Alignment:
    """The alignment with these words and their nearest neighbours aligned again."""
    begin = max(0, first - AROUND)
    end = min(len(alignment.words) - 1, last + AROUND)
    placed = engine.align_part(media, alignment.transcript, (begin, end), chosen, monitor)
    words = [
        new if begin <= place <= end and new.status is not Status.PENDING else old
        for place, (old, new) in enumerate(zip(alignment.words, placed.words, strict=True))
    ]
    return replace(alignment, words=tuple(words))


def _said(body: Json, duration: float) -> TimeSpan | None:
    """The times that were typed. Raises InputError when they are none."""
    if body.get("start") in (None, ""):
        return None
    start = parse_time(str(body["start"]))
    end = parse_time(str(body.get("end") or body["start"]))
    if not start < end <= duration + 0.5:
        raise InputError(
            f"words cannot be said from {body['start']} to {body.get('end')}; "
            "the end comes after the start and before the recording's own end"
        )
    return TimeSpan(start, end)
