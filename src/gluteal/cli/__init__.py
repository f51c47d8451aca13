"""The command line: one file per group of commands; everything heavy is imported inside the commands."""

import sys
from collections.abc import Sequence


def main(args: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code: 0 done, 2 not possible as asked, 130 interrupted."""
    from gluteal.cli.app import run

    sys.exit(run(sys.argv[1:] if args is None else args))
