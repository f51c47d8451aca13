"""Forms for what is measured now and then: the body, a night's sleep, a repeatable test."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gluteal.training.athlete import Side
from gluteal.training.diary import Measured, Retest, Slept
from gluteal.web.fields import Number, past_day

MEASURES = [
    ("hip-girth", gettext_lazy("Girth of the hips")),
    ("waist-girth", gettext_lazy("Girth of the waist")),
    ("thigh-girth-left", gettext_lazy("Girth of the left thigh")),
    ("thigh-girth-right", gettext_lazy("Girth of the right thigh")),
    ("mass", gettext_lazy("Body mass")),
    ("body-fat", gettext_lazy("Body fat")),
    ("resting-pulse", gettext_lazy("Pulse at rest")),
]
_LENGTH, _MASS = ("cm", "in"), ("kg", "lb")
_UNITS_FOR = {"mass": _MASS, "body-fat": ("%",), "resting-pulse": ("bpm",)}
UNITS = {"cm": 300.0, "in": 120.0, "kg": 500.0, "lb": 1100.0, "%": 100.0, "bpm": 300.0}
"""Units of body measures, each with more than any body has."""


def units_for(what: str) -> tuple[str, ...]:
    """Return the units in which a measure is taken; none for one that Gluteal does not know."""
    return _UNITS_FOR.get(what, _LENGTH if what in dict(MEASURES) else ())


def _measures_and_units() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each measure together with its unit, in groups: a girth is never a weight."""
    groups = [(_("In cm and kg"), 0), (_("In inches and pounds"), 1)]
    return [
        (
            str(group),
            [
                (f"{what}:{units_for(what)[at]}", f"{label}, {units_for(what)[at]}")
                for what, label in MEASURES
                if len(units_for(what)) > at
            ],
        )
        for group, at in groups
    ]


TESTS = [
    ("side-bridge-hold", gettext_lazy("Side bridge hold")),
    ("side-lying-abduction-reps", gettext_lazy("Side-lying leg raises, counted")),
]
_TEST_UNITS = {"side-bridge-hold": "s", "side-lying-abduction-reps": "reps"}
_MOST_TEST = 3600


class DayForm(forms.Form):
    """Something of one day that is not to come; `uid` makes a second sending of the same form change nothing."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, now: datetime, **rest: Any) -> None:
        self.now, self.today = now, now.date()
        rest["initial"] = {"uid": uuid4(), "day": self.today, **rest.get("initial", {})}
        super().__init__(*args, **rest)

    def clean_day(self) -> date:
        """Refuse a day that is still to come, or long before anybody's diary."""
        return past_day(self.cleaned_data["day"], self.today)

    @property
    def sentence(self) -> str:
        """The first thing that is wrong, as one sentence that names its field."""
        for name, errors in self.errors.items():
            label = self.fields[name].label if name in self.fields else None
            return f"{label}: {errors[0]}" if label else str(errors[0])
        return ""

    def _fact(self) -> dict[str, Any]:
        data = self.cleaned_data
        at = self.now if data["day"] == self.today else datetime.combine(data["day"], self.now.timetz())
        return {"uid": data["uid"], "at": at, "day": data["day"]}


class MeasureForm(DayForm):
    """One body measure in its own unit."""

    what = forms.ChoiceField(label=gettext_lazy("What, and in which unit"), choices=_measures_and_units)
    value = Number(label=gettext_lazy("Value"), min_value=0)

    def clean(self) -> dict[str, Any]:
        """Refuse what no body has."""
        data: dict[str, Any] = super().clean() or {}
        value, unit = data.get("value"), data.get("what", "").rpartition(":")[2]
        if value is not None and unit and value > UNITS[unit]:
            self.add_error("value", _("no body has that much; look at the figure and its unit."))
        return data

    def entry(self) -> Measured:
        """Return the cleaned form as a diary entry."""
        data = self.cleaned_data
        what, _colon, unit = data["what"].rpartition(":")
        return Measured(**self._fact(), what=what, value=data["value"], unit=unit)


class SleepForm(DayForm):
    """A night's sleep, noted under the day on which it ended."""

    hours = Number(label=gettext_lazy("Hours slept"), min_value=0, max_value=24)

    def entry(self) -> Slept:
        """Return the cleaned form as a diary entry."""
        return Slept(**self._fact(), hours=self.cleaned_data["hours"])


class RetestForm(DayForm):
    """One repeatable test on one side."""

    test = forms.ChoiceField(label=gettext_lazy("Test"), choices=TESTS)
    side = forms.ChoiceField(
        label=gettext_lazy("Side"),
        choices=[(Side.LEFT, gettext_lazy("Left")), (Side.RIGHT, gettext_lazy("Right"))],
        widget=forms.RadioSelect,
    )
    value = Number(label=gettext_lazy("Seconds held, or raises counted"), min_value=0, max_value=_MOST_TEST)
    conditions = forms.CharField(
        required=False, max_length=400, label=gettext_lazy("What should be the same next time")
    )

    def entry(self) -> Retest:
        """Return the cleaned form as a diary entry."""
        data = self.cleaned_data
        return Retest(
            **self._fact(),
            test=data["test"],
            side=Side(data["side"]),
            value=data["value"],
            unit=_TEST_UNITS[data["test"]],
            conditions=data["conditions"],
        )


FORMS: dict[str, type[MeasureForm] | type[SleepForm] | type[RetestForm]] = {
    "measure": MeasureForm,
    "sleep": SleepForm,
    "test": RetestForm,
}
