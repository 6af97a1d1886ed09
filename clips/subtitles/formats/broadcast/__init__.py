"""Broadcasters' formats in binary or teletext codes, each with its character table: STL and SCC.

It imports `base` and the frames of a programme; only the table of formats imports it.
"""
