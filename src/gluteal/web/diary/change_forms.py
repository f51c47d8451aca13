"""Forms that put an entry of the past right: one for each kind besides sets, filled with what stands there."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy

from gluteal.training.athlete import Side
from gluteal.training.diary import (
    Fact,
    Measured,
    Morning,
    NextMorning,
    Retest,
    SessionDone,
    Slept,
)
from gluteal.web.diary.forms import MOST
from gluteal.web.fields import Number, past_day
from gluteal.web.progress.forms import units_for
from gluteal.web.templatetags.words import number

NOT_NOTED = ("", gettext_lazy("Not noted"))
SCALE = [(str(n), str(n)) for n in range(11)]


class ChangeForm(forms.Form):
    """What all kinds share: the id of the correction, made with the form, so that sending it twice is sending it once."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, before: Any, now: datetime, **rest: Any) -> None:
        self.before, self.now = before, now
        rest["initial"] = {"uid": uuid4(), "day": before.day, **self.values()}
        super().__init__(*args, **rest)
        self.order_fields([name for name in self.fields if name not in ("day", "notes")] + ["day", "notes"])

    def values(self) -> dict[str, Any]:
        """Return the first values of the fields of this kind."""
        return {}

    def changed(self) -> Fact:
        """Return the entry as the cleaned form has it, under the id that it had."""
        fact: Fact = self.before
        return fact

    def clean_day(self) -> date:
        """Refuse a day that is still to come, or long before anybody's diary."""
        return past_day(self.cleaned_data["day"], self.now.date())

    @property
    def sentence(self) -> str:
        """The first thing that is wrong, with the name of its field."""
        for name, errors in self.errors.items():
            return f"{self.fields[name].label or ''}: {errors[0]}".lstrip(": ")
        return ""

    def _moved(self) -> dict[str, Any]:
        """Return day and moment: on another day the hour stays."""
        day = self.cleaned_data["day"]
        at = self.before.at if day == self.before.day else datetime.combine(day, self.before.at.timetz())
        return {"day": day, "at": at}


class SessionChange(ChangeForm):
    """A session's end."""

    effort = forms.TypedChoiceField(
        required=False,
        coerce=float,
        empty_value=None,
        widget=forms.RadioSelect,
        label=gettext_lazy("How hard was the session as a whole?"),
    )
    minutes = Number(required=False, min_value=0, max_value=24 * 60, label=gettext_lazy("Minutes"))
    notes = forms.CharField(
        required=False, max_length=2000, label=gettext_lazy("Notes"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        effort = number(self.before.effort)
        own = [(effort, effort)] if effort and effort not in dict(SCALE) else []
        self.fields["effort"].choices = [NOT_NOTED, *sorted([*SCALE, *own], key=lambda p: float(p[0]))]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Return what stands there."""
        end: SessionDone = self.before
        return {"effort": number(end.effort), "minutes": number(end.minutes), "notes": end.notes}

    def changed(self) -> SessionDone:
        """Return the session's end."""
        end: SessionDone = self.before
        data = self.cleaned_data
        parts = {name: data[name] for name in ("effort", "minutes", "notes")}
        return replace(end, **self._moved(), **parts)


class MorningChange(ChangeForm):
    """The answer of a next morning; its day follows from the session that it is about."""

    answer = forms.ChoiceField(
        label=gettext_lazy("The next morning"),
        choices=[
            (Morning.BACK_TO_NORMAL, gettext_lazy("Back to normal")),
            (Morning.STILL_UP, gettext_lazy("Still worse than usual")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        del self.fields["day"]

    def values(self) -> dict[str, Any]:
        """Return what stands there."""
        return {"answer": self.before.answer}

    def changed(self) -> NextMorning:
        """Return the answer."""
        said: NextMorning = self.before
        return replace(said, answer=Morning(self.cleaned_data["answer"]))


class SleepChange(ChangeForm):
    """A night."""

    hours = Number(label=gettext_lazy("Hours slept"), min_value=0, max_value=24)

    def values(self) -> dict[str, Any]:
        """Return what stands there."""
        return {"hours": number(self.before.hours)}

    def changed(self) -> Slept:
        """Return the night."""
        night: Slept = self.before
        return replace(night, **self._moved(), hours=self.cleaned_data["hours"])


class MeasureChange(ChangeForm):
    """A body measure; its unit is one in which this measure is taken."""

    value = Number(label=gettext_lazy("Value"), min_value=0, max_value=MOST)
    unit = forms.ChoiceField(label=gettext_lazy("Unit"))

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        taken = units_for(self.before.what) or (self.before.unit,)
        self.fields["unit"].choices = [(one, one) for one in taken]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Return what stands there."""
        return {"value": number(self.before.value), "unit": self.before.unit}

    def changed(self) -> Measured:
        """Return the measure."""
        taken: Measured = self.before
        data = self.cleaned_data
        return replace(taken, **self._moved(), value=data["value"], unit=data["unit"])


class TestChange(ChangeForm):
    """A repeatable test."""

    __test__ = False  # no test of pytest's
    side = forms.ChoiceField(
        label=gettext_lazy("Side"),
        choices=[(Side.LEFT, gettext_lazy("Left")), (Side.RIGHT, gettext_lazy("Right"))],
        widget=forms.RadioSelect,
    )
    value = Number(label=gettext_lazy("Value"), min_value=0, max_value=MOST)
    conditions = forms.CharField(
        required=False, max_length=400, label=gettext_lazy("What should be the same next time")
    )

    def values(self) -> dict[str, Any]:
        """Return what stands there."""
        done: Retest = self.before
        return {"side": done.side, "value": number(done.value), "conditions": done.conditions}

    def changed(self) -> Retest:
        """Return the test; what a camera saw stays as it is."""
        done: Retest = self.before
        data = self.cleaned_data
        return replace(
            done,
            **self._moved(),
            side=Side(data["side"]),
            value=data["value"],
            conditions=data["conditions"],
        )


FORMS: dict[str, type[ChangeForm]] = {
    "session": SessionChange,
    "morning": MorningChange,
    "sleep": SleepChange,
    "measure": MeasureChange,
    "retest": TestChange,
}
"""The form of each kind of entry besides sets; a kind that is not here can be taken out and not changed."""
