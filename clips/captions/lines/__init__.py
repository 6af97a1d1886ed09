"""A line of text: how wide it is, where it may end, and how badly it ends there.

Here is all that is known of languages for that, their function words and phrases; what a profile
demands is not.
Of `captions` it imports `cue` alone; every module but that may import it.
"""
