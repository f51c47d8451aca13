"""What allauth asks of us: whether new accounts are taken, and that a name is never wanted besides the address."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts of a hosted Gluteal."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell whether `GLUTEAL_SIGNUP` lets strangers make an account."""
        return bool(settings.HOSTED and settings.HOSTING.signup)
