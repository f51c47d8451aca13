"""The profile as a form: the person, goals, time, kit, other training."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gluteal.catalogue.claim import Ledger
from gluteal.errors import BadData
from gluteal.training.athlete import (
    Activity,
    Athlete,
    Band,
    BandForm,
    Experience,
    Goal,
    Kit,
    OtherTraining,
    Side,
    Stack,
    Unit,
    Weekday,
)
from gluteal.training.profile import faults_of
from gluteal.web.plan.start_safety import SafetyForm
from gluteal.web.templatetags.words import number

DAYS = [
    (Weekday.MON, gettext_lazy("Mon")),
    (Weekday.TUE, gettext_lazy("Tue")),
    (Weekday.WED, gettext_lazy("Wed")),
    (Weekday.THU, gettext_lazy("Thu")),
    (Weekday.FRI, gettext_lazy("Fri")),
    (Weekday.SAT, gettext_lazy("Sat")),
    (Weekday.SUN, gettext_lazy("Sun")),
]
GOALS = [
    (Goal.GROWTH, gettext_lazy("Growing the upper glutes")),
    (Goal.STRENGTH, gettext_lazy("Strength")),
    (Goal.STABILITY, gettext_lazy("Steady hips and pelvis")),
    (Goal.PERFORMANCE, gettext_lazy("Power and performance")),
    (Goal.COMFORT, gettext_lazy("Training in comfort with a condition")),
    (Goal.EVERYDAY, gettext_lazy("Everyday strength when older")),
]
EXPERIENCE = [
    (Experience.NEW, gettext_lazy("New to it")),
    (Experience.SOME, gettext_lazy("Some months")),
    (Experience.TRAINED, gettext_lazy("A year or more")),
    (Experience.ADVANCED, gettext_lazy("Several years, single-leg work mastered")),
]
BAND_FORMS = [
    (BandForm.LOOP, gettext_lazy("Short loop")),
    (BandForm.LONG_LOOP, gettext_lazy("Long loop")),
    (BandForm.STRIP, gettext_lazy("Flat open band")),
    (BandForm.TUBE, gettext_lazy("Tube")),
]
OTHER = [
    (Activity.RUN, gettext_lazy("Running")),
    (Activity.LEG_DAY, gettext_lazy("Leg day")),
    (Activity.SPORT, gettext_lazy("Sport")),
    (Activity.DANCE, gettext_lazy("Dance")),
]
BANDS = 4
STACKS = [
    ("cable", gettext_lazy("Cable station")),
    ("abduction_machine", gettext_lazy("Hip abduction machine")),
    ("hip_thrust_machine", gettext_lazy("Hip thrust machine")),
]
THINGS = [
    ("bench", gettext_lazy("Bench")),
    ("ball", gettext_lazy("Exercise ball")),
    ("slider", gettext_lazy("Sliders")),
    ("sled", gettext_lazy("Sled")),
    ("anchor", gettext_lazy("A fixed point for a long band")),
    ("partner", gettext_lazy("Somebody to help")),
]


class Weights(forms.CharField):
    """Numbers in one line, parted by commas or spaces: "2, 4, 7.5"."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(required=False, max_length=400, **rest)

    def clean(self, value: Any) -> Any:
        """Return the numbers as a tuple."""
        found = []
        for part in super().clean(value).replace(";", " ").replace(", ", " ").replace(",", " ").split():
            one = forms.FloatField(min_value=0, max_value=2000)
            try:
                found.append(one.clean(part))
            except forms.ValidationError:
                text = _("“%(part)s” is not a number; write them like 2, 4, 7.5.")
                raise forms.ValidationError(text % {"part": part[:40]}) from None
        return tuple(found)


class StartForm(SafetyForm):
    """Everything that a plan needs to know. Fields that the form does not ask for stay as the profile has them."""

    name = forms.CharField(max_length=100, label=gettext_lazy("Your name, or any name"))
    born = forms.IntegerField(
        min_value=1900,
        max_value=2100,
        label=gettext_lazy("Year of birth"),
        error_messages=dict.fromkeys(
            ("min_value", "max_value"), gettext_lazy("write the year with four figures, such as 1990.")
        ),
    )
    goals = forms.MultipleChoiceField(
        choices=GOALS, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("What do you train for?")
    )
    experience = forms.ChoiceField(
        choices=EXPERIENCE,
        widget=forms.RadioSelect,
        label=gettext_lazy("How long have you trained with resistance?"),
    )
    days = forms.MultipleChoiceField(
        choices=DAYS, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("On which days?")
    )
    minutes = forms.IntegerField(
        min_value=5,
        max_value=180,
        label=gettext_lazy("Minutes for a session"),
        error_messages=dict.fromkeys(
            ("min_value", "max_value"), gettext_lazy("a session takes from 5 to 180 minutes.")
        ),
    )
    units = forms.ChoiceField(
        choices=[(Unit.KG, "kg"), (Unit.LB, "lb")],
        widget=forms.RadioSelect,
        label=gettext_lazy("Your weights are marked in"),
    )
    weaker_side = forms.ChoiceField(
        required=False,
        choices=[
            ("", gettext_lazy("Neither, or not known")),
            (Side.LEFT, gettext_lazy("Left")),
            (Side.RIGHT, gettext_lazy("Right")),
        ],
        widget=forms.RadioSelect,
        label=gettext_lazy("Is one side weaker?"),
    )
    no_floor = forms.BooleanField(
        required=False, label=gettext_lazy("Getting down to the floor and up again is not possible for me")
    )
    needs_hand_support = forms.BooleanField(
        required=False, label=gettext_lazy("I need a hand on something fixed when I stand")
    )
    spare_tfl = forms.BooleanField(
        required=False, label=gettext_lazy("I feel side work mostly at the front of the hip")
    )
    dumbbells = Weights(label=gettext_lazy("Dumbbells"))
    kettlebells = Weights(label=gettext_lazy("Kettlebells"))
    ankle_weights = Weights(label=gettext_lazy("Ankle weights, each"))
    bar = forms.FloatField(required=False, min_value=0, max_value=2000, label=gettext_lazy("Barbell"))
    plates = Weights(label=gettext_lazy("Plates, one entry for each pair"))
    step_cm = Weights(label=gettext_lazy("Steps, height in cm"))

    def __init__(self, *args: Any, ledger: Ledger, before: Athlete | None = None, **rest: Any) -> None:
        super().__init__(*args, ledger=ledger, before=before, **rest)
        for row in range(BANDS):
            self.fields[f"band_{row}"] = forms.CharField(
                required=False, max_length=60, label=_("Colour or name")
            )
            self.fields[f"band_{row}_form"] = forms.ChoiceField(
                required=False, choices=BAND_FORMS, label=_("Shape")
            )
            self.fields[f"band_{row}_cm"] = forms.FloatField(
                required=False, min_value=1, max_value=1000, label=_("Resting length, cm")
            )
        for name, label in STACKS:
            self.fields[name] = forms.BooleanField(required=False, label=label)
            for part, words in (("low", _("Lightest")), ("high", _("Heaviest")), ("step", _("Step"))):
                self.fields[f"{name}_{part}"] = forms.FloatField(
                    required=False, min_value=0, max_value=2000, label=words
                )
        for name, label in THINGS:
            self.fields[name] = forms.BooleanField(required=False, label=label)
        for kind, label in OTHER:
            for name, days in ((f"other_{kind}", _("easy days")), (f"other_{kind}_hard", _("hard days"))):
                self.fields[name] = forms.MultipleChoiceField(
                    required=False,
                    choices=DAYS,
                    widget=forms.CheckboxSelectMultiple,
                    label=f"{label}, {days}",
                )

    def clean_born(self) -> int:
        """Refuse a year that is still to come, and children: Gluteal plans for adults (claim `adults-only`)."""
        born: int = self.cleaned_data["born"]
        if born > self.today.year:
            raise forms.ValidationError(_("%(year)s is still to come.") % {"year": born})
        least = int(self.ledger.number("adults-only", "minimum-age"))
        if self.today.year - born <= least:
            text = _(
                "Gluteal plans for adults, from the year after the one in which they turn %(age)s; until then "
                "please turn to your doctor or a physiotherapist who treats young people."
            )
            raise forms.ValidationError(text % {"age": least})
        return born

    def clean(self) -> dict[str, Any]:
        """Build the athlete, so that what the core finds wrong is said here."""
        cleaned: dict[str, Any] = super().clean()
        for name, label in STACKS:
            wanting = [p for p in ("low", "high", "step") if cleaned.get(f"{name}_{p}") is None]
            if cleaned.get(name) and wanting:
                self.add_error(
                    name,
                    _("%(label)s: give its lightest and heaviest setting and its step.") % {"label": label},
                )
        if not self.errors:
            try:
                self.athlete = self._athlete(cleaned)
                faults = faults_of(self.athlete, self.ledger)
            except BadData as error:
                faults = list(error.faults)
            for fault in faults[:1]:
                name, _colon, text = fault.partition(": ")
                self.add_error(name if name in self.fields else None, text if name in self.fields else fault)
        return cleaned

    def _athlete(self, data: dict[str, Any]) -> Athlete:
        before = self.before
        weights = before.goals if before else {}
        fields: dict[str, Any] = {
            "name": data["name"],
            "born": data["born"],
            "experience": Experience(data["experience"]),
            "days": tuple(day for day in Weekday if day in data["days"]),
            "minutes": data["minutes"],
            "goals": {Goal(g): weights.get(Goal(g), 1.0) for g in data["goals"]},
            "units": Unit(data["units"]),
            "weaker_side": Side(data["weaker_side"]) if data["weaker_side"] else None,
            "reaches_floor": not data["no_floor"],
            "needs_hand_support": data["needs_hand_support"],
            "spare_tfl": data["spare_tfl"],
            "kit": self._kit(data, before.kit if before else Kit()),
            "other_training": self._other(data, before.other_training if before else ()),
            "conditions": self.conditions(data),
            "screening": self.screening(data),
        }
        return replace(before, **fields) if before else Athlete(**fields)

    def _kit(self, data: dict[str, Any], kit: Kit) -> Kit:
        stacks: dict[str, Any] = {
            name: Stack(low=data[f"{name}_low"], high=data[f"{name}_high"], step=data[f"{name}_step"])
            if data[name]
            else None
            for name, _label in STACKS
        }
        known = {band.name: band for band in kit.bands}
        bands = [_band(data, row, known) for row in range(BANDS) if data[f"band_{row}"]]
        lists = ("dumbbells", "kettlebells", "ankle_weights", "plates", "step_cm")
        return replace(
            kit,
            bands=(*bands, *kit.bands[BANDS:]),
            bar=data["bar"],
            **{name: data[name] for name in lists},
            **{name: data[name] for name, _label in THINGS},
            **stacks,
        )

    def _other(self, data: dict[str, Any], before: Iterable[OtherTraining]) -> tuple[OtherTraining, ...]:
        asked = [
            OtherTraining(kind=kind, days=tuple(day for day in Weekday if day in data[name]), hard=hard)
            for kind, _label in OTHER
            for name, hard in ((f"other_{kind}", False), (f"other_{kind}_hard", True))
            if data[name]
        ]
        kinds = {kind for kind, _label in OTHER}
        return (*asked, *(other for other in before if other.kind not in kinds))


def _band(data: dict[str, Any], row: int, known: dict[str, Band]) -> Band:
    name, length = data[f"band_{row}"], data[f"band_{row}_cm"]
    shape = BandForm(data[f"band_{row}_form"] or BandForm.LOOP)
    if name in known:
        return replace(known[name], form=shape, resting_cm=length)
    return Band(name=name, colour=name, form=shape, resting_cm=length)


def first_values(athlete: Athlete | None) -> dict[str, Any]:
    """Return the form's values for a profile, or those of a new one."""
    if athlete is None:
        return {"units": Unit.KG, "minutes": 30, "weaker_side": ""}
    values: dict[str, Any] = {
        "name": athlete.name,
        "born": athlete.born,
        "goals": list(athlete.goals),
        "experience": athlete.experience,
        "days": list(athlete.days),
        "minutes": athlete.minutes,
        "units": athlete.units,
        "weaker_side": athlete.weaker_side or "",
        "no_floor": not athlete.reaches_floor,
        "needs_hand_support": athlete.needs_hand_support,
        "spare_tfl": athlete.spare_tfl,
        "bar": number(athlete.kit.bar),
    }
    for name in ("dumbbells", "kettlebells", "ankle_weights", "plates", "step_cm"):
        values[name] = ", ".join(number(weight) for weight in getattr(athlete.kit, name))
    for row, band in enumerate(athlete.kit.bands[:BANDS]):
        values |= {
            f"band_{row}": band.name,
            f"band_{row}_form": band.form,
            f"band_{row}_cm": number(band.resting_cm),
        }
    for name, _label in STACKS:
        stack = getattr(athlete.kit, name)
        if stack is not None:
            values |= {
                name: True,
                f"{name}_low": stack.low,
                f"{name}_high": stack.high,
                f"{name}_step": stack.step,
            }
    values |= {name: getattr(athlete.kit, name) for name, _label in THINGS}
    for other in athlete.other_training:
        name = f"other_{other.kind}{'_hard' if other.hard else ''}"
        values[name] = [*values.get(name, []), *other.days]
    return values
