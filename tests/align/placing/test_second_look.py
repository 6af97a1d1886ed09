"""Words that were said are found at the second look, words that were not are left out."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from pullquote.align.model.words import Word
from pullquote.align.placing.findings import Findings, Placement
from pullquote.align.placing.forced_alignment import ScriptAligner
from pullquote.align.placing.judgement.judging import EMBEDDED
from pullquote.align.placing.second_look import find_candidates, look_again, with_second_look
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
    assert item == 20 and probability < EMBEDDED.least


@pytest.mark.parametrize(("lost", "rejected"), [({9}, set()), ({9, 21}, {9, 21})])
def test_words_without_a_place_are_not_guessed_at_where_the_transcript_is_wrong(
    answer, monkeypatch, lost: set[int], rejected: set[int]
) -> None:
    monkeypatch.setattr("pullquote.align.placing.second_look.look_again", lambda *_: [])
    aligner = _aligner(answer)
    placed = _placed(aligner, answer.audio.duration)
    found = with_second_look(Findings(tuple(p for p in placed if p.item not in lost), ()), aligner)
    assert {item for item, _ in found.rejected} == rejected
    phones = count_phones(aligner.script, "en")
    text = parse_transcript(" ".join(answer.texts))
    words = assemble_words(text, aligner.script, found, phones)
    guessed = {k for k, word in enumerate(words) if word.status.value == "estimated"}
    assert guessed == lost - rejected


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


def test_words_at_both_ends_are_found_too(answer) -> None:
    aligner = _aligner(answer)
    placed = _placed(aligner, answer.audio.duration)
    found = look_again(aligner, placed[3:-3])
    assert [p.item for p in found] == [p.item for p in (*placed[:3], *placed[-3:])]
    for p in found:
        assert abs(p.span.start - placed[p.item].span.start) < 0.1


def test_a_long_run_of_missing_words_is_found(answer) -> None:
    aligner = _aligner(answer)
    placed = _placed(aligner, answer.audio.duration)
    kept = [*placed[:2], *placed[-2:]]
    found = look_again(aligner, kept)
    assert len(found) >= 0.9 * (len(placed) - 4)


def test_without_any_placed_word_there_is_nowhere_to_look(answer) -> None:
    aligner = _aligner(answer)
    assert look_again(aligner, []) == []
    assert with_second_look(Findings((), ()), aligner) == Findings((), ())


def test_what_whisper_heard_instead_decides_over_a_word_of_middling_score(answer) -> None:
    """The same word at the same place: once Whisper heard something like it, once another word."""
    aligner = _aligner(answer)
    placed = _placed(aligner, answer.audio.duration)
    item = max(range(5, len(placed) - 5), key=lambda k: placed[k].span.duration)
    weak = [replace(p, score=-5.0) if p.item == item else replace(p, heard=True) for p in placed]
    words = aligner.script.words
    chances = []
    for text in (words[item] + "s", "no"):
        heard = [Word(words[p.item], p.span, 0.95) for p in placed]
        heard[item] = Word(text, placed[item].span, 0.95)
        found = with_second_look(Findings(tuple(weak), ()), aligner, heard)
        (placement,) = [p for p in found.placements if p.item == item] or [None]
        rejected = dict(found.rejected)
        chances.append(placement.probability if placement else -rejected[item])
    assert chances[0] > chances[1]


def test_a_word_squeezed_in_before_a_pause_is_moved_before_it_is_judged(
    answer, monkeypatch
) -> None:
    aligner = _aligner(answer)
    placed = _placed(aligner, answer.audio.duration)
    asked: list[frozenset[int]] = []
    monkeypatch.setattr(
        "pullquote.align.placing.second_look.find_squeezed", lambda *_: frozenset({4})
    )

    def mended(_, known, doubtful):
        asked.append(doubtful)
        return [replace(p, score=-1.0) if n in doubtful else p for n, p in enumerate(known)]

    monkeypatch.setattr("pullquote.align.placing.second_look.mend", mended)
    candidates, _ = find_candidates(placed, aligner)
    assert asked == [frozenset({4})]
    assert candidates[4].placement.score == -1.0


class Asked:
    """An aligner of items with two phones each that finds nothing and keeps what it was asked."""

    def __init__(self, items: int) -> None:
        self.script = SimpleNamespace(items=range(items))
        self.audio = SimpleNamespace(duration=100.0)
        self.graphs: list[tuple[int, TimeSpan]] = []

    def phones(self, item: int) -> int:
        assert item in self.script.items
        return 2

    def item_arcs(self, item: int, *_: object) -> list[object]:
        assert item in self.script.items
        return []

    def align(self, arcs: object, final: int, span: TimeSpan, beam: float) -> None:
        self.graphs.append((final, span))


def _steady(*items: int) -> list[Placement]:
    """Words half a second long, each at the second of its item and 50 s later."""
    return [Placement(item, TimeSpan(50.0 + item, 50.5 + item), -2.0) for item in items]


def test_missing_words_are_aligned_with_three_neighbours_on_each_side() -> None:
    asked = Asked(12)
    look_again(asked, _steady(0, 1, 2, 3, 4, 7, 8, 9, 10, 11))
    ((states, span),) = asked.graphs
    assert states == 8  # items 2 to 9
    assert (span.start, span.end) == pytest.approx((51.97, 59.53))


def test_the_first_word_is_a_neighbour_and_words_after_a_pause_are_not() -> None:
    asked = Asked(4)
    first, second = _steady(0, 2)
    late = Placement(3, TimeSpan(60.0, 60.5), -2.0)
    look_again(asked, [first, second, late])
    ((states, span),) = asked.graphs
    assert states == 3
    assert (span.start, span.end) == pytest.approx((49.97, 52.53))


def test_words_at_both_ends_are_looked_for_as_far_out_as_they_may_last() -> None:
    asked = Asked(8)
    look_again(asked, _steady(3, 4))
    (before, at_start), (after, at_end) = asked.graphs
    assert (before, after) == (5, 5)
    assert at_start.start == pytest.approx(53.0 - 0.03 - 3 * 2 * 0.3)
    assert at_end.end == pytest.approx(54.5 + 0.03 + 3 * 2 * 0.3)


def test_a_word_found_again_knows_how_many_were_missing_beside_it(answer) -> None:
    aligner = _aligner(answer)
    placed = _placed(aligner, answer.audio.duration)
    candidates, _ = find_candidates([p for p in placed if p.item not in {12, 13, 14}], aligner)
    again = {c.placement.item: c.missing for c in candidates if c.again}
    assert again == {12: 3, 13: 3, 14: 3}


def test_a_single_word_missing_at_the_beginning_is_looked_for() -> None:
    asked = Asked(3)
    look_again(asked, _steady(1, 2))
    assert [states for states, _ in asked.graphs] == [3]
