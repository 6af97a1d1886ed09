"""What somebody selected: by quote, by words or by time, how it is quoted and where it is cut.

A passage is a run of the transcript's words; `resolve` finds it, `cut` chooses where to cut.
It imports `captions` and `subtitles`; what lies above may import it.
"""
