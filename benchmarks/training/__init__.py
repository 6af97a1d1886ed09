"""Training of what the packages bring along as data."""
