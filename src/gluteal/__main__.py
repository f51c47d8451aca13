"""`python -m gluteal`: the command line."""

from gluteal.cli import main

main()
