"""The library under load: generated recordings, time and space, everything found, kills.

`text` makes the words, `build` the library, `queries` what is asked; `__main__` measures.
"""
