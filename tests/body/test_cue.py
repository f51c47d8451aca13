"""The cue “push the knees out”: which legs it can act on, and in what range."""

import numpy as np
import pytest

from gluteal.body.contact import Contact
from gluteal.body.cue import Cue, closed_legs, pushes_of
from gluteal.body.errors import OutOfRange
from gluteal.body.solve import Body

FEET = (Contact(on="foot_r"), Contact(on="foot_l"))


@pytest.mark.parametrize(
    ("contacts", "closed"),
    [
        (FEET, ("r", "l")),
        (FEET[:1], ()),
        ((FEET[0], Contact(on="hand-side_l", normal=(0, -1, 0))), ("r",)),
        ((Contact(on="foot_r", body="calcn_l"), Contact(on="seat_l")), ("r", "l")),
        ((Contact(on="upper-back_r"), Contact(on="upper-back_l")), ()),
    ],
    ids=["two feet", "one foot", "a foot and a hand", "foot on foot, seated", "back only"],
)
def test_a_leg_is_closed_where_something_else_bears_too(
    contacts: tuple[Contact, ...], closed: tuple[str, ...], body: Body
) -> None:
    assert closed_legs(body.prepare(body.skeleton.standing(), contacts)) == closed


def test_the_push_is_felt_where_the_knee_goes_out(body: Body) -> None:
    """An abductor's moment over its arm to the knee: 1 N m of abduction is some 2.4 N at a knee 0.41 m away."""
    frame = body.prepare(body.skeleton.standing(), FEET)
    pushes = pushes_of(body.skeleton, frame, frame.demand, Cue(30))
    assert len(pushes) == 2
    row = body.skeleton.dofs.index("hip_adduction_r")
    at = body.muscles.names.index("glmed2_r")
    assert pushes[0].row[at] == pytest.approx(-frame.moments[row, at] / 0.41, rel=0.05)
    assert pushes[0].newtons == pytest.approx(30, abs=6)
    assert pushes[0].newtons == pytest.approx(pushes[1].newtons, abs=1e-6)


@pytest.mark.parametrize("newtons", [-1, 5000, np.nan])
def test_an_impossible_push_is_refused_with_the_range(newtons: float) -> None:
    with pytest.raises(OutOfRange, match="from 0 to 1500 N"):
        Cue(newtons)
