"""Stretches in which some of the written words were heard and others not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from pullquote.align.media.audio import Audio
from pullquote.align.model.words import Word
from pullquote.align.placing.findings import NO_SCORE
from pullquote.align.placing.forced_alignment import ScriptAligner
from pullquote.align.placing.heard import match_heard
from pullquote.align.placing.reconcile import settle
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan


def script_of(text):
    return make_script(parse_transcript(text), "en")


def heard_words(text, step=0.3):
    return [
        Word(word, TimeSpan(step * k, step * k + 0.25), 0.9) for k, word in enumerate(text.split())
    ]


def whole(script, words):
    return match_heard(words, script, 0, len(script.items))


def test_a_number_is_heard_when_all_of_its_words_are():
    script = script_of("About 1,234 birds sing here today")
    words = heard_words("about one thousand two hundred thirty four birds sing here today")
    heard = whole(script, words)
    assert [item.item for item in heard.items] == list(range(6))
    number = heard.items[1]
    assert (number.first, number.stop) == (1, 7)
    assert heard.span_of(number) == TimeSpan(words[1].span.start, words[6].span.end)


def test_a_number_is_not_heard_when_one_of_its_words_is_missing_or_torn_away():
    script = script_of("About 1,234 birds sing here today")
    for text in (
        "about one thousand two thirty four birds sing here today",
        "about one thousand two hundred um thirty four birds sing here today",
    ):
        assert 1 not in {item.item for item in whole(script, heard_words(text)).items}


def test_only_the_items_asked_about_are_matched():
    script = script_of("one two three four five six seven eight nine ten")
    heard = match_heard(heard_words("three four five six seven eight"), script, 4, 7)
    assert {item.item for item in heard.items} <= {4, 5, 6}
    assert [heard.words[item.first].text for item in heard.items] == ["five", "six", "seven"]


VOCABULARY = ("wren", "lamp", "fog", "20", "signal", "1,234", "bird")


@given(
    st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=25),
    st.lists(
        st.sampled_from(["wren", "lamp", "fog", "twenty", "signal", "one", "thousand", "bird"]),
        max_size=40,
    ),
)
def test_matched_items_increase_and_are_made_of_their_own_words(written, spoken):
    script = script_of(" ".join(written))
    heard = whole(script, heard_words(" ".join(spoken)))
    at, before = 0, -1
    for item in heard.items:
        assert item.first >= at and item.item > before
        words = tuple(word.text for word in heard.words[item.first : item.stop])
        assert words == script.items[item.item].forms[0]
        at, before = item.stop, item.item


@pytest.fixture(scope="module")
def lexicon():
    pytest.importorskip("pocketsphinx")
    from pullquote.align.spoken_forms.lexicon import load_lexicon

    return load_lexicon()


def settle_all(audio, script, words, lexicon):
    aligner = ScriptAligner(audio, script, lexicon)
    span = TimeSpan(0.0, audio.duration)
    heard = match_heard(words, script, 0, len(script.items))
    return settle(aligner, heard, 0, len(script.items), span)


def furthest(placements, spans):
    return max(abs(p.span.start - spans[p.item].start) for p in placements)


def test_rough_times_of_heard_words_become_exact(answer, lexicon):
    words = [
        word for original in answer.words(jitter=0.15) for word in _spelt(original)
    ]  # `$20` as two words
    placements, others = settle_all(answer.audio, answer.script, words, lexicon)
    assert [p.item for p in placements] == list(range(len(answer.texts)))
    off = [abs(p.span.start - answer.spans[p.item].start) for p in placements]
    assert np.mean(off) < 0.03
    assert max(off) < 0.15
    assert others == []


def _spelt(word):
    from pullquote.align.model.words import EngineInfo, Recognition
    from pullquote.align.placing.recognition.by_recognition import spoken_words

    recognition = Recognition((word,), "en", EngineInfo("test", "1"))
    return spoken_words(recognition, "en")


def test_words_that_were_spoken_but_not_heard_are_placed(spoken_sentence, lexicon):
    words = [w for w in spoken_sentence.words() if w.text not in ("many", "wet", "every")]
    clean = [Word(w.text.lower().strip(",."), w.span, 0.9) for w in words]
    placements, _ = settle_all(spoken_sentence.audio, spoken_sentence.script, clean, lexicon)
    assert [p.item for p in placements] == list(range(13))
    assert furthest(placements, spoken_sentence.spans) < 0.1
    unheard = {p.item for p in placements if not p.heard}
    assert {3, 4, 7} <= unheard


def test_written_words_that_are_not_spoken_are_left_out(spoken_sentence, lexicon):
    texts = list(spoken_sentence.texts)
    script = script_of(" ".join([*texts[:7], "under", "elephants", *texts[7:]]))
    words = [Word(w.text.lower().strip(",."), w.span, 0.9) for w in spoken_sentence.words()]
    placements, _ = settle_all(spoken_sentence.audio, script, words, lexicon)
    assert [p.item for p in placements] == [*range(7), *range(9, 15)]


def test_heard_words_that_are_not_written_drag_none_along(spoken_sentence, lexicon):
    texts = spoken_sentence.texts
    script = script_of(" ".join([*texts[:5], *texts[8:]]))  # "lessons, until every" unwritten
    words = [Word(w.text.lower().strip(",."), w.span, 0.9) for w in spoken_sentence.words()]
    placements, others = settle_all(spoken_sentence.audio, script, words, lexicon)
    spans = [*spoken_sentence.spans[:5], *spoken_sentence.spans[8:]]
    assert [p.item for p in placements] == list(range(10))
    assert furthest(placements, spans) < 0.1
    assert [word.text for word in others] == ["lessons", "until", "every"]


class _Lost(ScriptAligner):
    """Finds no path through anything."""

    def align(self, arcs, final, span, **options):
        return None


def test_where_no_path_is_found_what_was_heard_stands(spoken_sentence, lexicon):
    script = spoken_sentence.script
    words = [Word(w.text.lower().strip(",."), w.span, 0.9) for w in spoken_sentence.words()]
    aligner = _Lost(Audio(spoken_sentence.audio.samples), script, lexicon)
    heard = match_heard(words, script, 0, 13)
    placements, others = settle(aligner, heard, 0, 13, TimeSpan(0.0, 7.0))
    assert [p.span for p in placements] == [w.span for w in words]
    assert all(p.score == NO_SCORE and p.heard for p in placements)
    assert others == []


def test_a_title_page_before_heard_words_is_left_out(answer, lexicon):
    title = "The Lamp and the Wren Harbour Listening Archive conversation seven back to index"
    count = len(title.split())
    script = script_of(f"{title} transcript {answer.text}")
    words = [word for original in answer.words(jitter=0.05) for word in _spelt(original)]
    placements, _ = settle_all(answer.audio, script, words, lexicon)
    items = [p.item for p in placements]
    assert items == list(range(count + 1, count + 1 + len(answer.texts)))
    off = [abs(p.span.start - answer.spans[p.item - count - 1].start) for p in placements]
    assert max(off) < 0.15
