"""The library: many recordings with their words in one file, to be found again by what was said.

`store` keeps and gives back alignments, `adding` fills it from files and folders, `querying` finds
what was said and `quoting` checks what somebody claims was said,
by words as `words` compares them.
It imports `pipeline` and every room below it; nothing in `align` imports it, `clips` and `ui` may.
"""
