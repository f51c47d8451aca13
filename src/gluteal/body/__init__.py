"""Postures, contacts, forces and muscles of one body: what a posture asks of each muscle. Knows no exercise by name."""
