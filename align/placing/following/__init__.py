"""Following a recording through its transcript, without a speech model.

`tracker` aligns window by window as long as the words fit the sound (`evidence`) and listens where
they do not (`listener`); `gap_filling` crosses stretches in which nothing is recognised, `parallel`
follows long recordings in several processes. It imports the modules of `placing` that match words
and align them by force; `by_recognition`, `partial` and `align.pipeline` import it.
"""
