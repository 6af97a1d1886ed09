"""The subcommands that use the library, a module each."""
