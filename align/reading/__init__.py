"""Text as people have it becomes a `Transcript`: words, speaker labels, timestamps, directions.

`formats/` holds one reader per kind of file; the other modules are pure functions over text.
It imports `model`; recognisers, search and everything in `clips` and `ui` may import it.
"""
