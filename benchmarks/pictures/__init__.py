"""Pictures and the animation that the documents show, taken from the real program."""
