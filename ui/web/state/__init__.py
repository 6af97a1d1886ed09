"""The page's memory: each visitor's recordings on disk, their history and basket, running jobs.

It imports `clips`, `align` and the page's schemas; `actions` and the routes import it.
"""
