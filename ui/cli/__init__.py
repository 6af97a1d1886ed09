"""The command line: `pullquote` and its subcommands.

Errors become exit codes in `main` and nowhere else; `commands/` holds a module per subcommand,
`options/` what they may be asked.
It imports `clips` and `align`, and the page only to start it.
"""
