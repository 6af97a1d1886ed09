"""Parts that a recording has in another order, seen by times alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pullquote.align.errors import PassageNotFoundError
from pullquote.align.model.aligned_word import AlignedWord, Status
from pullquote.align.model.alignment import UNALIGNED, Alignment
from pullquote.align.model.spoken_parts import spoken_parts, words_after, words_before
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.search.doubts import DoubtKind, find_doubts
from pullquote.align.search.moments import find_time
from pullquote.align.times import TimeSpan
from pullquote.clips.passages.chapters import find_chapters
from pullquote.clips.passages.passage import passage_by_quote, passage_by_time, passage_by_words
from pullquote.clips.subtitles.files import subtitle_cues
from pullquote.ui.cli.doubts import review_lines

LATER = "Zebras often run past green tall quiet trees."
EARLIER = "Nobody knew what any old wise captain said."


def aligned(starts: Sequence[float | None], text: str = f"{LATER}\n\n{EARLIER}") -> Alignment:
    transcript = parse_transcript(text)
    words = tuple(
        AlignedWord(token, None, 0.9, Status.ABSENT)
        if start is None
        else AlignedWord(token, TimeSpan(start, start + 0.4), 0.9, Status.HEARD)
        for token, start in zip(transcript.tokens, starts, strict=True)
    )
    return Alignment(transcript, words, (), "en", 100.0, "x", UNALIGNED)


SWAPPED = aligned([*(60.0 + 0.5 * n for n in range(8)), *(10.0 + 0.5 * n for n in range(8))])


def test_a_transcript_in_order_is_one_part() -> None:
    (part,) = spoken_parts(aligned([float(n) for n in range(16)]))
    assert (part.first, part.last, part.span) == (0, 15, TimeSpan(0.0, 15.4))
    assert spoken_parts(aligned([None] * 16))[0].span is None


def test_parts_come_as_they_are_said() -> None:
    assert [(part.first, part.last) for part in spoken_parts(SWAPPED)] == [(8, 15), (0, 7)]
    without_edges = aligned(
        [60.0, 61, 62, 63, 64, None, None, None, None, 10, 11, 12, 13, 14, 15, 16]
    )
    assert [(part.first, part.last) for part in spoken_parts(without_edges)] == [(8, 15), (0, 7)]


def test_a_part_is_cut_where_another_is_said_in_the_middle_of_it() -> None:
    starts = [10.0, 11, 12, 13, 14, 40, 41, 42, 43, 44, 20, 21, 22, 23, 24, 25]
    assert [(part.first, part.last) for part in spoken_parts(aligned(starts))] == [
        (0, 4), (10, 15), (5, 9),
    ]  # fmt: skip


def test_single_words_out_of_order_are_no_parts() -> None:
    starts = [float(n) for n in range(16)]
    starts[3], starts[9] = 14.5, 0.5
    assert len(spoken_parts(aligned(starts))) == 1


def test_neighbours_are_those_in_time() -> None:
    assert [word.token.index for word in words_after(SWAPPED, 14)][:3] == [15, 0, 1]
    assert [word.token.index for word in words_before(SWAPPED, 1)][:3] == [0, 15, 14]
    assert not [*words_after(SWAPPED, 7)]


def test_a_passage_of_one_part_is_cut_in_its_own_place() -> None:
    assert passage_by_quote(SWAPPED, "zebras often run").span == TimeSpan(60.0, 61.4)
    assert passage_by_words(SWAPPED, 13, 15).span == TimeSpan(12.5, 13.9)


def test_a_passage_across_parts_is_refused_with_both_places() -> None:
    with pytest.raises(PassageNotFoundError, match=r"another order.*words 8-9 at .*10.*words 6-7"):
        passage_by_words(SWAPPED, 6, 9)


def test_a_stretch_of_time_holds_the_words_of_one_part() -> None:
    joined = aligned([*(14.0 + 0.5 * n for n in range(8)), *(10.0 + 0.5 * n for n in range(8))])
    moment = find_time(joined, TimeSpan(11.0, 15.1))
    assert (moment.first, moment.last) == (10, 15)
    assert passage_by_time(joined, TimeSpan(14.0, 18.0)).text.startswith("Zebras often")


def test_subtitles_and_chapters_are_in_the_order_of_the_recording() -> None:
    cues = subtitle_cues(SWAPPED)
    assert [cue.span.start for cue in cues] == sorted(cue.span.start for cue in cues)
    assert " ".join(word.text for cue in cues for word in cue.words) == f"{EARLIER} {LATER}"
    chapters = find_chapters(SWAPPED, "paragraphs")
    assert [chapter.title for chapter in chapters] == [EARLIER, LATER]


def test_the_review_says_which_part_is_said_when() -> None:
    found = [doubt for doubt in find_doubts(SWAPPED) if doubt.kind is DoubtKind.OUT_OF_ORDER]
    assert [(d.first, d.last, d.span.start) for d in found] == [(0, 7, 60.0), (8, 15, 10.0)]
    lines = [*review_lines(SWAPPED)]
    assert "another order" in lines[0]
    assert "Zebras" in lines[1] and "1:00" in lines[1]
    assert not [*review_lines(aligned([float(n) for n in range(16)]))]


def test_a_missing_word_at_the_end_of_a_part_has_the_room_up_to_the_next() -> None:
    starts: list[float | None] = [60.0 + n for n in range(8)] + [10.0 + n for n in range(8)]
    starts[15] = None
    (doubt,) = (d for d in find_doubts(aligned(starts)) if d.kind is DoubtKind.MISSING)
    assert doubt.span == TimeSpan(16.4, 60.0)
