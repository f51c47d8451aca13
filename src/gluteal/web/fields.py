"""Fields of forms as people type: a number with point or comma."""

from typing import Any

from django import forms


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
