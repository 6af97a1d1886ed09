"""Promises of the embedded engine: exact times, the same each time, nothing left behind."""

from __future__ import annotations

import math
import sys
import tempfile

import numpy as np
import pytest

pytest.importorskip("pocketsphinx")

from pullquote.align.errors import ModelError
from pullquote.align.recognizers import pocketsphinx as sphinx
from pullquote.align.recognizers.pocketsphinx import Arc, GraphAligner, LanguageDecoder
from pullquote.align.spoken_forms.lexicon import load_lexicon


@pytest.fixture(scope="module")
def dictionary(spoken_sentence):
    lexicon = load_lexicon()
    return {word: lexicon.pronunciations(word) for word in spoken_sentence.script.words}


def chain(words):
    return [Arc(k, k + 1, 1.0, word) for k, word in enumerate(words)]


def test_a_chain_of_words_is_placed_within_a_few_frames(spoken_sentence, dictionary):
    words = spoken_sentence.script.words
    found = GraphAligner(dictionary).align(chain(words), len(words), spoken_sentence.audio.samples)
    assert [word.name for word in found] == list(words)
    for word, span in zip(found, spoken_sentence.spans, strict=True):
        assert word.span.start == pytest.approx(span.start, abs=0.06)
        assert word.span.end == pytest.approx(span.end, abs=0.1)
        assert -10 < word.score <= 0


def test_the_result_does_not_depend_on_what_came_before(spoken_sentence, dictionary, quiet):
    words = spoken_sentence.script.words
    samples = spoken_sentence.audio.samples
    fresh = GraphAligner(dictionary).align(chain(words), len(words), samples)
    used = GraphAligner(dictionary)
    used.align(chain(words[:3]), 3, quiet(2.0, 9000.0))
    used.align(chain(words), len(words), samples // 12)
    assert used.align(chain(words), len(words), samples) == fresh


def test_a_branch_is_chosen_by_the_sound_unless_it_is_too_improbable(spoken_sentence, dictionary):
    words = list(spoken_sentence.script.words)
    samples = spoken_sentence.audio.samples
    graphs = GraphAligner({**dictionary, "elephants": ("EH L AH F AH N T S",)})

    def names(right, wrong):
        arcs = chain(words)
        arcs[4] = Arc(4, 5, right, words[4])
        arcs.append(Arc(4, 5, wrong, "elephants"))
        return [s.name for s in graphs.align(arcs, len(words), samples)]

    assert names(1.0, 1.0) == words
    assert names(1e-20, 1.0) == words
    assert "elephants" in names(1e-300, 1.0)


def test_words_may_be_left_out_where_the_graph_says_so(spoken_sentence, dictionary):
    words = list(spoken_sentence.script.words)
    graphs = GraphAligner({**dictionary, "elephants": ("EH L AH F AH N T S",)})
    written = [*words[:6], "elephants", *words[6:]]
    arcs = [*chain(written), *(Arc(k, k + 1, 1e-40) for k in range(len(written)))]
    found = graphs.align(arcs, len(written), spoken_sentence.audio.samples)
    assert [word.name for word in found] == words


def test_variants_lose_their_number(spoken_sentence, dictionary):
    words = list(spoken_sentence.script.words)
    wrong_first = {**dictionary, words[0]: ("Z UW Z UW Z UW", *dictionary[words[0]])}
    found = GraphAligner(wrong_first).align(chain(words), len(words), spoken_sentence.audio.samples)
    assert found[0].name == words[0]
    assert found[0].span.start == pytest.approx(spoken_sentence.spans[0].start, abs=0.06)


def test_words_can_be_added_later_and_twice(spoken_sentence, dictionary):
    words = spoken_sentence.script.words
    graphs = GraphAligner({})
    for _ in range(2):
        for word in words:
            graphs.add_word(word, dictionary[word])
    found = graphs.align(chain(words), len(words), spoken_sentence.audio.samples)
    assert [word.name for word in found] == list(words)


@pytest.mark.parametrize("count", [0, 1, 1599])
def test_a_stretch_too_short_to_hold_a_frame_has_no_path(dictionary, count):
    graphs = GraphAligner(dictionary)
    assert graphs.align(chain(["she"]), 1, np.zeros(count, np.int16)) is None


def test_too_many_words_for_the_sound_have_no_path(dictionary, quiet):
    words = ["lessons"] * 40
    assert GraphAligner(dictionary).align(chain(words), 40, quiet(0.5, 100.0)) is None


def test_a_sentence_is_recognized_with_its_own_language_model(spoken_sentence, dictionary):
    words = spoken_sentence.script.words
    found = LanguageDecoder([words], dictionary).recognize(spoken_sentence.audio.samples)
    names = [word.name for word in found]
    assert len(set(names) & set(words)) >= 10
    starts = {word.name: word.span.start for word in found}
    off = [
        abs(starts[word] - span.start)
        for word, span in zip(words, spoken_sentence.spans, strict=True)
        if word in starts
    ]
    assert np.median(off) < 0.05


def test_nothing_is_recognized_in_nothing(spoken_sentence, dictionary, quiet):
    decoder = LanguageDecoder([spoken_sentence.script.words], dictionary)
    assert decoder.recognize(np.zeros(0, np.int16)) == []
    assert len(decoder.recognize(quiet(3.0))) <= 1


def test_no_file_stays_behind(dictionary, spoken_sentence, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    GraphAligner(dictionary)
    LanguageDecoder([spoken_sentence.script.words], dictionary)
    assert list(tmp_path.iterdir()) == []


def test_it_prints_nothing(spoken_sentence, dictionary, capfd):
    decoder = LanguageDecoder([spoken_sentence.script.words], dictionary)
    decoder.recognize(spoken_sentence.audio.samples[:32000])
    captured = capfd.readouterr()
    assert captured.out == captured.err == ""


def test_without_the_library_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)
    with pytest.raises(ModelError, match="pip install pocketsphinx"):
        GraphAligner({})


def test_scores_are_natural_logarithms_per_frame(spoken_sentence, dictionary):
    words = spoken_sentence.script.words
    graphs = GraphAligner(dictionary)
    right = graphs.align(chain(words), len(words), spoken_sentence.audio.samples)
    wrong = graphs.align(chain(words[::-1]), len(words), spoken_sentence.audio.samples)
    assert all(math.isfinite(s.score) for s in wrong)
    assert np.median([s.score for s in right]) > np.median([s.score for s in wrong]) + 1.0


def test_its_version_is_known():
    assert sphinx.is_available()
    assert sphinx.version()[0].isdigit()
