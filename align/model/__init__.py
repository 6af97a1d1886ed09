"""The values that everything else passes around: transcript, words, alignment, and their JSON.

A value here knows nothing of how it came about: nothing in this room reads media, runs a model or
parses somebody else's file. Every other room may import it; it imports only `times` and `errors`.
"""
