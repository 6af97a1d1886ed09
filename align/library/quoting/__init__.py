"""Claimed quotes beside what was said. It imports `querying` and the rooms below it."""
