"""Passages become files: one clip, many, or several joined, and a manifest of what was made.

`outputs` is the only place that decides whether a file may be written.
It imports every other room of `clips`; `cards` and `ui` may import it.
"""
