"""The weights of `second_opinion`, written by `python -m benchmarks.training.opinions`.

For each kind of evidence one for the question if a word was said, and one for the question if it
was said just there. The data are those of `judge_weights`, heard and judged by Whisper base.
"""

WHISPER = {
    "one": (2.033, 2.248),
    "said before": (0.996, 0.579),
    "right before": (-0.509, 0.199),
    "stretch": (0.004, -0.026),
    "word": (0.135, 0.147),
    "alone": (0.098, 0.118),
    "own": (0.112, 0.116),
    "stretch or alone": (-0.004, 0.008),
    "less likely with it": (0.035, -0.029),
    "written": (-0.001, -0.375),
    "nothing heard": (-0.168, -0.776),
    "heard": (-1.150, -1.386),
    "only one": (0.023, 0.016),
}
