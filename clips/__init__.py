"""Turning words of a transcript into files: captioned clips, subtitles.

    from pullquote.clips import export_clips, passage_by_quote

    passage = passage_by_quote(alignment, "singing so loudly that it covered the whole machine")

The exported names are listed in `__init__.pyi` and imported when they are first used, so that
`import pullquote.clips` loads nothing.
"""

import lazy_loader

from pullquote.align.field_docs import listing_fields

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
__getattr__ = listing_fields(__getattr__)
