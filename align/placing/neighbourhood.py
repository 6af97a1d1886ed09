"""A few words placed between neighbours whose times are known: a correction takes a second or two.

Nothing is listened to: the stretch between the neighbours is aligned by force with the words
between them, and `judging` decides, as it does at the second look, which of them were said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from pullquote.align.media.audio import decode
from pullquote.align.model.alignment import AlignedWord, Alignment
from pullquote.align.placing.edges import refine_boundaries
from pullquote.align.placing.findings import Findings, in_order
from pullquote.align.placing.forced_alignment import ScriptAligner, against
from pullquote.align.placing.judgement.contrast import find_contrast
from pullquote.align.placing.judgement.judging import judge
from pullquote.align.placing.judgement.likeness import Sounds
from pullquote.align.placing.judgement.word_evidence import Candidate, Hearing
from pullquote.align.placing.verdicts import assemble_words
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.recognizers import pocketsphinx as sphinx
from pullquote.align.recognizers.pocketsphinx import WIDE_BEAM, Arc
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.script import count_phones, make_script
from pullquote.align.times import TimeSpan

_CONTEXT = 4
"""Placed words on each side that are aligned with those that are looked for."""
_SKIP, _SKIP_KNOWN = 5.0, 25.0
"""Nats a phone against leaving out a word that is looked for, and one whose place is known."""
_LONGEST = 40.0
"""Seconds between the outermost neighbours."""
_MARGIN = 0.03
"""Seconds beyond them."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Tokens `first` to `stop` (excluded), of which those outside of the asked have times."""

    first: int
    stop: int
    span: TimeSpan


def place_between(
    media: Path, alignment: Alignment, first: int, last: int, monitor: Monitor = SILENT
) -> Alignment | None:
    """The alignment with the tokens `first` to `last` placed between their neighbours.

    English only, by pocketsphinx. None where that is not possible: no neighbour with a time on
    either side, more than forty seconds between them, another language. Raises MediaError.
    """
    stretch = _stretch_around(alignment, first, last)
    if stretch is None or alignment.language != "en" or not sphinx.is_available():
        return None
    monitor.report("align", 0.2)
    words = _place(media, alignment, stretch, (first, last))
    if words is None:
        return None
    monitor.report("align", 1.0)
    known = alignment.words
    return replace(alignment, words=(*known[:first], *words, *known[last + 1 :]))


def _stretch_around(alignment: Alignment, first: int, last: int) -> _Stretch | None:
    """The words and the time that are aligned again; None where the neighbours say too little."""
    words = alignment.words

    def timed(places: range) -> list[int]:
        return [place for place in places if words[place].span is not None][:_CONTEXT]

    before, after = timed(range(first - 1, -1, -1)), timed(range(last + 1, len(words)))
    if not before or not after:
        return None
    begin, end = words[before[-1]].span, words[after[-1]].span
    assert begin is not None
    assert end is not None
    start, stop = max(0.0, begin.start - _MARGIN), end.end + _MARGIN
    if not start < stop <= start + _LONGEST:
        return None
    return _Stretch(before[-1], after[-1] + 1, TimeSpan(start, stop))


def _place(
    media: Path, alignment: Alignment, stretch: _Stretch, asked: tuple[int, int]
) -> tuple[AlignedWord, ...] | None:
    """The asked words with their times; None when the sound fits none of the words around."""
    part = alignment.transcript.part(stretch.first, stretch.stop)
    script = make_script(part, "en")
    first, last = asked[0] - stretch.first, asked[1] - stretch.first
    audio = decode(media, start=stretch.span.start, end=stretch.span.end)
    lexicon = load_lexicon()
    aligner = ScriptAligner(audio, script, lexicon)
    count = len(script.items)
    tokens = [item.token for item in script.items]
    sought = {item for item in range(count) if first <= tokens[item] <= last}
    known = {
        item
        for item in range(count)
        if item not in sought and alignment.words[stretch.first + tokens[item]].span is not None
    }
    fresh = iter(range(count + 1, 1_000_000))
    arcs: list[Arc] = []
    for item in range(count):
        arcs.extend(aligner.item_arcs(item, item, item + 1, fresh))
        price = _SKIP_KNOWN if item in known else _SKIP
        arcs.append(Arc(item, item + 1, against(price * aligner.phones(item))))
    path = aligner.align(arcs, count, TimeSpan(0.0, audio.duration), beam=WIDE_BEAM)
    if path is None:
        return None
    candidates = [
        Candidate(p, p.item not in known, 0 if p.item in known else len(sought))
        for p in path.placements
    ]
    contrast = find_contrast(aligner, [p for p in path.placements if p.item in known])
    verdicts = judge(candidates, Hearing((), False), Sounds(script, lexicon), contrast)
    judged = [
        (replace(candidate.placement, probability=verdict.confidence), verdict)
        for candidate, verdict in zip(candidates, verdicts, strict=True)
    ]
    kept = [p for p, verdict in judged if p.item in known or verdict.is_kept]
    findings = Findings(
        refine_boundaries(audio, script, lexicon, in_order(kept)),
        (),
        rejected=tuple(
            (p.item, verdict.said)
            for p, verdict in judged
            if p.item not in known and not verdict.is_kept
        ),
    )
    words = assemble_words(part, script, findings, count_phones(script, "en"))
    return tuple(
        replace(
            word,
            token=alignment.transcript.tokens[stretch.first + place],
            span=None if word.span is None else word.span.shift(stretch.span.start),
        )
        for place, word in enumerate(words)
        if first <= place <= last
    )
