"""The subcommands of `pullquote`, one module each; `main.COMMANDS` names them.

Those that use the library have a room of their own, `library`.
"""
