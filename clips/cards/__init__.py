"""Quotes as pictures to post: the layout of one card, and many cards as files.

It imports `render`, `typeset` and `export.outputs`, which names files.
Only `ui` may import it.
"""
