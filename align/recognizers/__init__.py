"""Recognisers of speech behind one interface: Whisper, pocketsphinx, and times already there."""
