"""A recording and its transcript in, every word at its true time out."""

from __future__ import annotations

import json

import numpy as np
import pytest

pytest.importorskip("pocketsphinx")

import itertools

from pullquote.align.errors import (
    CancelledError,
    MediaError,
    TranscriptError,
    TranscriptMismatchError,
)
from pullquote.align.model.alignment import Status, format_alignment, parse_alignment
from pullquote.align.model.spoken_parts import spoken_parts
from pullquote.align.model.transcript import Paragraph, Role, Token, Transcript
from pullquote.align.pipeline import AlignOptions, align_recording, place_passage
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.samples import SAMPLE_AUDIO

SPHINX = AlignOptions(engine="sphinx", use_cache=False, processes=1)
UNSPOKEN = ["It", "was", "the", "happiest", "mistake", "of", "my", "life."]


def align(path, text, monitor=SILENT):
    return align_recording(path, parse_transcript(text), SPHINX, monitor)


def off(words, spans):
    """Errors of the starts of placed words whose span is known."""
    pairs = zip(words, spans, strict=True)
    return np.array([abs(w.span.start - s.start) for w, s in pairs if w.span and s])


def test_every_word_of_the_sample_is_at_its_time(aligned_sample, sample):
    spoken = [i for i, span in enumerate(sample.spans) if span is not None]
    missing = [sample.transcript.tokens[i].text for i in spoken if not aligned_sample.words[i].span]
    assert len(missing) <= 3, missing
    away = off(aligned_sample.words, sample.spans)
    assert away.mean() < 0.03
    assert np.mean(away < 0.1) >= 0.97
    assert np.mean(away < 0.2) >= 0.985
    assert away.max() < 0.5


def test_ends_of_words_are_right_too(aligned_sample, sample):
    pairs = zip(aligned_sample.words, sample.spans, strict=True)
    ends = np.array([abs(w.span.end - s.end) for w, s in pairs if w.span and s])
    assert ends.mean() < 0.04
    assert np.mean(ends < 0.2) >= 0.985


def test_header_labels_and_directions_have_no_time(aligned_sample, sample):
    for i, word in enumerate(aligned_sample.words):
        if i < 15 or word.token.role is not Role.SPEECH:
            assert word.status is Status.ABSENT, word
    assert sum(word.token.role is Role.SPEAKER for word in aligned_sample.words) == 12


def test_the_written_sentence_that_nobody_says_is_absent(aligned_sample, sample):
    texts = [token.text for token in sample.transcript.tokens]
    first = texts.index("happiest") - 3
    run = aligned_sample.words[first : first + len(UNSPOKEN)]
    assert [word.token.text for word in run] == UNSPOKEN
    assert sum(word.status is Status.ABSENT for word in run) >= len(UNSPOKEN) - 1


def test_the_spoken_sentence_that_nobody_wrote_is_found(aligned_sample, sample):
    stretch, *rest = sorted(aligned_sample.unscripted, key=lambda s: -s.span.duration)
    assert all(other.span.duration < 0.7 for other in rest) and len(rest) <= 1
    assert stretch.span.start == pytest.approx(sample.unscripted.start, abs=0.5)
    assert stretch.span.end == pytest.approx(sample.unscripted.end, abs=0.6)
    assert sample.transcript.tokens[stretch.after].text == "afraid."


def test_words_follow_each_other(aligned_sample):
    spans = [word.span for word in aligned_sample.words if word.span is not None]
    assert all(a.end <= b.start + 1e-6 for a, b in itertools.pairwise(spans))
    assert spans[-1].end <= aligned_sample.duration


def test_words_and_tokens_have_the_same_indices(aligned_sample, sample):
    tokens = aligned_sample.transcript.tokens
    assert tokens == sample.transcript.tokens
    assert all(w.token is t for w, t in zip(aligned_sample.words, tokens, strict=True))


def test_coverage_counts_what_was_placed(aligned_sample):
    speech = [word for word in aligned_sample.words if word.token.is_speech]
    placed = sum(word.span is not None for word in speech)
    assert aligned_sample.coverage == pytest.approx(placed / len(speech))
    assert 0.88 < aligned_sample.coverage < 0.95  # header and one sentence are not spoken


def test_low_confidence_warns_of_what_is_wrong(aligned_sample, sample):
    pairs = zip(aligned_sample.words, sample.spans, strict=True)
    sure = [(w, s) for w, s in pairs if w.span is not None and w.confidence >= 0.9]
    assert len(sure) > 0.8 * sum(span is not None for span in sample.spans)
    right = [s is not None and abs(w.span.start - s.start) < 0.2 for w, s in sure]
    assert np.mean(right) >= 0.99


def test_the_result_survives_json(aligned_sample):
    text = format_alignment(aligned_sample)
    again = parse_alignment(text)
    assert format_alignment(again) == text
    assert again.transcript.tokens == aligned_sample.transcript.tokens
    words = [word for segment in json.loads(text)["segments"] for word in segment["words"]]
    assert [word["word"] for word in words] == [w.token.text for w in aligned_sample.words]


def test_it_names_recording_and_engine(aligned_sample):
    assert (aligned_sample.engine.name, aligned_sample.language) == ("sphinx", "en")
    assert aligned_sample.media == SAMPLE_AUDIO.name
    assert aligned_sample.duration == pytest.approx(98.83, abs=0.1)


@pytest.fixture
def answer_file(answer, write_wav):
    return write_wav("answer.wav", answer.audio.samples)


def test_a_text_written_twice_is_placed_once(answer, answer_file):
    alignment = align(answer_file, f"{answer.text}\n\n{answer.text}")
    count = len(answer.texts)
    placed = sum(word.span is not None for word in alignment.words)
    assert count - 3 <= placed <= count + 3
    first, second = alignment.words[:count], alignment.words[count:]
    better = max((first, second), key=lambda half: sum(word.span is not None for word in half))
    assert np.mean(off(better, answer.spans) < 0.2) >= 0.95


def test_swapped_paragraphs_leave_what_is_placed_right(sample, write_wav):
    piece = sample.piece(15, 128)
    half, end = piece.texts.index("Quite"), len(piece.texts)
    order = [*range(half, end), *range(half)]
    path = write_wav("piece.wav", piece.audio.samples)
    alignment = align(path, " ".join(piece.texts[k] for k in order))
    away = off(alignment.words, [piece.spans[k] for k in order])
    assert len(away) >= 0.4 * len(order)
    sure = [
        abs(word.span.start - piece.spans[k].start)
        for word, k in zip(alignment.words, order, strict=True)
        if word.span is not None and word.confidence > 0.8
    ]
    assert np.mean(np.array(sure) < 0.3) >= 0.95


def test_the_transcript_of_something_else_is_refused_with_what_was_found(answer_file):
    foreign = "The quarterly revenue of our company exceeded what we had projected in March. " * 6
    with pytest.raises(TranscriptMismatchError) as caught:
        align(answer_file, foreign)
    assert 0.0 <= caught.value.coverage < 0.25


@pytest.mark.parametrize("level", [0.0, 500.0], ids=["silence", "noise"])
def test_a_recording_without_speech_is_an_error_not_a_result(answer, write_wav, quiet, level):
    path = write_wav("nothing.wav", quiet(8.0, level))
    with pytest.raises(TranscriptMismatchError):
        align(path, answer.text)


@pytest.mark.parametrize(
    ("seconds", "level"),
    [(2.0, 0.0), (2.0, 5.0), (5.0, 0.0), (5.0, 5.0), (5.0, 2000.0)],
    ids=["short silence", "short hiss", "silence", "hiss", "loud noise"],
)
def test_a_few_common_words_are_not_found_where_nobody_speaks(write_wav, quiet, seconds, level):
    path = write_wav("nothing.wav", quiet(seconds, level))
    with pytest.raises(TranscriptMismatchError, match="no voice was heard"):
        align(path, "hello there world")


def test_one_word_in_one_second(sample, write_wav):
    # "biscuits."
    piece = sample.piece(274, 274)
    alignment = align(write_wav("word.wav", piece.audio.samples), piece.text)
    assert alignment.words[0].span.start == pytest.approx(piece.spans[0].start, abs=0.1)


def test_a_transcript_without_words_is_refused(answer_file):
    text = "ANNA:"
    label = Token(0, text, 0, len(text), Role.SPEAKER)
    transcript = Transcript(text, (label,), (Paragraph(0, 1),), source="labels.txt")
    with pytest.raises(TranscriptError, match=r"labels\.txt"):
        align_recording(answer_file, transcript, SPHINX)


def test_what_is_no_recording_is_refused(tmp_path):
    with pytest.raises(MediaError):
        align(tmp_path / "missing.mp3", "hello")
    (tmp_path / "text.mp3").write_text("hello")
    with pytest.raises(MediaError):
        align(tmp_path / "text.mp3", "hello")


def test_progress_is_told_in_stages_that_run_forward(spoken_sentence, write_wav):
    path = write_wav("sentence.wav", spoken_sentence.audio.samples)
    seen = []
    monitor = Monitor(on_progress=lambda stage, fraction: seen.append((stage, fraction)))
    align(path, spoken_sentence.text, monitor)
    assert seen and all(0.0 <= fraction <= 1.0 for _, fraction in seen)
    stages = [stage for stage, _ in seen]
    assert stages[-1] == "align"
    for stage in set(stages):
        fractions = [fraction for name, fraction in seen if name == stage]
        assert fractions == sorted(fractions)


def test_it_can_be_cancelled(answer_file, answer):
    with pytest.raises(CancelledError):
        align(answer_file, answer.text, Monitor(is_cancelled=lambda: True))


def test_parts_in_another_order_are_all_placed(aligned_sample, sample):
    """The second half of the interview stands first; the words are where they were before."""
    text, moved = halves_swapped(sample.transcript)
    check_swapped(align(SAMPLE_AUDIO, text), aligned_sample, moved)


def test_parts_in_another_order_than_a_recogniser_heard_are_all_placed(
    aligned_sample, sample, tmp_path
):
    heard = tmp_path / "heard.json"
    heard.write_text(format_alignment(aligned_sample), encoding="utf-8")
    text, moved = halves_swapped(sample.transcript)
    options = AlignOptions(engine=str(heard), use_cache=False, processes=1)
    swapped = align_recording(SAMPLE_AUDIO, parse_transcript(text), options)
    check_swapped(swapped, aligned_sample, moved)


def test_a_passage_of_a_part_that_was_moved_is_found_at_once(sample, monkeypatch):
    monkeypatch.setattr("pullquote.align.placing.partial._SHORT", 10.0)
    text, moved = halves_swapped(sample.transcript)
    first, last = 100, 106
    at, end = first + moved, last + moved
    found = place_passage(SAMPLE_AUDIO, parse_transcript(text), at, end, SPHINX).span_of(at, end)
    spans = [span for span in sample.spans[first : last + 1] if span]
    assert abs(found.start - spans[0].start) < 0.15
    assert abs(found.end - spans[-1].end) < 0.15


def halves_swapped(transcript):
    """The text with its second half first, and by how many tokens its words have moved."""
    middle = transcript.paragraphs[len(transcript.paragraphs) // 2].first
    cut = transcript.tokens[middle].start_char
    text = f"{transcript.text[cut:]}\n\n{transcript.text[:cut]}"
    return text, len(transcript.tokens) - middle


def check_swapped(swapped, aligned_sample, moved):
    """Every word is where it is when the transcript is in order."""
    pairs = [
        (word.span, swapped.words[(word.token.index + moved) % len(swapped.words)].span)
        for word in aligned_sample.words
    ]
    both = [(one, two) for one, two in pairs if one and two]
    assert len(both) >= 0.98 * sum(one is not None for one, _ in pairs)
    assert np.mean([abs(one.start - two.start) < 0.15 for one, two in both]) > 0.97
    assert len(spoken_parts(swapped)) == 2
    assert len(spoken_parts(aligned_sample)) == 1
