"""The page of a person's API tokens: what there are, making one, and taking one away."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gluteal.web.api.models import Token
from gluteal.web.api.tokens import MOST_TOKENS

SCOPES = [
    ("read", gettext_lazy("Look at plan, diary and progress")),
    ("log", gettext_lazy("Write into the diary")),
    ("plan", gettext_lazy("Change profile and programme")),
    ("account", gettext_lazy("Take everything along, and delete the account")),
]
DAYS = [
    ("30", gettext_lazy("30 days")),
    ("365", gettext_lazy("One year")),
    ("", gettext_lazy("Until I take it away")),
]


class TokenForm(forms.Form):
    """A token to be made."""

    name = forms.CharField(max_length=100, label=gettext_lazy("What is it for?"))
    scopes = forms.MultipleChoiceField(
        choices=SCOPES, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("What may it do?")
    )
    days = forms.TypedChoiceField(
        required=False,
        choices=DAYS,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        label=gettext_lazy("For how long?"),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """List the tokens, and make one: its text stands on the answer to the form and nowhere afterwards."""
    form = TokenForm(
        request.POST if request.method == "POST" else None, initial={"scopes": ["read"], "days": "365"}
    )
    mine = Token.objects.filter(person=request.user)  # type: ignore[misc]
    text = ""
    if form.is_bound and form.is_valid():
        if mine.count() >= MOST_TOKENS:
            form.add_error(
                None, _("There are %(most)s tokens already; take one away first.") % {"most": MOST_TOKENS}
            )
        else:
            data = form.cleaned_data
            ends = timezone.now() + timedelta(days=data["days"]) if data["days"] else None
            _row, text = Token.make(request.user, data["name"], tuple(data["scopes"]), ends)  # type: ignore[arg-type]
            form = TokenForm(initial={"scopes": ["read"], "days": "365"})
    names = {name: str(label) for name, label in SCOPES}
    page: dict[str, Any] = {
        "tab": "account",
        "form": form,
        "fresh": text,
        "tokens": [(row, [names.get(scope, scope) for scope in row.scopes]) for row in mine],
        "now": timezone.now(),
    }
    return render(request, "accounts/tokens.html", page, status=422 if form.errors else 200)


@require_POST
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Take one of the person's own tokens away; it stops working at once."""
    gone = number <= 2**62 and Token.objects.filter(person=request.user, pk=number).delete()[0]  # type: ignore[misc]
    if gone:
        messages.success(request, _("The token is gone and lets nobody in any more."), extra_tags="good")
    else:
        messages.error(request, _("That token is not there any more."), extra_tags="bad")
    return redirect("tokens")
