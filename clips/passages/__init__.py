"""Passages that somebody selected by quote, words or time: their words, quotations and cuts.

A passage is a run of the transcript's words; `resolve` finds it, and `cut` chooses the
moments to cut at. It imports `captions` and `subtitles`; rooms above may import it.
"""
