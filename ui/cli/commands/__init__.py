"""The subcommands of `pullquote`, one module each; `main.COMMANDS` names them."""
