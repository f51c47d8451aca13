"""Persons, and the one-time links by which the owner of this machine enters."""
