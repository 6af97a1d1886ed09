"""Recognisers of speech behind one interface: Whisper, pocketsphinx, and times from files.

`base` defines the interface, `engines` chooses the engine; `whisper_engine/` runs Whisper.
It imports `media`, `reading`, `spoken_forms` and `model`; `placing` and `pipeline` import it.
"""
