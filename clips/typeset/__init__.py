"""Text in pictures: captions as an ASS script, fonts, styles, contrast, missing glyphs.

It decides how large, where and in which font; `render` puts it into a video.
It imports `captions`; `render`, `audiogram`, `cards` and `export` may import it.
"""
