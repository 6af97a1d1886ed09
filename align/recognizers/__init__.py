"""Recognisers of speech behind one interface: Whisper, pocketsphinx, and times already there.

`base` says what a recogniser is, `engines` which one is used; `whisper_engine/` runs Whisper.
It imports `media`, `reading`, `spoken_forms` and `model`; `placing` and `pipeline` import it.
"""
