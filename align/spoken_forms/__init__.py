"""Written words and the words spoken for them: numbers, abbreviations, pronunciations.

Pure functions over tokens, and the lexicon with its phones. `script` puts them together for a whole
transcript; `pronouncers` has the sounds of other languages. It imports `model`; `search`,
`recognizers` and `placing` may import it.
"""
