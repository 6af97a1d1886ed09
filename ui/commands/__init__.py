"""The subcommands of `pullquote`, one module each; `ui.cli.COMMANDS` names them."""
