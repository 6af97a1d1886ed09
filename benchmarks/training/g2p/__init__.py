"""Training of the table that `spoken_forms.g2p` guesses pronunciations with."""
