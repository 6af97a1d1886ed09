"""Making clips and cards of chosen passages: their look, their cover, a preview, the files.

It imports `aligning` and `opening`, which find the passage's words and keep what was uploaded;
the routes of the page and of programs import it.
"""
