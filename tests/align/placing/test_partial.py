"""One passage placed without aligning the whole recording."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("pocketsphinx")

from pullquote.align import pipeline
from pullquote.align.errors import CancelledError, PassageNotFoundError, TranscriptMismatchError
from pullquote.align.media.audio import MediaInfo
from pullquote.align.model.alignment import AlignedWord, Status
from pullquote.align.pipeline import place_passage
from pullquote.align.placing import partial
from pullquote.align.placing.partial import check_is_said
from pullquote.align.progress import Monitor
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.recognizers.engines import AlignOptions

SPHINX = AlignOptions(engine="sphinx")


@pytest.fixture(scope="module")
def joined(sample, known_talk, quiet):
    """The sample, three seconds of hum, and the talk: sound, transcript, starts by token."""
    parts = (sample.audio.samples, quiet(3.0, 3.0), known_talk.audio.samples)
    transcript = parse_transcript(f"{sample.transcript.text}\n\n{' '.join(known_talk.texts)}")
    later = (len(parts[0]) + len(parts[1])) / 16_000
    starts = [None if span is None else span.start for span in sample.spans]
    starts += [float(start) + later for start in known_talk.starts]
    assert len(starts) == len(transcript.tokens)
    return np.concatenate(parts), transcript, starts


@pytest.fixture
def recording(joined, write_wav, monkeypatch):
    """A file of it that counts as long."""
    monkeypatch.setattr(partial, "_SHORT", 60.0)
    return write_wav("joined.wav", joined[0])


def find(transcript, quote):
    """First and last token of this quote."""
    texts = [token.text for token in transcript.tokens]
    wanted = quote.split()
    (first,) = [k for k in range(len(texts)) if texts[k : k + len(wanted)] == wanted]
    return first, first + len(wanted) - 1


def assert_right(alignment, starts, first, last):
    for index in range(first, last + 1):
        assert alignment.words[index].span.start == pytest.approx(starts[index], abs=0.2)


def no_decoding(*args, **options):
    raise AssertionError("decoded again")


LATE = "There was one sister around Victor."
EARLY = "The next morning I listened to the tape,"


def test_a_passage_is_found_and_what_is_far_is_left_pending(joined, recording, monkeypatch):
    _, transcript, starts = joined
    first, last = find(transcript, EARLY)
    alignment = place_passage(recording, transcript, first, last, SPHINX)
    assert_right(alignment, starts, first, last)
    assert alignment.is_partial
    assert all(word.status is Status.PENDING for word in alignment.words[-40:])
    assert alignment.transcript is transcript

    # The same again comes from the cache,
    monkeypatch.setattr(partial, "decode", no_decoding)
    again = place_passage(recording, transcript, first, last, SPHINX)
    assert again.span_of(first, last).start == pytest.approx(
        alignment.span_of(first, last).start, abs=0.001
    )
    monkeypatch.undo()

    # and what was found before is kept when another passage is looked for.
    monkeypatch.setenv("PULLQUOTE_CACHE", str(recording.parent / "cache"))
    monkeypatch.setattr(partial, "_SHORT", 60.0)
    late_first, late_last = find(transcript, LATE)
    both = place_passage(recording, transcript, late_first, late_last, SPHINX)
    assert_right(both, starts, late_first, late_last)
    assert_right(both, starts, first, last)


def test_the_first_and_the_last_words_are_found(joined, recording):
    _, transcript, starts = joined
    first, last = find(transcript, "Good morning, and welcome back.")
    assert_right(place_passage(recording, transcript, first, last, SPHINX), starts, first, last)
    first, last = find(transcript, "another market counted my window in december.")
    assert_right(place_passage(recording, transcript, first, last, SPHINX), starts, first, last)


def test_a_written_sentence_that_nobody_says_is_not_found(joined, recording):
    _, transcript, _ = joined
    first, last = find(transcript, "It was the happiest mistake of my life.")
    with pytest.raises(PassageNotFoundError, match="is not said in the recording"):
        place_passage(recording, transcript, first, last, SPHINX)


def test_a_passage_counts_as_said_when_half_of_its_words_are(aligned_sample):
    index = next(
        k
        for k in range(len(aligned_sample.words))
        if all(w.span and w.token.is_speech for w in aligned_sample.words[k : k + 4])
    )

    def without(count):
        words = list(aligned_sample.words)
        for k in range(index, index + count):
            words[k] = AlignedWord(words[k].token, None, 0.9, Status.ABSENT)
        return replace(aligned_sample, words=tuple(words))

    half = without(2)
    assert check_is_said(half, index, index + 3) is half
    with pytest.raises(PassageNotFoundError, match=r"1 of its 4 words were found"):
        check_is_said(without(3), index, index + 3)


def test_a_passage_without_words_is_not_found(joined, recording):
    _, transcript, _ = joined
    first, last = find(transcript, "(laughter)")
    with pytest.raises(PassageNotFoundError, match="no words"):
        place_passage(recording, transcript, first, last, SPHINX)


def test_nothing_of_another_text_is_found(recording):
    foreign = "The quarterly revenue of our company exceeded what we had projected in March. "
    transcript = parse_transcript(foreign * 30)
    with pytest.raises((TranscriptMismatchError, PassageNotFoundError)):
        place_passage(recording, transcript, 100, 108, SPHINX)


def test_it_can_be_cancelled(joined, recording):
    _, transcript, _ = joined
    with pytest.raises(CancelledError):
        place_passage(recording, transcript, 100, 110, SPHINX, Monitor(is_cancelled=lambda: True))


@pytest.fixture(scope="module")
def hour():
    """An hour of 8,000 words, now fast and now slow, and when each of them begins."""
    transcript = parse_transcript(" ".join(["word"] * 8000))
    random = np.random.default_rng(5)
    pace = np.repeat(random.uniform(0.6, 1.6, 80), 100)
    starts = np.cumsum(pace) * 3600.0 / pace.sum()
    return transcript, starts


@pytest.mark.parametrize("first", [300, 2000, 4100, 7500])
def test_a_few_probes_lead_to_the_neighbourhood_of_a_passage(hour, first, monkeypatch):
    transcript, starts = hour
    info = MediaInfo(Path("hour.wav"), 3600.0, 0.0, 16_000, 1, "pcm", None, "f")
    probed = []

    def probe(self, time, low, stop):
        probed.append(time)
        spoken = np.flatnonzero((starts >= time) & (starts < time + 20.0))
        return [partial._Fix(float(starts[item]), int(item)) for item in (spoken[1], spoken[-2])]

    monkeypatch.setattr(partial._Search, "_probe", probe)
    search = partial._Search(partial.Seek(info, transcript, "en", SPHINX), Monitor())
    last = first + 20
    begin, end = search._approach(first, last)
    assert len(probed) <= 6
    assert begin.time <= starts[first] and starts[last] < end.time
    # Some of what is said around it is heard, too, but not much of it.
    assert 3 <= first - begin.item <= 80
    assert 3 <= end.item - last <= 80


def test_a_short_recording_is_aligned_as_a_whole(joined, recording, monkeypatch, aligned_sample):
    asked = []

    def align_recording(media, transcript, options, monitor):
        asked.append(media)
        return aligned_sample

    monkeypatch.setattr(partial, "_SHORT", 480.0)
    monkeypatch.setattr(pipeline, "align_recording", align_recording)
    assert place_passage(recording, aligned_sample.transcript, 100, 105, SPHINX) is aligned_sample
    with pytest.raises(PassageNotFoundError):
        place_passage(recording, aligned_sample.transcript, 130, 136, SPHINX)
    assert asked == [recording, recording]
