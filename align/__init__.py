"""Finding the time at which each word of a transcript is spoken in its recording.

    from pullquote.align import align_recording, read_transcript

    alignment = align_recording("talk.mp4", read_transcript("talk.txt"))
    for word in alignment.words:
        print(word.token.text, word.span, word.status.value, word.confidence)

The exported names are listed in `__init__.pyi` and imported on first use, so that
`import pullquote.align` loads nothing. Times are seconds on the recording's own clock, spans are
half-open.
"""

import lazy_loader

from pullquote.align.field_docs import listing_fields

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
__getattr__ = listing_fields(__getattr__)
