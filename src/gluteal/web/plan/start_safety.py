"""The safety questions and conditions as a form; every answer is asked for, none is taken for granted."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gluteal.catalogue.claim import Ledger
from gluteal.training.athlete import Approach, Athlete, Condition, ConditionKind, Screening, Side
from gluteal.training.question import FOLLOW_UPS, SCREENING_GROUPS, Question, questions_of
from gluteal.web.templatetags.words import words

CONDITION_SIDES = [
    ("", gettext_lazy("Side not said")),
    (Side.LEFT, gettext_lazy("Left")),
    (Side.RIGHT, gettext_lazy("Right")),
]
WITH_DATES = (ConditionKind.PREGNANCY, ConditionKind.HIP_REPLACEMENT)


def _day(label: str) -> forms.DateField:
    return forms.DateField(required=False, label=label, widget=forms.DateInput(attrs={"type": "date"}))


class SafetyForm(forms.Form):
    """Suitability, red flags and conditions."""

    none_of_these = forms.BooleanField(
        required=False, label=gettext_lazy("I have read every question, and my answer to all others is no")
    )
    professional_clearance = forms.BooleanField(
        required=False,
        label=gettext_lazy("A professional knows of my yes answers and has cleared me to train"),
    )

    def __init__(
        self, *args: Any, ledger: Ledger, today: date, before: Athlete | None = None, **rest: Any
    ) -> None:
        super().__init__(*args, **rest)
        self.ledger, self.today, self.before = ledger, today, before
        self.groups: list[tuple[str, list[str]]] = []
        for field, groups in SCREENING_GROUPS.items():
            names = [self._ask(question) for question in questions_of(*groups)]
            self.groups.append((field, names))
        self.kinds: list[dict[str, Any]] = [self._condition(kind) for kind in ConditionKind]

    def _ask(self, question: Question) -> str:
        name = f"ask_{question.key}"
        self.fields[name] = forms.BooleanField(required=False, label=question.asks)
        return name

    def _condition(self, kind: ConditionKind) -> dict[str, Any]:
        name = f"has_{kind}"
        title = words(kind).replace("it band", "IT band")
        self.fields[name] = forms.BooleanField(required=False, label=title[:1].upper() + title[1:])
        inner: dict[str, forms.Field] = {}
        if kind is not ConditionKind.PREGNANCY:
            inner["side"] = forms.ChoiceField(required=False, choices=CONDITION_SIDES, label=_("Side"))
        inner["irritable"] = forms.BooleanField(required=False, label=_("It flares up easily"))
        if kind in WITH_DATES:
            inner["cleared_on"] = _day(_("Cleared for exercise by a professional on"))
        if kind is ConditionKind.HIP_REPLACEMENT:
            inner["operated_on"] = _day(_("Operated on"))
            inner["approach"] = forms.ChoiceField(
                required=False,
                choices=[("", _("Not known")), *((a, words(a)) for a in Approach)],
                label=_("Operated from which side?"),
            )
        for part, field in inner.items():
            self.fields[f"{name}_{part}"] = field
        asked = [self._ask(question) for question in questions_of(*FOLLOW_UPS.get(kind, ()))]
        return {"kind": kind, "name": name, "inner": [f"{name}_{part}" for part in inner], "asked": asked}

    def clean(self) -> dict[str, Any]:
        """See that the questions have been read, and that no date is to come."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("none_of_these"):
            self.add_error("none_of_these", _("Please read the safety questions and tick that you have."))
        for name, value in list(cleaned.items()):
            if isinstance(value, date) and value > self.today:
                self.add_error(name, _("That day is still to come."))
        return cleaned

    def screening(self, data: dict[str, Any]) -> Screening:
        """Return the answers as the profile keeps them."""
        yes = {
            field: tuple(name.removeprefix("ask_") for name in names if data[name])
            for field, names in self.groups
        }
        return Screening(answered_on=self.today, professional_clearance=data["professional_clearance"], **yes)

    def conditions(self, data: dict[str, Any]) -> tuple[Condition, ...]:
        """Return the conditions named, each with what was known of it before and is not asked here."""
        since = (
            {condition.kind: condition.since for condition in self.before.conditions} if self.before else {}
        )
        return tuple(
            Condition(
                kind=entry["kind"],
                side=Side(data[f"{name}_side"]) if data.get(f"{name}_side") else None,
                irritable=data[f"{name}_irritable"],
                since=since.get(entry["kind"]),
                approach=Approach(data[f"{name}_approach"]) if data.get(f"{name}_approach") else None,
                operated_on=data.get(f"{name}_operated_on"),
                cleared_on=data.get(f"{name}_cleared_on"),
                details=tuple(asked.removeprefix("ask_") for asked in entry["asked"] if data[asked]),
            )
            for entry in self.kinds
            if data[name := entry["name"]]
        )

    @property
    def question_groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The suitability questions and the red flags, each as fields of a page."""
        return [(field, [self[name] for name in names]) for field, names in self.groups]

    @property
    def condition_fields(self) -> list[dict[str, Any]]:
        """Each condition with its own fields and follow-up questions."""
        return [
            {
                "field": self[entry["name"]],
                "inner": [self[name] for name in entry["inner"]],
                "asked": [self[name] for name in entry["asked"]],
            }
            for entry in self.kinds
        ]

    @property
    def sentence(self) -> str:
        """The first thing that is wrong, as one sentence that names its field."""
        for name, errors in self.errors.items():
            label = self.fields[name].label if name in self.fields else None
            return f"{label}: {errors[0]}" if label and name != "none_of_these" else str(errors[0])
        return ""


def first_answers(athlete: Athlete | None) -> dict[str, Any]:
    """Return the conditions of a profile as form values; the safety questions start afresh each time."""
    values: dict[str, Any] = {}
    for condition in athlete.conditions if athlete else ():
        name = f"has_{condition.kind}"
        values |= {
            name: True,
            f"{name}_side": condition.side or "",
            f"{name}_irritable": condition.irritable,
            f"{name}_cleared_on": condition.cleared_on,
            f"{name}_operated_on": condition.operated_on,
            f"{name}_approach": condition.approach or "",
        }
        values |= {f"ask_{key}": True for key in condition.details}
    return values
