"""Reading text as people have it: words, speaker labels, timestamps and directions.

`formats/` holds one reader per kind of file; the other modules are pure functions over text.
It imports `model`; recognisers, search and everything in `clips` and `ui` may import it.
"""
