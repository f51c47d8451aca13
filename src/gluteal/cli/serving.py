"""The command that starts the local pages: `serve`."""

from typing import Annotated

import typer

from gluteal.cli.context import DataDir, folder


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command()(serve)


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 takes any free one.", min=0, max=65535)] = 8000,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page at once.")] = True,
    data_dir: DataDir = None,
) -> None:
    """Start the pages on this machine; print and open a one-time address."""
    from gluteal.web.serve import serve as start

    start(host, port, open_browser=browser, folder=folder(data_dir))
