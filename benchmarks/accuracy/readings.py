"""Checks that the aligner recognises which way a token was read aloud (needs flite).

    python -m benchmarks.accuracy.readings

Each sentence is written with figures and signs, and spoken by a synthetic voice in one of the ways
in which people read it. All readings that `spoken_forms.sequences` offers stand in parallel in one
graph; the number of sentences whose best path has the words that were spoken is printed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import numpy as np

from pullquote.align.recognizers.pocketsphinx import Arc, GraphAligner
from pullquote.align.spoken_forms.forms import Forms
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.sequences import spoken_sequence

SENTENCES = (
    (
        "The bill was $3.5 million on May 5, 2015.",
        "the bill was three and a half million dollars on may the fifth two thousand and fifteen",
    ),
    (
        "Henry VIII had 6 wives and 1,234 chairs.",
        "henry the eighth had six wives and twelve thirty four chairs",
    ),
    (
        "We paid $20/hour in the '90s for 10-15 people.",
        "we paid twenty dollars an hour in the nineties for ten to fifteen people",
    ),
    (
        "At 12:30 the GPT-4 model ran on 8 H100 GPUs.",
        "at half past twelve the g. p. t. four model ran on eight h. one hundred g. p. u.s",
    ),
    (
        "It's 1/2 of 50% i.e. 0.25 in 1905.",
        "it is a half of fifty percent that is point two five in nineteen oh five",
    ),
    (
        "AT&T vs. NASA: 007 on 12/25, e.g. at 3:05pm.",
        "a. t. and t. versus nasa double oh seven on december twenty fifth for example "
        "at three oh five p. m.",
    ),
    (
        "He/she ran 5km in 20°C, wearing a 2XL.",
        "he or she ran five kilometers in twenty degrees celsius wearing a two x. l.",
    ),
)
VOICES = ("slt", "rms")
FORMS = 4
"""Readings put in parallel, as in `spoken_forms.script`."""


def parallel_graph(tokens: list[Forms]) -> tuple[list[Arc], int, dict[str, tuple[str, ...]]]:
    """A graph with all readings of each token, its final state, and its dictionary."""
    lexicon = load_lexicon()
    arcs, names, final, free = [], {}, 0, len(tokens) + 1
    for number, forms in enumerate(forms for forms in tokens if forms):
        for rank, form in enumerate(forms[:FORMS]):
            state = number
            for place, word in enumerate(form):
                name = f"{number}_{rank}_{place}_{word}"
                names[name] = lexicon.pronunciations(word)
                if place + 1 == len(form):
                    target = number + 1
                else:
                    target, free = free, free + 1
                arcs.append(Arc(state, target, 1.0 if place else 1 / len(forms), name))
                state = target
        final = number + 1
    return arcs, final, names


def heard(written: str, sound: Path) -> list[str]:
    """The words on the best path through all readings of a written sentence."""
    with wave.open(str(sound)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    arcs, final, names = parallel_graph(list(spoken_sequence(written.split())))
    segments = GraphAligner(names).align(arcs, final, samples) or []
    return [segment.name.split("_", 3)[3] for segment in segments]


def main() -> int:
    """Print each sentence that was read otherwise, and the share that was read right."""
    right = total = 0
    for written, spoken in SENTENCES:
        for voice in VOICES:
            with tempfile.TemporaryDirectory() as folder:
                sound = Path(folder) / "spoken.wav"
                text = spoken.replace(".s", "'s").replace(".", "")
                subprocess.run(["flite", "-voice", voice, "-t", text, "-o", sound], check=True)
                words = heard(written, sound)
            total += 1
            right += words == spoken.split()
            if words != spoken.split():
                print(f"{voice}: said {spoken!r}\n     heard {' '.join(words)!r}")
    print(f"{right} of {total} sentences read as they were spoken")
    return 0


if __name__ == "__main__":
    sys.exit(main())
