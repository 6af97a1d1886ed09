"""Stretches of recordings as timelines for editing programs: nothing is rendered.

A `Timeline` names the recordings and their frames; `formats/` writes it, a module per kind of
program. It imports `captions` and `subtitles`; `export` and `ui` may import it.
"""
