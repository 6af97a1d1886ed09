"""Moving word boundaries to where the sound changes over from one phone to the next.

Hidden Markov models place boundaries with an error of their own, which differs by phones and from
voice to voice. A small convolutional network looks at 0.2 seconds of sound around a boundary, knows
the phones on both sides, and gives the distance to the true one. Correcting a forced alignment in
this way follows Toledano, Hernández Gómez and Villarrubia Grande (IEEE Transactions on Speech and
Audio Processing 11(6), 2003). The network was trained on synthesised speech with exact times (see
`benchmarks/boundaries`), so that it is believed in part only.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources

import numpy as np
import numpy.typing as npt

from pullquote.align.media.audio import SAMPLE_RATE, Audio
from pullquote.align.placing.findings import Placement
from pullquote.align.spoken_forms.script import Pronouncer, Script
from pullquote.align.times import TimeSpan

PHONES = (
    *("AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY"),
    *("F", "G", "HH", "IH", "IY", "JH", "K", "L", "M", "N", "NG", "OW", "OY", "P"),
    *("R", "S", "SH", "T", "TH", "UH", "UW", "V", "W", "Y", "Z", "ZH"),
    "SIL",
)
SILENCE = len(PHONES) - 1
FRAMES, BANDS = 40, 26
"""Size of the picture of the sound that the network sees."""

UNIT = 0.01
"""Seconds; the unit of the network's output."""

_HOP = SAMPLE_RATE // 200
_WINDOW = 4 * _HOP
_FFT = 512
_LOWEST, _HIGHEST = 100.0, 7500.0
"""Hz."""
_FLOOR = 1e3
"""Power below which a band is silent, for samples of 16 bits."""
_PAUSE = 0.03
"""Seconds of silence between words from which on each has an edge of its own."""
BELIEF = 0.6
"""Share of the way to the network's boundary that an edge is moved. Measured: on kinds of voices
that it did not learn from, and on people's, half the way leaves the fewest edges far off; on those
that it knows, more does."""
FURTHEST = 0.05
"""Seconds that an edge is moved at most: beyond that it is not a matter of precision."""
_GIVEN_UP = 0.4
"""Share of a word that it may lose on either side."""
_BATCH = 256

Reals = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Boundary:
    """A moment between two phones, one of which may be silence."""

    time: float
    """Seconds."""
    left: int
    """Index in PHONES."""
    right: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A boundary at which a word ends, or starts, or both."""

    boundary: Boundary
    ends: int | None
    """Number of the word that ends here."""
    starts: int | None
    earlier: float
    """Seconds that the edge may move back at most."""
    later: float


def refine_boundaries(
    audio: Audio, script: Script, lexicon: Pronouncer, placements: Sequence[Placement]
) -> tuple[Placement, ...]:
    """The same placements, their edges moved by up to 50 ms.

    `placements` are in order of time and do not overlap. Words that follow each other without a
    pause still do so afterwards, and every word keeps some of its place.
    """
    spans = [p.span for p in placements]
    edges = find_edges(script, lexicon, placements)
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    offsets = predict_offsets(audio, [edge.boundary for edge in edges])
    for edge, offset in zip(edges, offsets, strict=True):
        by = BELIEF * min(FURTHEST, max(-FURTHEST, float(offset)))
        time = edge.boundary.time + min(edge.later, max(-edge.earlier, by))
        if edge.ends is not None:
            ends[edge.ends] = time
        if edge.starts is not None:
            starts[edge.starts] = time
    return tuple(
        replace(placed, span=TimeSpan(start, end))
        for placed, start, end in zip(placements, starts, ends, strict=True)
    )


def find_edges(script: Script, lexicon: Pronouncer, placements: Sequence[Placement]) -> list[Edge]:
    """The edges of all words, with so much room that no word vanishes and none overlap."""
    phones = [_outer_phones(script, lexicon, p.item) for p in placements]
    return list(_edges([p.span for p in placements], phones))


def _outer_phones(script: Script, lexicon: Pronouncer, item: int) -> tuple[int, int] | None:
    """The first and the last phone of an item, as indices in PHONES; None when unknown."""
    form = script.items[item].forms[0]
    first, last = (lexicon.pronunciations(word) for word in (form[0], form[-1]))
    if not first or not last:
        return None
    outer = first[0].split()[0], last[0].split()[-1]
    return (PHONES.index(outer[0]), PHONES.index(outer[1])) if {*outer} <= {*PHONES} else None


def _edges(spans: Sequence[TimeSpan], phones: Sequence[tuple[int, int] | None]) -> Iterator[Edge]:
    for number in range(len(spans) + 1):
        left = number - 1 if number > 0 else None
        right = number if number < len(spans) else None
        before = phones[left] if left is not None else None
        after = phones[right] if right is not None else None
        ended = spans[left].end if left is not None else 0.0
        begun = spans[right].start if right is not None else ended + 1.0
        inside_left = _GIVEN_UP * spans[left].duration if left is not None else 0.0
        inside_right = _GIVEN_UP * spans[right].duration if right is not None else 0.0
        if left is not None and right is not None and begun - ended < _PAUSE:
            if before is not None and after is not None:
                joint = Boundary((ended + begun) / 2, before[1], after[0])
                yield Edge(joint, left, right, inside_left, inside_right)
            continue
        room = max(0.0, begun - ended) / 2
        if before is not None:
            yield Edge(Boundary(ended, before[1], SILENCE), left, None, inside_left, room)
        if after is not None:
            yield Edge(Boundary(begun, SILENCE, after[0]), None, right, room, inside_right)


def predict_offsets(audio: Audio, boundaries: Sequence[Boundary]) -> Reals:
    """Seconds from each boundary to the true one, as the network hears it; shape (n,)."""
    network = _network()
    offsets = np.zeros(len(boundaries), np.float32)
    for first in range(0, len(boundaries), _BATCH):
        batch = boundaries[first : first + _BATCH]
        sound = picture_sound(audio.samples, [boundary.time for boundary in batch])
        phones = np.array([(boundary.left, boundary.right) for boundary in batch])
        offsets[first : first + len(batch)] = network(sound, phones)
    return offsets


def picture_sound(samples: npt.NDArray[np.int16], times: Sequence[float]) -> Reals:
    """Logarithmic mel spectra of the 0.2 s around each of these moments, less their mean.

    `times` are seconds from the first sample; silence stands where there are no samples. Returns
    shape (n, FRAMES, BANDS).
    """
    length = (FRAMES - 1) * _HOP + _WINDOW
    reach = (FRAMES * _HOP + _WINDOW) // 2
    begins = [round(time * SAMPLE_RATE - reach) for time in times]
    stretches = np.stack([_stretch(samples, begin, length) for begin in begins])
    stretches[:, 1:] -= 0.97 * stretches[:, :-1]
    frames = np.lib.stride_tricks.sliding_window_view(stretches, _WINDOW, axis=1)[:, ::_HOP]
    spectrum = np.abs(np.fft.rfft(frames * np.hanning(_WINDOW), _FFT)) ** 2
    bands = np.log(spectrum @ _mel_bands().T + _FLOOR)
    centred: Reals = (bands - bands.mean(axis=1, keepdims=True)).astype(np.float32)
    return centred


def _stretch(samples: npt.NDArray[np.int16], begin: int, length: int) -> npt.NDArray[np.float64]:
    whole = np.zeros(length)
    low, high = max(0, begin), max(0, min(len(samples), begin + length))
    whole[low - begin : max(low, high) - begin] = samples[low : max(low, high)]
    return whole


@functools.cache
def _mel_bands() -> npt.NDArray[np.float64]:
    """Triangles of equal width on the mel scale, shape (BANDS, _FFT // 2 + 1)."""
    low, high = (2595.0 * np.log10(1.0 + hz / 700.0) for hz in (_LOWEST, _HIGHEST))
    corners = 700.0 * (10.0 ** (np.linspace(low, high, BANDS + 2) / 2595.0) - 1.0)
    hertz = np.fft.rfftfreq(_FFT, 1.0 / SAMPLE_RATE)
    rising = (hertz - corners[:-2, None]) / (corners[1:-1] - corners[:-2])[:, None]
    falling = (corners[2:, None] - hertz) / (corners[2:] - corners[1:-1])[:, None]
    return np.clip(np.minimum(rising, falling), 0.0, None)


class _Network:
    """Three convolutions over time, then two layers that know the phones as well."""

    def __init__(self, weights: dict[str, Reals]) -> None:
        self._weights = weights

    def __call__(self, sound: Reals, phones: npt.NDArray[np.int64]) -> Reals:
        """Seconds from the middle of each picture (n, FRAMES, BANDS) to the boundary, shape (n,).

        `phones` has shape (n, 2).
        """
        w = self._weights
        hidden = _convolved(sound, w["conv1.weight"], w["conv1.bias"])
        hidden = _convolved(hidden, w["conv2.weight"], w["conv2.bias"])
        hidden = _convolved(hidden, w["conv3.weight"], w["conv3.bias"], step=2)
        flat = hidden.transpose(0, 2, 1).reshape(len(hidden), -1)
        known = [flat, w["left.weight"][phones[:, 0]], w["right.weight"][phones[:, 1]]]
        joined = np.concatenate(known, axis=1)
        inner = np.maximum(joined @ w["inner.weight"].T + w["inner.bias"], 0.0)
        out: Reals = (inner @ w["outer.weight"].T + w["outer.bias"])[:, 0] * UNIT
        return out


def _convolved(frames: Reals, weight: Reals, bias: Reals, step: int = 1) -> Reals:
    """A convolution over time and a rectifier: frames (n, t, c), weight (out, c, width)."""
    width = weight.shape[2]
    padded = np.pad(frames, ((0, 0), (width // 2, width // 2), (0, 0)))
    views = np.lib.stride_tricks.sliding_window_view(padded, width, axis=1)[:, ::step]
    count, steps = views.shape[:2]
    rows = views.reshape(count * steps, -1) @ weight.reshape(len(weight), -1).T
    out: Reals = np.maximum(rows.reshape(count, steps, -1) + bias, 0.0)
    return out


@functools.cache
def _network() -> _Network:
    path = resources.files("pullquote.align.placing") / "edges.npz"
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return _Network({name: stored[name].astype(np.float32) for name in stored.files})
