"""Recordings whose truth is known: made by seed, or joined from labelled real speech."""
