"""Finding words or times in one transcript or alignment, and explaining what is not there.

Pure functions over an alignment, without a model or a recording.
It imports `reading`, `spoken_forms` and `model`; `placing`, `clips` and `ui` may import it.
"""
