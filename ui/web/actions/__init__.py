"""What the page's buttons do: each takes what the page sent and answers what it shows.

Long work is started as a job and answered at once.
It imports `workspace` and `jobs`; `routes` and `programs` import it.
"""
