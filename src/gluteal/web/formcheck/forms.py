"""The form after a set: what the camera counted and judged, to be accepted or corrected."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gluteal.training.diary import SetDone
from gluteal.training.programme import Slot, Target
from gluteal.web.diary.forms import MOST, SetForm


class MeasuredSetForm(SetForm):
    """One side of a set. `judged` repetitions of which the share `clean_share` had no clear fault, or neither."""

    clean_share = forms.FloatField(required=False, min_value=0, max_value=1, widget=forms.HiddenInput)
    judged = forms.IntegerField(required=False, min_value=0, max_value=MOST, widget=forms.HiddenInput)
    agreed = forms.BooleanField(
        required=False, initial=True, label=gettext_lazy("Keep how clean it was, as the camera saw it")
    )

    def to_entry(
        self,
        name: str,
        moment: datetime,
        *,
        slot: Slot | None,
        session: str | None,
        prescribed: Target | None,
        order: int,
    ) -> SetDone:
        """Return the diary entry; the judgement is left out where the person does not agree with it."""
        entry = super().to_entry(name, moment, slot=slot, session=session, prescribed=prescribed, order=order)
        data: dict[str, Any] = self.cleaned_data
        if not data["agreed"] or not data["judged"] or data["clean_share"] is None:
            return entry
        return replace(entry, clean_share=data["clean_share"], judged=data["judged"])
