"""Sound and pictures as files: encoding video and audio, loudness, shapes, stills.

Each module wraps one task of ffmpeg or pydub, and knows nothing of quotes.
It imports `typeset`; `audiogram`, `cards` and `export` may import it.
"""
