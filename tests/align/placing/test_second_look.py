"""Words that were said are found at the second look, words that were not are left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pullquote.align.model.words import Word
from pullquote.align.placing.findings import Findings, Placement
from pullquote.align.placing.forced_alignment import ScriptAligner
from pullquote.align.placing.judging import LEAST, WEIGHTS, Candidate, describe, said
from pullquote.align.placing.second_look import look_again, with_second_look
from pullquote.align.placing.verdicts import assemble_words
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.script import count_phones, make_script
from pullquote.align.times import TimeSpan

pytest.importorskip("pocketsphinx")


def _placed(aligner: ScriptAligner, duration: float) -> list[Placement]:
    path = aligner.align_chain(0, len(aligner.script.items), TimeSpan(0.0, duration), is_whole=True)
    assert path is not None
    return list(path.placements)


def _aligner(answer, text: str | None = None) -> ScriptAligner:
    script = answer.script if text is None else make_script(parse_transcript(text), "en")
    return ScriptAligner(answer.audio, script, load_lexicon())


def test_words_that_following_left_out_are_found_where_they_are_said(answer) -> None:
    aligner = _aligner(answer)
    placed = _placed(aligner, answer.audio.duration)
    assert len(placed) == len(aligner.script.items)
    lost = {5, 12, 13, 14, 30}
    kept = [p for p in placed if p.item not in lost]
    found = with_second_look(Findings(tuple(kept), ()), aligner)
    assert [p.item for p in found.placements] == [p.item for p in placed]
    by_item = {p.item: p for p in found.placements}
    for item in lost:
        assert abs(by_item[item].span.start - placed[item].span.start) < 0.1
        assert by_item[item].probability is not None


def test_words_that_nobody_said_get_no_time(answer) -> None:
    texts = list(answer.texts)
    texts[20:20] = ["zebra", "crossing", "photograph"]
    aligner = _aligner(answer, " ".join(texts))
    inserted = {20, 21, 22}
    kept = _placed(_aligner(answer), answer.audio.duration)
    moved = [replace(p, item=p.item + 3) if p.item >= 20 else p for p in kept]
    found = with_second_look(Findings(tuple(moved), ()), aligner)
    assert not inserted & {p.item for p in found.placements}
    assert {p.item for p in found.placements} == {p.item for p in moved}


def test_a_word_found_before_that_does_not_fit_is_taken_back(answer) -> None:
    texts = list(answer.texts)
    texts[20] = "zebra's"
    aligner = _aligner(answer, " ".join(texts))
    placed = _placed(_aligner(answer), answer.audio.duration)
    wrong = replace(placed[20], score=-9.0)
    found = with_second_look(Findings((*placed[:20], wrong, *placed[21:]), ()), aligner)
    assert 20 not in {p.item for p in found.placements}
    ((item, probability),) = [entry for entry in found.rejected if entry[0] == 20]
    assert item == 20 and probability < LEAST


def test_what_was_rejected_is_absent_as_surely_as_it_is_improbable() -> None:
    transcript = parse_transcript("one two three")
    script = make_script(transcript, "en")
    placements = tuple(
        Placement(item, TimeSpan(start, start + 0.3), -2.0, probability=0.97)
        for item, start in ((0, 0.0), (2, 0.6))
    )
    findings = Findings(placements, (), rejected=((1, 0.3),))
    words = assemble_words(transcript, script, findings, count_phones(script, "en"))
    assert [w.status.value for w in words] == ["heard", "absent", "heard"]
    assert [w.confidence for w in words] == [0.97, 0.7, 0.97]


def test_what_was_heard_instead_of_a_word_that_was_said_is_forgotten(answer) -> None:
    aligner = _aligner(answer)
    placed = _placed(aligner, answer.audio.duration)
    misheard = Word("misheard", placed[12].span, 0.5)
    elsewhere = Word("elsewhere", TimeSpan(0.0, 0.05), 0.5)
    kept = tuple(p for p in placed if p.item != 12)
    found = with_second_look(Findings(kept, (elsewhere, misheard)), aligner)
    assert 12 in {p.item for p in found.placements}
    assert found.others == (elsewhere,)


def test_a_run_too_long_or_without_neighbours_is_not_looked_for(answer) -> None:
    aligner = _aligner(answer)
    placed = _placed(aligner, answer.audio.duration)
    assert look_again(aligner, placed[3:-3]) == []
    assert look_again(aligner, []) == []
    assert with_second_look(Findings((), ()), aligner) == Findings((), ())


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (
            Candidate(_p := Placement(3, TimeSpan(1.0, 1.4), -2.0), False, 0),
            Candidate(replace(_p, score=-7.0), False, 0),
        ),
        (Candidate(replace(_p, heard=True), False, 0), Candidate(_p, False, 0)),
        (Candidate(_p, False, 0), Candidate(_p, True, 1)),
    ],
)
def test_evidence_points_the_right_way(better: Candidate, worse: Candidate) -> None:
    around = [
        Candidate(Placement(item, TimeSpan(item - 2.0, item - 1.6), -2.0), False, 0)
        for item in (2, 4)
    ]
    chances = [
        said([around[0], candidate, around[1]], (), lambda _: 5)[1] for candidate in (better, worse)
    ]
    assert chances[0] > chances[1]


def test_each_weight_has_its_column() -> None:
    placement = Placement(0, TimeSpan(0.0, 0.4), -2.0)
    assert describe([Candidate(placement, False, 0)], (), lambda _: 5).shape == (1, len(WEIGHTS))
    assert said([], (), lambda _: 5) == []
