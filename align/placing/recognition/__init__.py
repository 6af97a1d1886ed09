"""Placing the words of a recording that a recogniser has heard as a whole.

`recognized` decides how: `by_recognition` aligns between heard words, `by_attention` uses Whisper's
attention between `anchors`, `by_phones` puts both together; `hole_edges` doubts words beside speech
that was not understood. It imports `placing.following`; `placing.stretches` and `align.pipeline`
import it.
"""
