"""Videos of recordings without a picture: moving bars, title, speaker, cover and captions.

`layout` and `bars` are pure, `picture` puts them together for ffmpeg.
It imports `render` and `typeset`; `export` may import it.
"""
