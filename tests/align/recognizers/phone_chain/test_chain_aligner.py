"""Chains of words in the sound: times, words left out, ends, and the search beside a slow one."""

import math

import numpy as np
import pytest

from pullquote.align.errors import EngineError
from pullquote.align.recognizers.phone_chain import path_search
from pullquote.align.recognizers.phone_chain.acoustic_model import (
    BEGIN,
    INSIDE,
    load_acoustic_model,
)
from pullquote.align.recognizers.phone_chain.cepstra import CepstrumReader, with_differences
from pullquote.align.recognizers.phone_chain.chain_aligner import ChainAligner
from pullquote.align.recognizers.phone_chain.path_search import PathSearch
from pullquote.align.recognizers.phone_chain.phone_graph import make_graph
from pullquote.align.recognizers.phone_chain.senone_scores import SenoneScorer
from pullquote.align.recognizers.pocketsphinx import Arc, GraphAligner
from pullquote.align.spoken_forms.lexicon import load_lexicon

SKIP = -230.0


def chain_of(texts):
    lexicon = load_lexicon()
    return [[[lexicon.pronunciations(text.lower().strip(".,;?!")) or ("AH",)]] for text in texts]


def whole(count):
    return [*[-math.inf] * count, 0.0]


@pytest.fixture(scope="module")
def aligner():
    return ChainAligner()


def test_words_are_placed_where_they_are_said(aligner, spoken_sentence):
    chain = chain_of(spoken_sentence.texts)
    words = aligner.align(chain, whole(len(chain)), SKIP, spoken_sentence.audio.samples)
    assert [word.item for word in words] == [*range(len(chain))]
    off = [
        abs(word.span.start - said.start)
        for word, said in zip(words, spoken_sentence.spans, strict=True)
    ]
    assert np.mean(off) < 0.02 and max(off) < 0.08


def test_scores_and_times_are_much_like_those_of_pocketsphinx(aligner, spoken_sentence):
    chain = chain_of(spoken_sentence.texts)
    ours = aligner.align(chain, whole(len(chain)), SKIP, spoken_sentence.audio.samples)
    graph = GraphAligner({f"w{k}": forms[0][0] for k, forms in enumerate(chain)})
    arcs = [Arc(k, k + 1, 1.0, f"w{k}") for k in range(len(chain))]
    theirs = graph.align(arcs, len(chain), spoken_sentence.audio.samples)
    off = [abs(a.span.start - b.span.start) for a, b in zip(ours, theirs, strict=True)]
    assert np.median(off) <= 0.011 and max(off) < 0.06
    assert np.mean([a.score - b.score for a, b in zip(ours, theirs, strict=True)]) == pytest.approx(
        0.0, abs=0.4
    )


def test_a_word_that_nobody_says_is_left_out(aligner, spoken_sentence):
    texts = [*spoken_sentence.texts[:4], "photographers", *spoken_sentence.texts[4:]]
    words = aligner.align(chain_of(texts), whole(len(texts)), SKIP, spoken_sentence.audio.samples)
    assert [word.item for word in words] == [k for k in range(len(texts)) if k != 4]


def test_a_first_word_that_nobody_says_is_left_out(aligner, spoken_sentence):
    texts = ["photographers", *spoken_sentence.texts]
    words = aligner.align(chain_of(texts), whole(len(texts)), SKIP, spoken_sentence.audio.samples)
    assert [word.item for word in words] == [*range(1, len(texts))]


def test_a_chain_ends_where_the_sound_does(aligner, spoken_sentence):
    count = len(spoken_sentence.texts)
    cut = round((spoken_sentence.spans[count // 2].end + 0.02) * 16_000)
    words = aligner.align(
        chain_of(spoken_sentence.texts),
        [-math.inf, *[-60.0] * (count - 1), 0.0],
        SKIP,
        spoken_sentence.audio.samples[:cut],
    )
    assert [word.item for word in words] == [*range(count // 2 + 1)]


def test_the_form_that_is_said_is_found_and_owns_all_of_its_words(aligner, spoken_sentence):
    chain = chain_of(spoken_sentence.texts)
    wrong = chain_of(["photographers", "yesterday"])
    joined = [[chain[0][0] + chain[1][0], wrong[0][0] + wrong[1][0]], *chain[2:]]
    words = aligner.align(joined, whole(len(joined)), SKIP, spoken_sentence.audio.samples)
    assert [word.item for word in words] == [0, *range(len(joined))]


def test_too_little_sound_has_no_path(aligner):
    chain = chain_of(["hello"])
    assert aligner.align(chain, whole(1), SKIP, np.zeros(1599, np.int16)) is None


def test_where_no_path_may_end_there_is_none(aligner, spoken_sentence):
    chain = chain_of(spoken_sentence.texts)
    nowhere = [-math.inf] * (len(chain) + 1)
    assert aligner.align(chain, nowhere, SKIP, spoken_sentence.audio.samples) is None


def test_digital_silence_gives_no_numbers_that_are_none(aligner):
    words = aligner.align(chain_of(["hello"]), whole(1), SKIP, np.zeros(32_000, np.int16))
    assert words is None or all(math.isfinite(word.score) for word in words)


@pytest.mark.parametrize("block", [7, 75])
def test_the_search_finds_what_a_slow_one_finds(monkeypatch, spoken_sentence, block):
    monkeypatch.setattr(path_search, "_BLOCK", block)
    texts = [*spoken_sentence.texts[:2], "photographers", *spoken_sentence.texts[2:4]]
    start, stop = spoken_sentence.spans[0].start - 0.2, spoken_sentence.spans[3].end + 0.2
    features = CepstrumReader.make().read(spoken_sentence.audio.cut(start, stop))
    model = load_acoustic_model(narrow=False)
    graph = make_graph(model, chain_of(texts))
    search = PathSearch(model, graph, SKIP)
    search.run(features)
    words = search.trace(search.end(whole(len(texts))))
    emitted = np.concatenate(
        [
            search._emitted(features[:, at : at + block], 0, len(graph.entry))
            for at in range(0, features.shape[1], block)
        ]
    )
    expected = slow_path(graph, emitted, len(texts))
    assert [(graph.owners[word], first, last) for word, first, last, _ in words] == expected


def slow_path(graph, emitted, count):
    """Items with first and last frame on the best path, state by state and frame by frame."""
    phones = len(graph.entry)
    nothing = (-math.inf, ())
    stay, leave = graph.transitions[:3], graph.transitions[3:]
    now = {}

    def better(one, two):
        return one if one[0] >= two[0] else two

    def reached(now, time):
        """The best way to stand at each main joint, and by leaving words out alone."""
        at, skipped = [], []
        for number, joint in enumerate(graph.main.tolist()):
            before = nothing
            if number:
                before = (at[-1][0] + SKIP, at[-1][1])
            elif time == 0:
                before = (0.0, ())
            here = before
            for phone in graph.exits.list_of(joint):
                score, path = now.get((phone, 2), nothing)
                here = better(here, (score + leave[2, phone], path))
            at.append(here)
            skipped.append(before)
        return at, skipped

    for time, heard in enumerate(emitted):
        _, skipped = reached(now, time)
        joints = dict(zip(graph.main.tolist(), skipped, strict=True))
        new = {}
        for phone in range(phones):
            entered = nothing
            for source in graph.sources.list_of(phone):
                if source >= phones:
                    way = joints.get(source - phones, nothing)
                else:
                    score, path = now.get((source, 2), nothing)
                    way = (score + leave[2, source], path)
                entered = better(entered, way)
            score, path = entered
            if graph.entry[phone] < 0:
                path = (*path, (int(graph.words[phone]), time))
            ways = {0: (score + graph.entry[phone], path)}
            for state in range(3):
                old = now.get((phone, state), nothing)
                best = (old[0] + stay[state, phone], old[1])
                if state:
                    from_before = now.get((phone, state - 1), nothing)
                    ways[state] = (from_before[0] + leave[state - 1, phone], from_before[1])
                best = better(best, ways[state])
                if best[0] > -math.inf:
                    new[phone, state] = (best[0] + heard[state, phone], best[1])
        now = new
    path = reached(now, len(emitted))[0][count][1]
    stops = [start for _, start in path[1:]] + [len(emitted)]
    return [
        (graph.owners[word], start, stop - 1)
        for (word, start), stop in zip(path, stops, strict=True)
        if word >= 0
    ]


def test_senones_are_scored_as_their_mixtures_say():
    model = load_acoustic_model(narrow=False)
    features = np.random.default_rng(1).normal(0, 4, (3, 5, 13)).astype(np.float32)
    full = np.concatenate([features**2, features, np.ones((3, 5, 1), np.float32)], axis=2)
    senones = np.flatnonzero(np.isin(model.books, [model.phones["AA"], model.phones["S"]]))
    senones = senones[np.argsort(model.books[senones], kind="stable")]
    wanted = np.arange(0, len(senones), 3)
    found = SenoneScorer(model, senones).score(full, wanted)
    books = {int(model.books[senones[at]]) for at in wanted}
    for column, at in enumerate(wanted.tolist()):
        senone, expected = senones[at], 0.0
        for stream in range(3):
            logs = {book: full[stream] @ model.densities[stream][book] for book in books}
            best = np.max([log.max(axis=1) for log in logs.values()], axis=0)
            dense = np.maximum(logs[int(model.books[senone])] - best[:, None], -96 * 0.1024)
            expected = expected + np.log(np.exp(dense) @ model.mixtures[stream][:, senone])
        np.testing.assert_allclose(found[:, column], expected, atol=0.01)


def test_a_phone_in_a_strange_context_is_the_likest_that_the_model_has():
    model = load_acoustic_model(narrow=False)
    numbers = model.phones
    inner = model.contexts[numbers["AE"], numbers["K"], numbers["T"], INSIDE]
    assert model.in_context(numbers["AE"], numbers["K"], numbers["T"], INSIDE) == inner
    silent = model.in_context(numbers["K"], numbers["SIL"], numbers["AE"], BEGIN)
    assert model.in_context(numbers["K"], numbers["+NSN+"], numbers["AE"], BEGIN) == silent
    assert model.in_context(numbers["SIL"], numbers["K"], numbers["AE"], INSIDE) == numbers["SIL"]


def test_the_model_for_a_narrow_band_expects_other_sounds():
    wide, narrow = (load_acoustic_model(narrow=narrow) for narrow in (False, True))
    assert not np.allclose(wide.densities[0], narrow.densities[0])
    np.testing.assert_array_equal(wide.mixtures[0], narrow.mixtures[0])


def test_differences_look_two_and_three_frames_around():
    ramp = np.arange(10, dtype=np.float32)[:, None] * np.ones(13, np.float32)
    streams = with_differences(ramp)
    assert streams.shape == (3, 10, 13)
    np.testing.assert_allclose(streams[0].mean(axis=0), 0.0, atol=1e-5)
    np.testing.assert_allclose(streams[1, 3:7], 4.0)
    np.testing.assert_allclose(streams[2, 3:7], 0.0)


def test_the_features_leave_no_file_behind(tmp_path, monkeypatch, spoken_sentence):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    reader = CepstrumReader.make()
    features = reader.read(spoken_sentence.audio.samples)
    assert features.shape[0] == 3 and features.shape[2] == 27
    assert features.shape[1] == pytest.approx(spoken_sentence.audio.duration * 100, abs=4)
    assert list(tmp_path.iterdir()) == []


def test_without_a_place_for_the_features_it_says_so(tmp_path, monkeypatch, spoken_sentence):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    reader = CepstrumReader.make()
    tmp_path.rmdir()
    with pytest.raises(EngineError, match="name another folder in TMPDIR"):
        reader.read(spoken_sentence.audio.samples)
