"""Arguments and options of the subcommands, and what is made of the choices.

Those that many share are in `shared`, a larger group has a module of its own; the library's alone
stand with its commands.
It imports no subcommand; every one of them may import it.
"""
