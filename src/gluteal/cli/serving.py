"""The command that starts the pages: `serve`; on its first start it also fetches the front-end packages."""

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
    lan: Annotated[
        bool,
        typer.Option("--lan", help="Let phones in your own network in, encrypted; prints codes to scan."),
    ] = False,
    packages: Annotated[
        bool, typer.Option("--packages/--no-packages", help="Fetch what charts and the figure need, once.")
    ] = True,
    data_dir: DataDir = None,
) -> None:
    """Start the pages on this machine; print and open a one-time address."""
    from gluteal.web.serve import serve as start

    if packages:
        _fetch()
    start(host, port, open_browser=browser, folder=folder(data_dir), lan=lan)


def _fetch() -> None:
    """Fetch the front-end packages where they are missing, with a bar; without them the rest is served."""
    from gluteal.errors import PackagesMissing
    from gluteal.packages import fetch

    if fetch.is_here():
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    try:
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("Fetching the front-end packages, once", total=None)
            fetch.folder(lambda so_far, in_all: bar.update(task, completed=so_far, total=in_all))
    except PackagesMissing as error:
        typer.echo(str(error), err=True)
