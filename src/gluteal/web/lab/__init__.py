"""The lab: choose an exercise, move what can be varied, and see what each muscle is asked for."""
