"""Exercises, claims and studies: values, read from the files under `data/` by one loader."""
