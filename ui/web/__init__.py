"""The page: a Gradio application with routes of its own.

`routes` is the contract with the page's script, `actions/` what each button does, `workspace` what
is remembered. It imports `clips` and `align`; the command line imports it to start the page.
"""
