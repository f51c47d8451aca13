"""The guided session: what a phone needs to lead one without a network, and the shell it runs in."""
