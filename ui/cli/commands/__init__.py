"""The subcommands of `pullquote`, one module each; `main.COMMANDS` names them.

Those that use the library have a room of their own, `library`; larger groups of options are in
`cli.options`.
`main` imports each when it is called, so that nothing heavy is loaded before.
"""
