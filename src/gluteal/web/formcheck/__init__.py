"""The live form check: the camera page, its socket, and what a person lets it keep."""
