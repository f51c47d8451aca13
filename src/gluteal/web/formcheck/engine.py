"""The form engine of each exercise, made from the catalogue."""

from gluteal.catalogue.load import load
from gluteal.form.checker import FormChecker
from gluteal.form.reference import Reference
from gluteal.lab.form_reference import form_reference, watched


def checker_for(exercise: str, size: tuple[int, int]) -> FormChecker:
    """Return a fresh engine; raises `UnknownName` for an exercise that the camera cannot look at."""
    return FormChecker(form_reference(load(), exercise), size)


def covered() -> tuple[str, ...]:
    """Return the slugs that the camera can look at."""
    return watched(load())


def reference_for(slug: str) -> Reference:
    """Return what the engine is told of an exercise; raises `UnknownName`."""
    return form_reference(load(), slug)
