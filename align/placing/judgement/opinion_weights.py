"""The weights of `second_opinion`, written by `python -m benchmarks.training.opinions`.

For each kind of evidence one for the question if a word was said, and one for the question if it
was said just there. The data are those of `judge_weights`, heard and judged by Whisper base.
"""

WHISPER = {
    "one": (1.873, 2.208),
    "said before": (1.068, 0.627),
    "right before": (-0.595, 0.147),
    "stretch": (0.001, -0.026),
    "word": (0.141, 0.149),
    "alone": (0.094, 0.120),
    "own": (0.110, 0.116),
    "stretch or alone": (0.002, 0.007),
    "less likely with it": (0.027, -0.033),
    "written": (-0.000, -0.380),
    "nothing heard": (-0.056, -0.817),
    "heard": (-1.218, -1.446),
    "only one": (0.016, 0.014),
}
