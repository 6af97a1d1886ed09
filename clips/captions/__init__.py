"""Words with times become cues that can be read: layout, line breaks, profiles and their check.

Pure functions over words and cues: nothing here draws, encodes or writes a file.
Of our packages it imports `align` alone; every other room of `clips` may import it.
"""
