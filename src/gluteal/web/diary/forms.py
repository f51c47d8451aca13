"""The form for one set: what was done, how hard it was, and whether it hurt."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gluteal.catalogue.exercise import Choice, Measure, Placement, Resistance, Sides
from gluteal.training.athlete import Athlete, Kit, Side, Unit
from gluteal.training.diary import EARLIEST, SetDone
from gluteal.training.programme import BandUse, Load, Part, Slot, Target
from gluteal.training.resistance import loads_for
from gluteal.web.templatetags.words import number, placement

MOST = 10_000  # repetitions, seconds, steps or weight: more is a slip of the finger

RESERVE = [
    ("0", gettext_lazy("Not one more")),
    ("1", gettext_lazy("One more")),
    ("2", gettext_lazy("Two more")),
    ("3", gettext_lazy("Three more")),
    ("4", gettext_lazy("Four more")),
    ("5", gettext_lazy("Five or more")),
    ("", gettext_lazy("Cannot tell")),
]
RESERVE_HELD = [
    ("0", gettext_lazy("It broke")),
    ("1", gettext_lazy("About to break")),
    ("2", gettext_lazy("A little left")),
    ("3", gettext_lazy("Some left")),
    ("5", gettext_lazy("Plenty left")),
    ("", gettext_lazy("Cannot tell")),
]
SIDES = [
    (Side.LEFT, gettext_lazy("Left")),
    (Side.RIGHT, gettext_lazy("Right")),
    (Side.BOTH, gettext_lazy("Both")),
]


class SetForm(forms.Form):
    """One set of one exercise. Fields for load are there as the exercise and the kit ask for them."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    side = forms.ChoiceField(label=gettext_lazy("Side"), choices=SIDES, widget=forms.RadioSelect)
    amount = forms.FloatField(min_value=0, max_value=MOST)
    rir = forms.TypedChoiceField(
        required=False,
        coerce=float,
        empty_value=None,
        choices=RESERVE,
        widget=forms.RadioSelect,
        label=gettext_lazy("How many more clean ones could you have done?"),
    )
    pain = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(str(n), str(n)) for n in range(11)],
        widget=forms.RadioSelect,
        label=gettext_lazy("Pain during the set"),
    )
    pain_where = forms.CharField(required=False, max_length=200, label=gettext_lazy("Where, if it hurt"))
    day = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    notes = forms.CharField(
        required=False, max_length=2000, label=gettext_lazy("Notes"), widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        *args: Any,
        choice: Choice | None,
        athlete: Athlete | None,
        today: date,
        sides: Collection[Side] = (),
        **rest: Any,
    ) -> None:
        super().__init__(*args, **rest)
        self.choice, self.today = choice, today
        self.unit = athlete.units if athlete else Unit.KG
        self.kit = athlete.kit if athlete else Kit()
        self.added = athlete.smallest_step if athlete else None
        self.measure = choice.measure if choice else Measure.REPS
        self.fields["amount"].label = {
            Measure.REPS: _("Repetitions"),
            Measure.SECONDS: _("Seconds"),
            Measure.STEPS: _("Steps"),
        }[self.measure]
        if self.measure is Measure.SECONDS:
            self.fields["rir"].label = _("How close was the position to breaking?")
            self.fields["rir"].choices = RESERVE_HELD  # type: ignore[attr-defined]
        both = choice is not None and choice.sides in (Sides.BOTH, Sides.ALTERNATING)
        usual = [Side.BOTH] if both else list(Side) if choice is None else [Side.LEFT, Side.RIGHT]
        offered = [(side, label) for side, label in SIDES if side in (sides or usual)]
        self.fields["side"].choices = offered  # type: ignore[attr-defined]
        self._add_load(choice)

    def _add_load(self, choice: Choice | None) -> None:
        kind = choice.resistance if choice else Resistance.NONE
        if kind is Resistance.BAND:
            names = [(band.name, band.name) for band in self.kit.bands]
            self.fields["band"] = (
                forms.ChoiceField(label=_("Band"), choices=names)
                if names
                else forms.CharField(label=_("Band (product and colour)"), max_length=100)
            )
            self.fields["stretched_cm"] = forms.FloatField(
                required=False, min_value=1, max_value=MOST, label=_("Stretched length in cm, if you know it")
            )
        elif kind is not Resistance.NONE and choice is not None:
            owned = loads_for(choice, self.kit, self.added)
            label = _("Weight in %(unit)s") % {"unit": self.unit}
            self.fields["weight"] = (
                forms.TypedChoiceField(
                    label=label,
                    coerce=float,
                    choices=[(number(w), f"{number(w)} {self.unit}") for w in owned],
                )
                if owned
                else forms.FloatField(label=label, min_value=0, max_value=MOST)
            )

    def clean_day(self) -> date:
        """Refuse a day that is still to come."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(
                _("That day is still to come; a set can be logged for today or earlier.")
            )
        if day < EARLIEST:
            raise forms.ValidationError(
                _("Sets are kept from %(day)s on; look at the year.") % {"day": EARLIEST.isoformat()}
            )
        return day

    @property
    def sentence(self) -> str:
        """The first thing that is wrong, as one sentence that names its field."""
        for name, errors in self.errors.items():
            label = self.fields[name].label if name in self.fields else None
            text = str(errors[0])
            return f"{label}: {text}" if label else text
        return ""

    def load(self) -> Load | None:
        """Return what was moved, from the cleaned fields."""
        data = self.cleaned_data
        if self.choice is None or self.choice.resistance is Resistance.NONE:
            return None
        if self.choice.resistance is Resistance.BAND:
            owned = next((band for band in self.kit.bands if band.name == data["band"]), None)
            return Load(
                kind=Resistance.BAND,
                band=BandUse(
                    name=data["band"],
                    product=owned.product if owned else "unknown",
                    colour=owned.colour if owned else data["band"],
                    placement=self.choice.placement or Placement.NONE,
                    resting_cm=owned.resting_cm if owned else None,
                    stretched_cm=data.get("stretched_cm"),
                ),
            )
        return Load(kind=self.choice.resistance, amount=data["weight"], unit=self.unit)

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
        """Return the cleaned form as a diary entry. A set of an earlier day is put at its noon."""
        data = self.cleaned_data
        day: date = data["day"]
        at = (
            moment
            if day == self.today
            else moment.replace(
                year=day.year, month=day.month, day=day.day, hour=12, minute=0, second=0, microsecond=0
            )
        )
        return SetDone(
            uid=data["uid"],
            at=at,
            day=day,
            exercise=name,
            side=Side(data["side"]),
            measure=self.measure,
            amount=data["amount"],
            load=self.load(),
            rir=data["rir"],
            pain=data["pain"],
            pain_where=data["pain_where"] or None,
            part=slot.part if slot else Part.MAIN,
            session=session,
            slot=slot.id if slot else None,
            order=order,
            notes=data["notes"],
            prescribed=prescribed,
        )


def proposed(side: Side, target: Target | None, last: SetDone | None, today: date) -> dict[str, Any]:
    """Return what a set done as prescribed looks like, as the form's first values.

    The amount is last time's where that is inside the range asked for, else the range's upper end.
    """
    values: dict[str, Any] = {"uid": uuid4(), "side": side, "day": today.isoformat(), "pain": "0"}
    load = target.load if target and target.load else last.load if last else None
    if target is not None:
        low, high = target.amount
        done = last.amount if last else None
        values["amount"] = number(done) if done is not None and low <= done <= high else number(high)
        offered = RESERVE_HELD if target.measure is Measure.SECONDS else RESERVE
        middle = sum(target.rir) / 2
        values["rir"] = min((key for key, _label in offered if key), key=lambda key: abs(float(key) - middle))
    elif last is not None:
        values["amount"] = number(last.amount)
    if load is not None and load.band is not None:
        values |= {"band": load.band.name, "stretched_cm": number(load.band.stretched_cm)}
    elif load is not None and load.amount is not None:
        values["weight"] = number(load.amount)
    return values


def in_words(done: SetDone) -> str:
    """Return a set in one line: "left, 12 reps, green loop above the knees"."""
    from gluteal.web.templatetags.words import load, unit

    parts = [] if done.side is Side.BOTH else [_("left") if done.side is Side.LEFT else _("right")]
    parts.append(f"{number(done.amount)} {unit(done.measure)}" if done.amount is not None else _("done"))
    if done.load is not None:
        parts.append(load(done.load))
    return ", ".join(parts)


__all__ = ["RESERVE", "SetForm", "in_words", "placement", "proposed"]
