"""Actions of the page's buttons: each takes a request of the page and gives its answer.

Long work is started as a job and answered at once.
It imports `workspace` and `jobs`; `routes` and `programs` import it.
"""
