"""The weights of `judging`, written by `python -m benchmarks.training.judging`.

For each kind of evidence one for the question if a word was said, and one for the question if it
was said just there; and the usual share of candidates that were said. The script and NOTICE.md
name the data and their licences. These weights were fitted on intermediate results that the script
keeps between runs and that came from several versions of the code; how much they would differ, were
all of it made anew, was not measured.
"""

SPHINX_USUAL = 0.927
SPHINX = {
    "one": (1.868, 1.531),
    "score": (0.182, 0.189),
    "score of long words": (0.954, 0.847),
    "neighbours": (0.233, 0.334),
    "hurried": (-0.994, -0.727),
    "stretched": (-0.242, -1.743),
    "phones": (0.906, 0.749),
    "second look": (-2.165, -2.014),
    "heard": (1.373, 1.081),
    "heard surely": (0.000, 0.000),
    "score where heard": (-0.068, -0.126),
    "something else heard": (2.935, 2.330),
    "sounds alike": (-0.353, -0.597),
    "long and alike": (-1.116, -0.547),
    "nothing heard": (0.000, 0.000),
    "in a hole": (0.000, 0.000),
    "little room": (0.242, 0.197),
    "heard around": (-0.546, -0.338),
    "beside a missing word": (-0.988, -0.914),
    "many missing": (0.559, 0.523),
    "score at second look": (-0.115, -0.017),
    "squeezed beside a pause": (-2.187, -2.309),
    "little contrast": (-0.205, -0.163),
    "run": (-0.073, -0.082),
    "heard at another time": (0.000, 0.000),
    "short before a pause": (-0.873, -0.938),
    "another word surely heard": (-2.941, -1.992),
}

WHISPER_USUAL = 0.960
WHISPER = {
    "one": (2.162, 2.471),
    "score": (0.220, 0.284),
    "score of long words": (0.555, 0.443),
    "neighbours": (0.100, 0.209),
    "hurried": (-0.130, 0.044),
    "stretched": (0.124, -2.150),
    "phones": (0.142, -0.104),
    "second look": (-2.971, -2.492),
    "heard": (2.032, 2.158),
    "heard surely": (2.409, 0.921),
    "score where heard": (-0.249, -0.289),
    "something else heard": (0.219, 0.136),
    "sounds alike": (0.047, -0.680),
    "long and alike": (1.459, 1.904),
    "nothing heard": (-0.368, -0.713),
    "in a hole": (0.979, 0.458),
    "little room": (0.275, 0.252),
    "heard around": (-0.385, -0.394),
    "beside a missing word": (-1.317, -1.191),
    "many missing": (0.638, 0.179),
    "score at second look": (-0.206, -0.093),
    "squeezed beside a pause": (-1.326, -2.501),
    "little contrast": (0.071, 0.106),
    "run": (0.070, 0.005),
    "heard at another time": (-4.651, -5.347),
    "short before a pause": (-1.221, -1.371),
    "another word surely heard": (-2.931, -3.351),
}
