"""Documents of word processors, and PDF: packed, bounded in size and depth, read as paragraphs.

It imports `limits` and `markup` beside it; `formats` imports it.
"""
