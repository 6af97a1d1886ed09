"""The rules that a cue must keep: shipped profiles, those of one's own, the guides behind them.

A profile is plain data; whatever measures cues against one, or lays them out by it, is outside.
It imports nothing of `captions`; every module of `captions` may import it.
"""
