"""A script placed by Whisper alone, as for languages without a dictionary."""

from __future__ import annotations

import numpy as np
import pytest

from pullquote.align.errors import CancelledError
from pullquote.align.model.words import EngineInfo, Recognition, Word
from pullquote.align.placing.findings import NO_SCORE
from pullquote.align.placing.recognition.by_attention import place_by_attention
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.recognizers.engines import AlignOptions
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan

LANGUAGE = "de"  # the small model's attention does not mind


@pytest.fixture(scope="module")
def talk(known_talk):
    """Word texts and true spans of the first 30 s."""
    count = int(np.searchsorted(known_talk.ends, 30.0))
    pairs = zip(known_talk.starts[:count], known_talk.ends[:count], strict=True)
    return known_talk.texts[:count], [TimeSpan(float(a), float(b)) for a, b in pairs]


@pytest.fixture(scope="module")
def sound(known_talk):
    from pullquote.align.media.audio import Audio

    return Audio(known_talk.audio.cut(0.0, 30.3))


def heard_as(texts, spans, jitter=0.0):
    """Words of a recogniser whose times are off by up to `jitter` s, yet in order."""
    random = np.random.default_rng(4)
    shifted = [span.shift(random.uniform(-jitter, jitter)) for span in spans]
    starts = np.maximum.accumulate([span.start for span in shifted])
    return [
        Word(text.lower().strip(".,?"), TimeSpan(start, max(start, span.end)), 0.9)
        for text, start, span in zip(texts, starts.tolist(), shifted, strict=True)
    ]


def place(audio, texts, words, model, monitor=SILENT):
    transcript = parse_transcript(" ".join(texts))
    script = make_script(transcript, LANGUAGE)
    recognition = Recognition(tuple(words), LANGUAGE, EngineInfo("test", "1"))
    options = AlignOptions(engine="whisper", model=str(model))
    return place_by_attention(audio, script, transcript, recognition, words, options, monitor)


def off(placements, spans):
    return np.array([abs(p.span.start - spans[p.item].start) for p in placements])


def test_rough_times_become_better_ones(talk, sound, small_whisper):
    texts, spans = talk
    words = heard_as(texts, spans, jitter=0.2)
    findings = place(sound, texts, words, small_whisper)
    assert [p.item for p in findings.placements] == list(range(len(texts)))
    away = off(findings.placements, spans)
    assert np.median(away) < 0.05
    assert np.mean(away < 0.2) > 0.85
    assert findings.others == ()


def test_a_word_that_was_misheard_is_placed_between_its_neighbours(talk, sound, small_whisper):
    texts, spans = talk
    words = heard_as(texts, spans)
    unheard = range(10, len(words) - 3, 9)
    for k in unheard:
        words[k] = Word("mumble", words[k].span, 0.3)
    findings = place(sound, texts, words, small_whisper)
    found = {p.item: p for p in findings.placements}
    placed = [k for k in unheard if k in found]
    assert len(placed) >= 0.7 * len(unheard)
    assert all(not found[k].heard for k in placed)
    assert np.median([abs(found[k].span.start - spans[k].start) for k in placed]) < 0.1


def test_words_nobody_says_are_not_placed(talk, sound, small_whisper):
    texts, spans = talk
    unspoken = ["nobody", "ever", "said", "this", "about", "elephants", "today"]
    written = [*texts[:26], *unspoken, *texts[26:]]
    findings = place(sound, written, heard_as(texts, spans), small_whisper)
    items = {p.item for p in findings.placements}
    assert len(items & set(range(26, 33))) <= 2
    assert len(items - set(range(26, 33))) >= 0.95 * len(texts)


def test_more_text_than_whisper_takes_at_once_is_not_aligned(talk, sound, small_whisper):
    """Of what is said between the first words and the last nothing is recognised."""
    texts, spans = talk
    words = heard_as(texts, spans)
    words = [*words[:6], *words[-6:]]
    written = [*texts[:6], *["qxzjvkqxzj"] * 46, *texts[-6:]]
    findings = place(sound, written, words, small_whisper)
    assert {p.item for p in findings.placements} == {*range(6), *range(52, 58)}
    findings = place(sound, texts, words, small_whisper)
    assert len(findings.placements) > 0.8 * len(texts)


def test_more_sound_than_whisper_takes_at_once_is_not_aligned(known_talk, small_whisper):
    """Nothing is recognised for half a minute."""
    spans = [
        TimeSpan(float(a), float(b))
        for a, b in zip(known_talk.starts, known_talk.ends, strict=True)
    ]
    later = next(k for k, span in enumerate(spans) if span.start > spans[6].end + 33.0)
    words = heard_as(known_talk.texts, spans)
    words = [*words[:6], *words[later:]]
    findings = place(known_talk.audio, known_talk.texts, words, small_whisper)
    assert {p.item for p in findings.placements} == {*range(6), *range(later, len(spans))}


def test_without_a_model_what_was_heard_stands(talk, sound, tmp_path):
    texts, spans = talk
    words = heard_as(texts, spans)
    findings = place(sound, texts, words, tmp_path / "nothing")
    assert [p.span for p in findings.placements] == [word.span for word in words]
    assert all(p.heard and p.score == NO_SCORE for p in findings.placements)


def test_it_can_be_cancelled(talk, sound, small_whisper):
    texts, spans = talk
    with pytest.raises(CancelledError):
        place(
            sound, texts, heard_as(texts, spans), small_whisper, Monitor(is_cancelled=lambda: True)
        )
