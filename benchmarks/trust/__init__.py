"""Attacks by seed: damaged recordings, one by one, in a process with limits."""
