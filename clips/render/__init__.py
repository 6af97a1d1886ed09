"""Sound and pictures as files: encoding video and audio, loudness, shapes, stills.

Each module wraps one thing that ffmpeg or pydub does; none knows what a quote is.
It imports `typeset`; `audiogram`, `cards` and `export` may import it.
"""
