"""Chapters begin where the transcript says, and other programs read them so."""

from __future__ import annotations

import html
import io
import json
from itertools import pairwise
from pathlib import Path

import av
import pytest
import webvtt
from hypothesis import given, strategies as st

from pullquote.align.errors import FormatError
from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.times import TimeSpan
from pullquote.clips.passages.chapters import (
    CHAPTER_FORMATS,
    chapter_format_of,
    chapters_from,
    find_chapters,
    format_chapters,
)

TEXT = """The Lamp

Beginnings

ANNA: Welcome to the show. It is about birds.

EDWIN: Thank you.

## The wren & the <machine>

EDWIN: There was a wren, singing so loudly that it covered the whole of the old machine that day.

Farewell

ANNA: Good night then.
"""
HEADINGS = {"The", "Lamp", "Beginnings", "wren", "<machine>", "Farewell"}


@pytest.fixture(scope="module")
def alignment() -> Alignment:
    """A paragraph begins every 20 seconds, a word every second; headings are not spoken."""
    transcript = parse_transcript(TEXT)
    words, clock, spoken = [], 0.0, 0
    for paragraph in transcript.paragraphs:
        tokens = transcript.tokens[paragraph.first : paragraph.stop]
        is_read = transcript.quote(paragraph.first, paragraph.stop - 1).endswith(".")
        clock = 20.0 * spoken + 3.0
        spoken += is_read
        for token in tokens:
            timed = is_read and token.is_speech
            span = TimeSpan(clock, clock + 0.8) if timed else None
            words.append(AlignedWord(token, span, 1.0, Status.HEARD if timed else Status.ABSENT))
            clock += timed
    return Alignment(transcript, tuple(words), (), "en", 100.0, "print", EngineInfo("test", "1"))


def found(alignment: Alignment, by: str, shortest: float = 10.0) -> list[tuple[float, str]]:
    return [(c.span.start, c.title) for c in find_chapters(alignment, by, shortest)]


def test_headings_that_nobody_reads_begin_chapters(alignment: Alignment) -> None:
    assert found(alignment, "headings") == [
        (0.0, "Beginnings"),
        (43.0, "The wren & the <machine>"),
        (63.0, "Farewell"),
    ]
    assert found(alignment, "auto") == found(alignment, "headings")


def test_a_change_of_speaker_begins_a_chapter_with_the_name(alignment: Alignment) -> None:
    assert found(alignment, "speakers") == [
        (0.0, "ANNA: Welcome to the show."),
        (23.0, "EDWIN: Thank you."),
        (63.0, "ANNA: Good night then."),
    ]


def test_paragraphs_are_titled_with_their_first_words(alignment: Alignment) -> None:
    titles = found(alignment, "paragraphs")
    assert [start for start, _ in titles] == [0.0, 23.0, 43.0, 63.0]
    assert titles[2][1] == "There was a wren, singing so loudly that it covered the…"


def test_what_is_too_short_belongs_to_the_chapter_before(alignment: Alignment) -> None:
    assert [start for start, _ in found(alignment, "paragraphs", 30.0)] == [0.0, 43.0]
    assert found(alignment, "paragraphs", 1000.0) == [(0.0, "Welcome to the show.")]


def test_chapters_fill_the_recording_without_gaps(alignment: Alignment) -> None:
    chapters = find_chapters(alignment, "paragraphs")
    assert chapters[0].span.start == 0.0
    assert chapters[-1].span.end == alignment.duration
    for one, following in pairwise(chapters):
        assert one.span.end == following.span.start


def test_another_way_or_format_is_refused(alignment: Alignment) -> None:
    with pytest.raises(FormatError, match="headings, speakers"):
        find_chapters(alignment, "verses")
    with pytest.raises(FormatError, match="youtube, podcast"):
        format_chapters([], "verses")
    with pytest.raises(FormatError, match=r"\.ffmetadata"):
        chapter_format_of(Path("x.xml"))


TITLES = ["ANNA: Welcome", r"a = b; c # d \ e", "Tom & <Jerry> 100%", "名前 \"quoted\" 'so'"]
CHAPTERS = chapters_from(
    [(0.0, TITLES[0]), (59.999, TITLES[1]), (61.5, TITLES[2]), (3723.25, TITLES[3])], 4000.0
)


def test_youtube_gets_whole_seconds_that_are_never_late() -> None:
    assert format_chapters(CHAPTERS, "youtube").splitlines() == [
        f"0:00 {TITLES[0]}",
        f"0:59 {TITLES[1]}",
        f"1:01 {TITLES[2]}",
        f"1:02:03 {TITLES[3]}",
    ]


def test_podcast_players_find_their_keys() -> None:
    document = json.loads(format_chapters(CHAPTERS, "podcast"))
    assert document["version"] == "1.2.0"
    assert [(c["startTime"], c["title"]) for c in document["chapters"]] == [
        (chapter.span.start, chapter.title) for chapter in CHAPTERS
    ]


def test_a_webvtt_reader_reads_the_same() -> None:
    captions = webvtt.from_buffer(io.StringIO(format_chapters(CHAPTERS, "webvtt")))
    assert [html.unescape(caption.text) for caption in captions] == TITLES
    assert captions[1].start == "00:00:59.999"
    assert captions[1].end == captions[2].start


@pytest.mark.skipif(not hasattr(av.container.Container, "chapters"), reason="an older PyAV")
@pytest.mark.parametrize("kind", ["mp4", "m4a", "mkv", "mp3"])
def test_ffmpeg_puts_them_into_a_file(kind: str, tmp_path: Path, ffmpeg) -> None:
    source = tmp_path / "chapters.ffmetadata"
    source.write_text(format_chapters(CHAPTERS, "ffmetadata"), encoding="utf-8")
    out = tmp_path / f"out.{kind}"
    silence = ("-f", "lavfi", "-i", "anullsrc=r=8000:d=4000")
    ffmpeg(*silence, "-i", source, "-map_chapters", "1", "-b:a", "16k", out)
    with av.open(str(out)) as container:
        read = container.chapters()
    assert [chapter["metadata"]["title"] for chapter in read] == TITLES
    starts = [float(chapter["start"] * chapter["time_base"]) for chapter in read]
    assert starts == pytest.approx([chapter.span.start for chapter in CHAPTERS], abs=0.002)


@given(
    st.lists(
        st.tuples(
            st.floats(0.0, 9e4), st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)
        ),
        min_size=1,
        max_size=9,
    )
)
def test_every_title_is_written_in_every_format(begun: list[tuple[float, str]]) -> None:
    chapters = chapters_from(sorted(begun), 1e5)
    for name in CHAPTER_FORMATS:
        assert format_chapters(chapters, name)
    document = json.loads(format_chapters(chapters, "podcast"))
    assert [c["title"] for c in document["chapters"]] == [c.title for c in chapters]
