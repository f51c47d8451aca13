"""Fields of forms as people type: a number with point or comma, and a day of the diary."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gluteal.training.diary import EARLIEST


def past_day(day: date, today: date) -> date:
    """Return a day that may stand in a diary; raises `ValidationError` for one to come, or long before any diary."""
    if day > today:
        raise forms.ValidationError(_("that day is still to come."))
    if day < EARLIEST:
        raise forms.ValidationError(
            _("a diary begins in %(year)s; look at the year.") % {"year": EARLIEST.year}
        )
    return day


class Number(forms.FloatField):
    """A number; “96,5” is read like “96.5”, as most of Europe writes it.

    Shown as a line of text with the keyboard of numbers: a browser's own field of numbers gives nothing at all for a
    comma that its language does not have.
    """

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **rest: Any) -> None:
        super().__init__(**rest)
        self.widget.attrs.pop("step", None)

    def to_python(self, value: Any) -> Any:
        """Return the number, None for an empty line; raises `ValidationError`."""
        if isinstance(value, str) and value.count(",") == 1 and "." not in value:
            value = value.replace(",", ".")
        return super().to_python(value)
