"""Catalogue and body together: what each exercise and variation asks of each muscle, and the figure that shows it."""
