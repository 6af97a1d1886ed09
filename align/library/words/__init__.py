"""Words as the library compares them: folded, by sound, in figures, with their negations. Pure."""
