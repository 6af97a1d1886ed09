"""Cues as subtitle files, and subtitle files as cues.

`formats/` holds one module per format behind one interface; `ssa` is the only user of pysubs2.
It imports `captions`; `passages` and the rooms above may import it.
"""
