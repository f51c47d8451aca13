"""The muscle elements: published parameters, ordinary curves, regions that are all there."""

import numpy as np
import pytest

from gluteal.anatomy.region import Region
from gluteal.body.person import Person
from gluteal.body.solve import Body


def test_published_parameters_are_those_in_use(body: Body) -> None:
    at = body.muscles.names.index("glmed1_r")
    assert (body.muscles.force[at], body.muscles.fibre[at], body.muscles.tendon[at]) == (
        1093.5,
        0.0765,
        0.0585,
    )
    at = body.muscles.names.index("glmax3_l")
    assert body.muscles.fibre[at] > 0.1  # the package's own fit has a negative slack length there
    assert body.muscles.tendon[at] == 0.103


def test_every_region_but_one_has_its_elements_on_both_sides(body: Body) -> None:
    for region in Region:
        for side in "rl":
            # The model has no quadratus lumborum.
            assert ((region, side) in body.muscles.members) == (region is not Region.QUADRATUS_LUMBORUM)
    _, weights = body.muscles.shares
    assert weights.sum(axis=1) == pytest.approx(1)


def test_a_fibre_pulls_hardest_near_its_optimal_length(body: Body) -> None:
    skeleton = body.skeleton
    at = body.muscles.names.index("glmed2_r")
    shares, lengths = [], []
    for abduction in range(-25, 50, 5):
        skeleton.place(skeleton.posture({"hip_abduction_r": abduction}))
        state = body.muscles.state()
        shares.append(state.strength[at] / body.muscles.force[at])
        lengths.append(state.fibre[at])
    assert np.all(np.diff(lengths) < 0)  # abduction shortens an abductor
    assert 0.85 < lengths[int(np.argmax(shares))] < 1.15
    assert max(shares) <= 1


def test_a_bigger_body_has_longer_arms_and_stronger_muscles() -> None:
    small, big = Body(Person(height=1.55, mass=50)), Body(Person(height=1.90, mass=100))
    states = []
    for one in (small, big):
        one.skeleton.place(one.skeleton.standing())
        states.append(one.muscles.state())
    assert states[1].fibre == pytest.approx(states[0].fibre, abs=1e-6)
    free = np.abs(states[0].arms) > 1e-6
    hinge = np.zeros(free.shape[1], bool)
    hinge[[one_dof for one_dof in small.skeleton.independent if one_dof >= 6]] = True
    ratio = states[1].arms[free & hinge] / states[0].arms[free & hinge]
    assert ratio == pytest.approx(1.90 / 1.55, rel=1e-4)
    assert (big.muscles.force / small.muscles.force) == pytest.approx(2 ** (2 / 3))
