"""Errors of word times and of cuts, beside those of other programs."""
