"""Forced alignment of a chain of words in numpy, with the acoustic model of pocketsphinx.

The walk through a recording is most of the cost of aligning it. Pocketsphinx scores one frame and
one density after the other; here numpy scores most of a second at once, every frame of it, in half
the time. `acoustic_model` reads the model's files, `cepstra` has pocketsphinx compute the features,
`senone_scores` scores them, `phone_graph` lays the words out as phones, `path_search` finds the
best path through them, and `chain_aligner` gives the words on it. Graphs that are not chains stay
with `recognizers.pocketsphinx`.
"""
