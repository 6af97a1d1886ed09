"""Words that were heard and not placed keep the times at which they were heard."""

from __future__ import annotations

import itertools

from hypothesis import given, strategies as st

from pullquote.align.model.words import EngineInfo, Recognition, Word
from pullquote.align.placing.findings import Findings, Placement
from pullquote.align.placing.recognition.hole_edges import MOST
from pullquote.align.placing.recognition.recognized import with_heard_times
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan

TEXT = "we went down to the river and then waited there for a boat home again"
TEXTS = TEXT.split()
HEARD = tuple(
    Word(text, TimeSpan(0.4 * k, 0.4 * k + 0.35), 0.5 + 0.03 * k) for k, text in enumerate(TEXTS)
)
RECOGNITION = Recognition(HEARD, "en", EngineInfo("whisper", "1"))
SCRIPT = make_script(parse_transcript(" ".join(TEXTS)), "en")


def placed(item, late=0.0):
    span = HEARD[item].span.shift(late)
    return Placement(item, span, -2.0, True, 0.98)


def test_what_was_placed_stays_and_the_rest_has_the_times_of_the_recogniser():
    found = Findings(tuple(placed(k) for k in (0, 1, 2, 6, 7)), (), rejected=((4, 0.2),))
    all_of_it = with_heard_times(found, RECOGNITION, SCRIPT)
    assert [p.item for p in all_of_it.placements] == list(range(len(TEXTS)))
    assert all(a.span == b.span for a, b in zip(all_of_it.placements, HEARD, strict=True))
    assert all(p in all_of_it.placements for p in found.placements)
    only_heard = [p for p in all_of_it.placements if p not in found.placements]
    assert all((p.probability or 0.0) <= MOST for p in only_heard)
    assert all_of_it.rejected == ()


def test_a_time_that_lies_outside_of_its_neighbours_is_not_taken():
    found = Findings((placed(3, late=1.0), placed(5, late=1.0)), ())
    items = {p.item: p for p in with_heard_times(found, RECOGNITION, SCRIPT).placements}
    # The fourth word was heard before the third was placed.
    assert 4 not in items
    assert items[3].span == found.placements[0].span


@given(st.dictionaries(st.integers(0, len(TEXTS) - 1), st.floats(0, 0.04), max_size=8))
def test_placements_are_in_order_wherever_the_others_are(known):
    placements = tuple(placed(item, late) for item, late in sorted(known.items()))
    spans = [
        p.span for p in with_heard_times(Findings(placements, ()), RECOGNITION, SCRIPT).placements
    ]
    assert all(a.end <= b.start + 1e-6 for a, b in itertools.pairwise(spans))
    assert len(spans) == len(TEXTS)
