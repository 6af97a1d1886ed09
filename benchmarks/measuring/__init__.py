"""Costs of a command, errors of word times, and aligning through the command line."""
