"""Judging a word: evidence for and against it, and two fitted models that weigh the evidence.

It imports findings and forced alignment; the second look, recognition and `pipeline` import it.
"""
