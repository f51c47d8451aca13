"""All commands in one application, and the one place where errors become sentences and exit codes."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer import _click as click

from gluteal.cli import (
    catalogue,
    demo,
    diary,
    files,
    form,
    hosted,
    lab,
    notes,
    person,
    planning,
    screening,
    serving,
)
from gluteal.cli.context import DataDir, settle
from gluteal.errors import GlutealError

ADVICE = 2  # the exit code of everything that was not possible as asked
_INTERRUPTED = 130
_CUT_OFF = 1

app = typer.Typer(
    name="gluteal",
    help="Train the upper glutes: a plan for you, your sets logged, the next session decided, with reasons.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group in (person, planning, diary, notes, catalogue, form, screening, lab, files, demo, serving, hosted):
    group.add_to(app)


@app.callback()
def common(
    data_dir: DataDir = None,
    today: Annotated[
        str | None, typer.Option(hidden=True, help="Take this day (YYYY-MM-DD) for today.")
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Show the version and leave.")] = False,
) -> None:
    """Train the upper glutes: a plan for you, your sets logged, the next session decided, with reasons."""
    settle(data_dir, today)


def run(args: Sequence[str]) -> int:
    """Run one command and return its exit code; nothing that a person can type or pipe in gives a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(list(args))
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Who read our output has gone; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _CUT_OFF
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run(args: list[str]) -> int:
    try:
        if any("\udc80" <= letter <= "\udcff" for arg in args for letter in arg):
            return _advise("An argument is not UTF-8 text; write it in UTF-8.")
        if args[:1] == ["--version"]:
            from importlib.metadata import version

            typer.echo(f"gluteal {version('gluteal')}")
            return 0
        code = app(args, prog_name="gluteal", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except GlutealError as error:
        return _advise(str(error))
    except click.exceptions.NoArgsIsHelpError as error:
        typer.echo(error.format_message())
        return 0
    except click.exceptions.UsageError as error:
        where = error.ctx.command_path if error.ctx else "gluteal"
        return _advise(f"{error.format_message().rstrip('.')}. “{where} --help” shows what there is.")
    except click.exceptions.ClickException as error:
        return _advise(error.format_message())
    except typer.Abort:
        return _advise("Stopped: the input ended before the last question was answered; nothing was saved.")
    except BrokenPipeError:
        raise
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        return _advise(f"{name}{error.strerror or error}.")


def _advise(sentence: str) -> int:
    typer.echo(sentence, err=True)
    return ADVICE
