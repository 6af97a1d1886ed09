"""Pronunciations in other languages, in the phones of the English acoustic model.

`pronouncer` chooses: the small rules of `french`, `romance` and `german` (read by `letter_rules`),
or the extra `pullquote[languages]` with `sounds` to map its IPA. It imports `spoken_forms.lexicon`.
"""
