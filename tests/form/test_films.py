"""Every exercise that is watched, done by the computed body and filmed from where it should be: counted, in any mirror."""

from dataclasses import replace

import pytest
from synthetic import performed, seen, sides_of

from gluteal.catalogue.load import load
from gluteal.form.checker import check
from gluteal.form.landmark import Frame
from gluteal.form.recording import Recording, mirrored
from gluteal.form.reference import Reference
from gluteal.lab.form_reference import form_reference, watched

CATALOGUE = load()
SLUGS = sorted({CATALOGUE.choices[slug].exercise for slug in watched(CATALOGUE)})
VIEWS = {"frontal": (0, 180), "sagittal": (90, 270), "square": (0, 90, 180, 270), "any": (0, 90, 180, 270)}
OTHER = {"left": "right", "right": "left", "both": "both"}
WEAK = {"leg-swing"}
"""Swings of 1 s that rest behind the body: a raise counts whichever way it goes, so these are counted unevenly."""
QUICK = {"march-in-place"}
"""Knees that are up for 0.6 s: quicker is what the least time of a step turns away."""


def counted(recording: Recording, reference: Reference) -> list[str]:
    found = check(recording, reference)
    return [str(one.side) for one in (found.reps or found.holds)]


def stretched(recording: Recording, times: float) -> Recording:
    return replace(recording, frames=tuple(Frame(f.t * times, f.image, f.world) for f in recording.frames))


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug not in WEAK])
def test_each_exercise_is_counted_in_films_from_its_own_view_mirrored_and_slower_or_quicker(
    slug: str,
) -> None:
    reference = form_reference(CATALOGUE, slug)
    for side in sides_of(slug):
        measured = performed(slug, side, reps=3)
        whole = counted(measured, reference)
        assert len(whole) == (1 if reference.hold else 3)
        assert len(set(whole)) == 1
        for yaw in VIEWS[reference.view]:
            film = seen(measured, yaw, 0.006)
            assert counted(film, reference) == whole, yaw
            assert counted(mirrored(film), reference) == [OTHER[one] for one in whole], yaw
            for times in (1.25, 1.5) if slug in QUICK else (0.7, 1.5):
                assert counted(stretched(film, times), reference) == whole, (yaw, times)


def test_a_fire_hydrant_seen_from_the_side_is_withheld_and_not_guessed() -> None:
    reference = form_reference(CATALOGUE, "quadruped-fire-hydrant")
    for yaw in (45, 90, 135, 225, 270, 315):
        found = check(seen(performed("quadruped-fire-hydrant", reps=3), yaw, 0.006), reference)
        assert found.reps == ()
        assert not found.setup.good
        assert any("from the front or the back" in advice for advice in found.setup.advice)
