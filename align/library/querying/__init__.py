"""Places where something was said: a query is read, matched by the index, and made into hits.

It imports `store` and `words`.
"""
