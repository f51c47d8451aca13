"""The form that puts a set of the past right: its load, band and side as they were, whatever is owned today."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gluteal.catalogue.exercise import Choice, Measure, Placement, Resistance, Sides
from gluteal.training.athlete import Athlete, Band, Side, Unit
from gluteal.training.diary import SetDone
from gluteal.training.programme import BandUse, Load
from gluteal.web.diary.change_forms import NOT_NOTED, SCALE, ChangeForm
from gluteal.web.diary.forms import MOST, RESERVE, RESERVE_HELD, SIDES
from gluteal.web.fields import Number
from gluteal.web.templatetags.words import number, unit

_ORDER = (
    "uid",
    "side",
    "amount",
    "band",
    "stretched_cm",
    "weight",
    "unit",
    "rir",
    "pain",
    "pain_where",
    "day",
)


class SetChange(ChangeForm):
    """One set."""

    side = forms.ChoiceField(label=gettext_lazy("Side"), choices=SIDES, widget=forms.RadioSelect)
    amount = Number(required=False, min_value=0, max_value=MOST)
    rir = forms.TypedChoiceField(
        required=False,
        coerce=float,
        empty_value=None,
        widget=forms.RadioSelect,
        label=gettext_lazy("How many more clean ones could you have done?"),
    )
    pain = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=[NOT_NOTED, *SCALE],
        widget=forms.RadioSelect,
        label=gettext_lazy("Pain during the set, 0 to 10"),
    )
    pain_where = forms.CharField(required=False, max_length=200, label=gettext_lazy("Where, if it hurt"))
    notes = forms.CharField(
        required=False, max_length=2000, label=gettext_lazy("Notes"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, choice: Choice | None, athlete: Athlete | None, **rest: Any) -> None:
        super().__init__(*args, **rest)
        done: SetDone = self.before
        self.choice = choice
        self.bands = athlete.kit.bands if athlete else ()
        self.kind = done.load.kind if done.load else choice.resistance if choice else Resistance.NONE
        sides = self._sides(done.side)
        self.fields["side"].choices = [(one, label) for one, label in SIDES if one in sides]  # type: ignore[attr-defined]
        self.fields["amount"].label = unit(done.measure).capitalize()
        self.fields["amount"].required = done.amount is not None
        held = done.measure is Measure.SECONDS
        if held:
            self.fields["rir"].label = _("How close was the position to breaking?")
        offered: list[tuple[str, Any]] = [pair for pair in (RESERVE_HELD if held else RESERVE) if pair[0]]
        if done.rir is not None and number(done.rir) not in dict(offered):
            offered = sorted([*offered, (number(done.rir), number(done.rir))], key=lambda p: float(p[0]))
        self.fields["rir"].choices = [*offered, NOT_NOTED]  # type: ignore[attr-defined]
        self._add_load(done.load, athlete.units if athlete else Unit.KG)
        self.order_fields(_ORDER)

    def _sides(self, now: Side) -> set[Side]:
        """Return the sides on which the exercise can be done, and the one that stands there."""
        if self.choice is None:
            return set(Side)
        both = self.choice.sides in (Sides.BOTH, Sides.ALTERNATING)
        return {now, Side.BOTH} if both else {now, Side.LEFT, Side.RIGHT}

    def _add_load(self, load: Load | None, usual: Unit) -> None:
        if self.kind is Resistance.BAND:
            now = load.band.name if load and load.band else ""
            names = dict.fromkeys([*([now] if now else []), *(band.name for band in self.bands)])
            self.fields["band"] = (
                forms.ChoiceField(label=_("Band"), choices=[(name, name) for name in names], initial=now)
                if names
                else forms.CharField(label=_("Band (product and colour)"), max_length=100)
            )
            length = load.band.stretched_cm if load and load.band else None
            self.fields["stretched_cm"] = Number(
                required=False,
                min_value=1,
                max_value=MOST,
                initial=number(length),
                label=_("Stretched length in cm, if you know it"),
            )
        elif self.kind is not Resistance.NONE:
            weight = load.amount if load else None
            self.fields["weight"] = Number(
                required=weight is not None,
                min_value=0,
                max_value=MOST,
                initial=number(weight),
                label=_("Weight"),
            )
            self.fields["unit"] = forms.ChoiceField(
                label=_("Unit"),
                choices=[(one, one) for one in Unit],
                initial=(load.unit if load else None) or usual,
            )

    def values(self) -> dict[str, Any]:
        """Return what stands there."""
        done: SetDone = self.before
        return {
            "side": done.side,
            "amount": number(done.amount),
            "rir": number(done.rir),
            "pain": "" if done.pain is None else str(done.pain),
            "pain_where": done.pain_where or "",
            "notes": done.notes,
        }

    def changed(self) -> SetDone:
        """Return the set; what was asked for at the time, and what a camera saw, stay as they are."""
        data = self.cleaned_data
        done: SetDone = self.before
        return replace(
            done,
            **self._moved(),
            side=Side(data["side"]),
            amount=data["amount"],
            load=self._load(done.load),
            rir=data["rir"],
            pain=data["pain"],
            pain_where=data["pain_where"] or None,
            notes=data["notes"],
        )

    def _load(self, before: Load | None) -> Load | None:
        data = self.cleaned_data
        if self.kind is Resistance.BAND:
            band = before.band if before else None
            used = self._band(band)
            return replace(before, band=used) if before else Load(kind=self.kind, band=used)
        if self.kind is Resistance.NONE or data["weight"] is None:
            return before
        parts: dict[str, Any] = {"amount": data["weight"], "unit": Unit(data["unit"])}
        return replace(before, **parts) if before else Load(kind=self.kind, **parts)

    def _band(self, before: BandUse | None) -> BandUse:
        name, length = self.cleaned_data["band"], self.cleaned_data["stretched_cm"]
        if before is not None and before.name == name:
            return replace(before, stretched_cm=length)
        owned: Band | None = next((band for band in self.bands if band.name == name), None)
        placed = before.placement if before else self.choice.placement if self.choice else None
        return BandUse(
            name=name,
            product=owned.product if owned else "unknown",
            colour=owned.colour if owned else name,
            placement=placed or Placement.NONE,
            resting_cm=owned.resting_cm if owned else None,
            stretched_cm=length,
            strands=before.strands if before else 1,
        )
