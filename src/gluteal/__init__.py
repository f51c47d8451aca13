"""Gluteal: training the upper glutes, from a person to the next session, with reasons."""
