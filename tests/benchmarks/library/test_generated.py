"""Generated recordings resemble speech, and a library of them finds everything that is in it."""

import random

import numpy as np
import pytest

from benchmarks.library.build import build
from benchmarks.library.text import RECORDING, make_speech
from pullquote.align.library.querying.searching import SearchOptions, search_library
from pullquote.align.library.store.library import Library


@pytest.fixture(scope="module")
def speech():
    return make_speech(0.03)


def test_words_are_as_frequent_as_in_speech(speech):
    counts = np.sort(np.bincount(speech.words))[::-1]
    assert 0.02 < counts[0] / len(speech.words) < 0.08
    assert 2000 < np.count_nonzero(counts) < 9000
    common = [len(word) for word in speech.forms[:100]]
    rare = [len(word) for word in speech.forms[10_000:10_100]]
    assert np.mean(common) < np.mean(rare) / 2


def test_phrases_come_again(speech):
    pairs = speech.words[:-1].astype(np.int64) * len(speech.forms) + speech.words[1:]
    shuffled = np.random.default_rng(1).permutation(speech.words)
    unlike = shuffled[:-1].astype(np.int64) * len(speech.forms) + shuffled[1:]
    assert len(np.unique(pairs)) < 0.9 * len(np.unique(unlike))


def test_every_phrase_is_found_where_it_was_said(speech, tmp_path):
    path = tmp_path / "library.sqlite"
    build(speech, path)
    chance = random.Random(2)
    options = SearchOptions(limit=1000, similar=False)
    with Library(path) as library:
        ids = [entry.id for entry in library.entries()]
        for _ in range(60):
            size = chance.randrange(2, 8)
            number = chance.randrange(speech.recordings)
            start = number * RECORDING + chance.randrange(RECORDING - size)
            phrase = speech.text(start, start + size)
            hits = search_library(library, f'"{" ".join(phrase)}"', options).hits
            place = start % RECORDING
            alignment = library.alignment(ids[number])
            spoken = [word.token.index for word in alignment.words if word.token.is_speech]
            wanted = (ids[number], spoken[place], spoken[place + size - 1])
            assert wanted in {(hit.entry.id, hit.first, hit.last) for hit in hits}
