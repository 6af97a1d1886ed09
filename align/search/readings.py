"""Figures and symbols in the several ways in which they are spoken, for searching."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pullquote.align.reading.word_boundaries import split_words
from pullquote.align.search.word_stream import fold_words
from pullquote.align.spoken_forms.forms import Forms
from pullquote.align.spoken_forms.sequences import spoken_sequence

_READINGS = 3
"""Spoken forms of a number that are searched."""
_HAS_READINGS = re.compile(r"[\d&%@+=°]|^[A-Z][a-z]{0,3}\.$")


def searched_forms(texts: Sequence[str], language: str) -> list[Forms]:
    """The first readings of texts that are figures or symbols, or follow one; none of others."""
    has_readings = [bool(_HAS_READINGS.search(text)) for text in texts]
    if not any(has_readings):
        return [()] * len(texts)
    follows = [False, *has_readings[:-1]]
    forms = spoken_sequence(texts, language)
    return [
        form[:_READINGS] if here or after else ()
        for form, here, after in zip(forms, has_readings, follows, strict=True)
    ]


def query_readings(query: str, words: Sequence[str], language: str) -> list[list[str]]:
    """A query as it may be spoken; its `words` alone when there is no number in it."""
    chunks = [query[start:end] for start, end in split_words(query)]
    spoken = searched_forms(chunks, language)
    if not any(spoken):
        return [[*words]]
    readings: list[list[str]] = []
    for number in range(_READINGS):
        reading: list[str] = []
        for chunk, forms in zip(chunks, spoken, strict=True):
            form = " ".join(forms[min(number, len(forms) - 1)]) if forms else chunk
            reading += fold_words(form)
        if reading and reading not in readings:
            readings.append(reading)
    return readings
