"""Puts the words in which all forms refuse into Gluteal's own; Django's name no remedy."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class Accounts(AppConfig):
    """Persons, sessions, and what holds for every form."""

    name = "gluteal.web.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is wrong with a field in our own words, in the forms of allauth too."""
        from django import forms
        from django.core import validators

        forms.Field.default_error_messages["required"] = gettext_lazy("this is not filled in yet.")
        forms.IntegerField.default_error_messages["invalid"] = gettext_lazy("that is not a whole number.")
        forms.FloatField.default_error_messages["invalid"] = gettext_lazy(
            "that is not a number; write it like 96.5."
        )
        forms.DateField.default_error_messages["invalid"] = gettext_lazy("that is not a day of the calendar.")
        for field in (forms.ChoiceField, forms.MultipleChoiceField):
            field.default_error_messages["invalid_choice"] = gettext_lazy(
                "“%(value)s” is not one of the choices here."
            )
        validators.MinValueValidator.message = gettext_lazy("%(limit_value)s is the least.")
        validators.MaxValueValidator.message = gettext_lazy("%(limit_value)s is the most.")
