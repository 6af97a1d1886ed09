"""Recordings come into the library from files and folders, once or as they arrive.

It imports `store`, and aligns with `pipeline`.
"""
