"""What pages show, asked for by many threads at once: the same as asked for one by one, and no crash."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from gluteal.body.person import Person
from gluteal.lab import showing
from gluteal.lab.loads import body_of, loads
from gluteal.lab.motion import motion

ASKED = [
    (slug, {name: float(value)}, side, person)
    for slug, name, values in (
        ("side-lying-abduction", "hip-rotation", (-10, 5, 11)),
        ("single-leg-squat", "seat-height", (41, 47)),
        ("hip-thrust", "knee-flexion", (80, 95)),
    )
    for value in values
    for side in ("right", "left")
    for person in (None, Person(height=1.60, mass=58))
]


def test_many_threads_get_what_one_would(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(showing, "_kept", showing.OrderedDict())

    def ask(one):  # type: ignore[no-untyped-def]
        slug, settings, side, person = one
        figure = showing.figure_of(slug, settings, side, person)
        return showing.loads_of(slug, settings, side, person, ranges=False), figure

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, ASKED + ASKED[::-1]))
    for (slug, settings, side, person), (told, figure) in zip(ASKED, found, strict=False):
        body = body_of(person or Person())
        alone = loads(
            motion(slug, settings, side, frames=showing.FRAMES, skeleton=body.skeleton), body, ranges=False
        )
        for key, load in alone.regions.items():
            assert abs(told.regions[key].peak - load.peak) < 1e-9
        assert np.isfinite(figure.places).all()
