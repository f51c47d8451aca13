"""The pages of the catalogue: search, and one page for each exercise."""
