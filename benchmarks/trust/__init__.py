"""Seeded attacks: damaged recordings, one by one, in a process with limits."""
