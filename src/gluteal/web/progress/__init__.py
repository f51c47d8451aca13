"""How training goes: charts with their tables, gaps between the sides, tests and body measures."""
