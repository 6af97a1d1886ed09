"""Actions of the page's buttons: each takes a request of the page and gives its answer.

Long work is started as a job and answered at once; making clips has a room of its own, `clips`.
It imports `state` and `schemas`; the routes and `programs` import it.
"""
