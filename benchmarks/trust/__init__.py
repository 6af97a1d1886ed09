"""Attacks by seed: damaged recordings, slow text, and faults planted in our own code."""
