"""`pullquote align` lists the stretches to listen to."""

from __future__ import annotations

import re
from dataclasses import replace

from pullquote.align.model.aligned_word import Status
from pullquote.align.model.alignment import Alignment
from pullquote.ui.cli.doubts import review_document, review_lines


def test_a_word_between_found_ones_is_listed_first_with_its_time(
    true_alignment: Alignment,
) -> None:
    lost = next(
        i
        for i in range(30, 60)
        if true_alignment.words[i].span and true_alignment.words[i + 1].span
    )
    words = list(true_alignment.words)
    words[lost] = replace(words[lost], span=None, confidence=0.7, status=Status.ABSENT)
    alignment = replace(true_alignment, words=tuple(words))
    heading, first, *_ = review_lines(alignment)
    assert heading == "Listen to these before you publish:"
    text = words[lost].token.text
    assert re.fullmatch(rf"  0:\d\d\.\d-0:\d\d\.\d  not found: “{text}” \(word {lost}\)", first)
    entry = next(e for e in review_document(alignment) if e["first"] == lost)
    assert (entry["last"], entry["text"], entry["reason"]) == (lost, text, "not found")
