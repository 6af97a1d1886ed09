from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.accuracy.languages import Case, damaged, table_row
from benchmarks.measuring.scoring import HypWord, score
from benchmarks.recordings.espeak_speech import missing_reason, speak
from benchmarks.recordings.ten_languages import TEXTS
from benchmarks.recordings.truth import Kind, TruthToken
from pullquote.align.media.audio import Audio
from pullquote.align.model.words import Word
from pullquote.align.placing.recognition.recognized import place_by_phones
from pullquote.align.progress import SILENT
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.pronouncers.pronouncer import find_pronouncer
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan


def case(words: int) -> Case:
    tokens = tuple(TruthToken(f"w{k}", Kind.SPOKEN, float(k), k + 0.5) for k in range(words))
    return Case("fr", Path("x.flac"), " ".join(token.text for token in tokens), tokens)


def test_a_word_from_elsewhere_follows_every_twentieth() -> None:
    found = damaged(case(40))
    inserted = [k for k, token in enumerate(found.tokens) if token.kind is Kind.INSERTED]
    assert [found.tokens[k].text for k in inserted] == ["w30", "w10"]
    assert [found.tokens[k - 1].text for k in inserted] == ["w10", "w30"]
    assert found.text.split() == [token.text for token in found.tokens]


def test_a_row_counts_lost_and_false_words() -> None:
    ref = (*case(4).tokens, TruthToken("extra", Kind.INSERTED))
    hyp = [HypWord("w0", 0.01, 0.5), HypWord("w1", 3.0, 3.5), HypWord("extra", 5.0, 5.1)]
    row = table_row("fr", [score(ref, hyp)], 1.5).split()
    assert row == ["fr", "1005", "50.0", "50.0", "50.0", "1", "2/4", "1/1", "1.5"]


def test_every_text_has_a_number() -> None:
    assert len(TEXTS) == 10
    assert all(any(char.isdecimal() for char in text) for text in TEXTS.values())


@pytest.mark.skipif(missing_reason() is not None, reason=str(missing_reason()))
def test_french_words_that_were_not_heard_are_found_by_their_phones() -> None:
    sound, tokens = speak("Le marché ouvre à sept heures, bien avant l'arrivée du train.", "fr")
    script = make_script(parse_transcript(" ".join(token.text for token in tokens)), "fr")
    heard = [
        Word(word, TimeSpan(token.start + 0.05, token.end), 0.9)
        for word, token in zip(script.words, tokens, strict=True)
        if word not in ("sept", "avant") and token.start is not None and token.end is not None
    ]
    audio = Audio((sound * 32767).astype(np.int16))
    pronouncer = find_pronouncer("fr")
    assert pronouncer is not None
    found = place_by_phones(audio, script, heard, pronouncer, SILENT).placements
    assert [p.item for p in found] == [*range(len(tokens))]
    off = [abs(p.span.start - (tokens[p.item].start or 0.0)) for p in found]
    assert np.median(off) < 0.03 and max(off) < 0.15, off
