"""Words with times become cues that can be read: layout, check, repair, changes by hand.

Pure functions over words and cues: nothing here draws, encodes or writes a file; the rules that
cues must keep are in `profiles`, where a line may end in `lines`.
Of our packages it imports `align` alone; every other room of `clips` may import it.
"""
