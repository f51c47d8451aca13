"""Whose body a lab page reckons with: the profile's height and mass, other ones from the address, or the model's own."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gluteal.body.person import HEIGHTS, MASSES, STRENGTHS, Person
from gluteal.errors import GlutealError
from gluteal.lab.settings import Setting
from gluteal.training.athlete import Athlete

PREFIX = "body."
_CM = 100
_LABELS = {
    "height": gettext_lazy("Height"),
    "mass": gettext_lazy("Mass"),
    "strength": gettext_lazy("Strength"),
}
_UNITS = {"height": "cm", "mass": "kg", "strength": "%"}
_RANGES = {"height": HEIGHTS, "mass": MASSES, "strength": STRENGTHS}
_TIMES = {"height": _CM, "mass": 1, "strength": 100}


def of_profile(athlete: Athlete | None) -> Person:
    """Return the body of a profile; what it leaves out, or what the model cannot be scaled to, is the model's own."""
    person = Person()
    for name, value in (
        ("height", athlete and athlete.height_cm and athlete.height_cm / _CM),
        ("mass", athlete and athlete.mass_kg),
    ):
        low, high = _RANGES[name]
        if value and low <= value <= high:
            person = replace(person, **{name: value})
    return person


def controls(person: Person) -> dict[str, Setting]:
    """Return what can be set of a body, by the names that an address has, with this body's values in whole numbers."""
    return {
        PREFIX + name: Setting(
            PREFIX + name,
            str(_LABELS[name]),
            float(round(_TIMES[name] * getattr(person, name))),
            _UNITS[name],
            float(round(_TIMES[name] * _RANGES[name][0])),
            float(round(_TIMES[name] * _RANGES[name][1])),
        )
        for name in _LABELS
    }


def read(given: Mapping[str, str], usual: Person, faults: list[str]) -> Person:
    """Return the body that an address asks for; what makes no sense is told in `faults` and stays as usual."""
    person, known = usual, controls(usual)
    for name, text in given.items():
        if not name.startswith(PREFIX):
            continue
        if name not in known:
            faults.append(_("Of a body, height, mass and strength can be set; nothing else."))
            continue
        try:
            value = known[name].checked(text[:60])
        except GlutealError as error:
            faults.append(str(error))
            continue
        own = name.removeprefix(PREFIX)
        if value != known[name].default:  # a slider left alone, in whole numbers, means the very body
            person = replace(person, **{own: float(value) / _TIMES[own]})
    return person


def query(person: Person, usual: Person) -> dict[str, str]:
    """Return what an address must say of a body to mean this one, where another is usual."""
    return {
        PREFIX + name: f"{times * getattr(person, name):.5g}"
        for name, times in _TIMES.items()
        if getattr(person, name) != getattr(usual, name)
    }


def sentence(person: Person, usual: Person, profile: Athlete | None) -> str:
    """Say whose body it is."""
    values = {"height": f"{_CM * person.height:.0f}", "mass": f"{person.mass:.0f}"}
    if person != usual:
        return _("Reckoned for a body of %(height)s cm and %(mass)s kg, as you have set it here.") % values
    if profile is not None and profile.height_cm and profile.mass_kg:
        return _("Reckoned for your body: %(height)s cm and %(mass)s kg, from your profile.") % values
    if profile is not None and (profile.height_cm or profile.mass_kg):
        return (
            _("Reckoned for a body of %(height)s cm and %(mass)s kg: your profile tells only one of the two.")
            % values
        )
    return (
        _("Reckoned for the model's own body of %(height)s cm and %(mass)s kg: your profile tells neither.")
        % values
    )
