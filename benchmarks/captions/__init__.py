"""Cues checked against the rules of subtitling, beside those of other programs."""
