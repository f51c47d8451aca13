"""From landmarks to findings: view, angles, repetitions and faults, with the standard library alone."""
