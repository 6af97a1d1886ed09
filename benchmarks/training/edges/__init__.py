"""Training of the network that moves word boundaries."""
