"""Text in pictures: captions as an ASS script, fonts, styles, contrast, missing glyphs.

It decides about size, place and font; `render` puts the result into a video.
It imports `captions`; `render`, `audiogram`, `cards` and `export` may import it.
"""
