"""The command for who runs a hosted Gluteal: `let-in`."""

from typing import Annotated

import typer

from gluteal.cli.context import DataDir, folder, tell
from gluteal.errors import BadValue


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command(name="let-in")(let_in)


def let_in(
    address: Annotated[str, typer.Argument(help="The e-mail address of an account on this server.")],
    data_dir: DataDir = None,
) -> None:
    """Print an address that lets the owner of an account in once (hosted: who forgot the password)."""
    from gluteal.web.opening import open_database

    open_database(folder(data_dir))
    from django.conf import settings

    from gluteal.web.accounts.models import ENTRY_MINUTES, EntryLink, Person

    if not settings.HOSTED:
        raise BadValue(
            "Accounts with addresses are there once GLUTEAL_URL is set; here “gluteal serve” lets you in."
        )
    person = Person.objects.filter(email__iexact=address.strip()).first()
    if person is None:
        raise BadValue(f"There is no account with the address {address}.")
    person.set_unusable_password()  # the forgotten one: without it a new one is set and not changed
    person.save(update_fields=["password"])
    link = f"{settings.HOSTING.url}/enter/{EntryLink.make(person)}"
    tell(
        f"{link}\nlets {person.email} in once, within {ENTRY_MINUTES} minutes; the old password no longer works, "
        "a new one is set under Account."
    )
