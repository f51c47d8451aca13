"""The solver: balance is exact, the answer is the least effort, mirrored inputs give mirrored results, doubts are told."""

import numpy as np
import pytest

from gluteal.anatomy.region import Region
from gluteal.body.contact import Contact
from gluteal.body.cue import Cue
from gluteal.body.errors import BodyError, NoBalance, OutOfRange, TooHeavy
from gluteal.body.force import BandCurve, Cable, Force, LoopBand, Pull, ankle_weight, dumbbell
from gluteal.body.person import Person
from gluteal.body.skeleton import Array, Skeleton
from gluteal.body.solution import Solution
from gluteal.body.solve import Body
from gluteal.errors import UnknownName

GREEN = BandCurve(((100, 20.5), (200, 29.8)))
LOOP = LoopBand(round=("knee_r", "knee_l"), curve=GREEN, resting=0.30)
FEET = (Contact(on="foot_r"), Contact(on="foot_l"))
LEFT_SIDE = tuple(
    Contact(on=name) for name in ("hip-side_l", "pelvis-side_l", "chest-side_l", "knee-side_l", "shin-side_l")
)
ON_LEFT_SIDE = (np.sqrt(0.5), -np.sqrt(0.5), 0.0, 0.0)
GLUTEUS_MEDIUS = (Region.GMED_ANTERIOR, Region.GMED_MIDDLE, Region.GMED_POSTERIOR)


def lying(skeleton: Skeleton, **angles: float) -> Array:
    """Return the posture of someone lying on the left side, lower leg bent, with these angles of the upper leg."""
    bent = {"hip_flexion_l": 40.0, "knee_flexion_l": 60.0}
    return skeleton.posture({**bent, **angles}, (0.0, 0.0, 0.15), ON_LEFT_SIDE)


def side_lying(body: Body, forces: tuple[Force, ...] = (), **angles: float) -> Solution:
    return body.solve(body.prepare(lying(body.skeleton, **angles), LEFT_SIDE), forces)


def medius(solution: Solution, side: str = "r") -> float:
    regions = solution.by_region()
    return float(np.mean([regions[region, side] for region in GLUTEUS_MEDIUS]))


def test_gravity_is_all_that_feet_carry_and_the_balance_is_exact(body: Body) -> None:
    solution = body.solve(body.prepare(body.skeleton.standing(), FEET))
    assert solution.residual < 1e-6
    pressed = sum(p.force for p in solution.pressures())
    assert pressed == pytest.approx((0, 0, 75.337 * 9.81), abs=0.01)
    assert max(abs(v) for name, v in solution.reserves().items() if "trunk" not in name) < 0.1


def test_the_lifted_leg_weighs_on_the_hip_as_statics_say(body: Body) -> None:
    solution = side_lying(body, hip_abduction_r=0)
    skeleton = body.skeleton
    skeleton.place(solution.frame.qpos)
    leg = [f"{bone}_r" for bone in ("femur", "tibia", "patella", "talus", "calcn", "toes")]
    masses = [skeleton.model.body_mass[skeleton.body_id(name)] for name in leg]
    places = [skeleton.data.xipos[skeleton.body_id(name)] for name in leg]
    arms = [(place - skeleton.world("hip_r"))[1] for place in places]  # lying on the left, head to +y
    moment = -9.81 * sum(m * arm for m, arm in zip(masses, arms, strict=True))
    assert solution.moments()["hip_abduction_r"] == pytest.approx(moment, abs=0.5)


def test_the_answer_meets_the_conditions_of_the_least_effort(body: Body) -> None:
    """A muscle's activation is what its moments earn at one price per joint, cut off at 0 and 1: that is the optimum."""
    solution = side_lying(body, hip_abduction_r=20)
    moments = solution.frame.moments[6:]
    price = (
        solution.reserve / body._builder.reserve**2
    )  # what a reserve costs at the margin is the price of its joint
    leg = ~body.muscles.trunk & np.array([name.endswith("_r") for name in body.muscles.names])
    earned = np.clip(price @ moments, 0, 1)
    assert solution.activation[leg] == pytest.approx(earned[leg], abs=1e-5)


@pytest.mark.parametrize(
    "angles", [{"hip_abduction_r": 20.0}, {"hip_abduction_r": 10.0, "hip_flexion_r": 30.0}]
)
def test_where_it_starts_from_changes_nothing(body: Body, angles: dict[str, float]) -> None:
    frame = body.prepare(lying(body.skeleton, **angles), LEFT_SIDE)
    cold = body.solve(frame)
    for start in (side_lying(body, hip_abduction_r=0), side_lying(body, hip_internal_rotation_r=25)):
        assert body.solve(frame, start=start).activation == pytest.approx(cold.activation, abs=1e-7)
    standing = body.solve(body.prepare(body.skeleton.standing(), FEET))
    assert body.solve(frame, start=standing).activation == pytest.approx(cold.activation, abs=1e-7)


@pytest.mark.parametrize(
    "forces",
    [
        (),
        (ankle_weight("r", 2.0),),
        (Cable(at="ankle_r", pulley=(0.3, 0.0, 0.0), tension=30),),
        (dumbbell("r", 5),),
    ],
    ids=["alone", "ankle weight", "cable", "dumbbell"],
)
def test_the_mirrored_task_gives_the_mirrored_answer(body: Body, forces: tuple[Force, ...]) -> None:
    qpos = lying(body.skeleton, hip_abduction_r=20, hip_internal_rotation_r=8)
    here = body.solve(body.prepare(qpos, LEFT_SIDE), forces)
    mirrored = tuple(contact.mirrored() for contact in LEFT_SIDE)
    there = body.solve(
        body.prepare(body.skeleton.mirrored(qpos), mirrored), tuple(force.mirrored() for force in forces)
    )
    names = list(body.muscles.names)
    for name, activation in zip(names, here.activation, strict=True):
        other = name[:-1] + ("l" if name.endswith("r") else "r")
        assert there.activation[names.index(other)] == pytest.approx(activation, abs=1e-6), name


def test_more_load_and_a_weaker_body_mean_more_work(body: Body) -> None:
    bare, loaded = (
        side_lying(body, hip_abduction_r=20),
        side_lying(body, (ankle_weight("r", 2),), hip_abduction_r=20),
    )
    assert medius(loaded) > medius(bare) > 0.1
    weak = Body(Person(strength=0.6))
    assert medius(side_lying(weak, hip_abduction_r=20)) > 1.3 * medius(bare)


def test_turning_the_leg_in_shifts_work_from_the_tensor_to_the_medius(body: Body) -> None:
    inward = side_lying(body, hip_abduction_r=15, hip_internal_rotation_r=15)
    outward = side_lying(body, hip_abduction_r=15, hip_internal_rotation_r=-15)
    assert medius(inward) > medius(outward)
    tensor = (Region.TFL, "r")
    assert inward.by_region()[tensor] < outward.by_region()[tensor]


def test_a_lean_with_no_support_below_it_is_named_not_numbered(body: Body) -> None:
    with pytest.raises(NoBalance, match=r"tips to the left.*bring the weight over the support"):
        body.solve(body.prepare(body.skeleton.standing(), FEET[:1]))
    bent = body.skeleton.posture({"hip_flexion_r": 90, "hip_flexion_l": 90})
    with pytest.raises(NoBalance, match="tips backward"):
        body.solve(body.prepare(bent, FEET))
    with pytest.raises(NoBalance, match="at least one contact"):
        body.solve(body.prepare(body.skeleton.standing(), ()))


def test_a_load_that_no_muscle_holds_is_named_not_numbered(body: Body) -> None:
    held = (*LEFT_SIDE, *(Contact(on=name, normal=(0, 0, -1)) for name in ("pelvis-side_l", "chest-side_l")))
    frame = body.prepare(lying(body.skeleton, hip_abduction_r=20), held)
    with pytest.raises(TooHeavy, match="right hip adduction") as caught:
        body.solve(frame, (ankle_weight("r", 40),))
    assert caught.value.missing > 10


def test_a_posture_out_of_range_is_never_solved(body: Body) -> None:
    qpos = body.skeleton.standing()
    qpos[body.skeleton.address("hip_adduction_r")] = -1.5
    with pytest.raises(OutOfRange, match="right hip abduction"):
        body.prepare(qpos, FEET)
    with pytest.raises(BodyError, match="finite"):
        body.prepare(body.skeleton.standing(), FEET, velocity=np.full(23, np.nan))


def test_a_band_between_planted_feet_is_undetermined_until_the_cue_is_given(body: Body) -> None:
    frame = body.prepare(body.skeleton.standing(), FEET)
    span = body.span(frame, (LOOP,))
    middle = (Region.GMED_MIDDLE, "r")
    low, high = span.ranges[middle]
    assert span.closed == ("r", "l")
    assert low < 0.02 < 0.1 < high
    assert middle in span.undetermined
    pushed = [medius(body.solve(frame, (LOOP,), cue=Cue(push))) for push in (0, 25, 50)]
    assert 0.02 < pushed[0] < pushed[1] < pushed[2]


def test_the_cue_spreads_the_floor(body: Body) -> None:
    frame = body.prepare(body.skeleton.standing(), FEET)
    shear = []
    for cue in (None, Cue(50)):
        pressures = body.solve(frame, (LOOP,), cue=cue).pressures()
        shear.append(sum(p.force[1] for p in pressures if p.body == "calcn_r"))
    assert (
        shear[0] < 0 < shear[1]
    )  # the ground on the right foot: outwards without, inwards (+y) with the push


def test_a_leg_in_the_air_and_a_single_support_are_determined(body: Body) -> None:
    span = body.span(body.prepare(lying(body.skeleton, hip_abduction_r=20), LEFT_SIDE))
    assert span.closed == ("l",)  # the lower leg may press into the floor
    assert {region for region, side in span.undetermined if side == "r"} <= {Region.ERECTORS, Region.OBLIQUES}
    low, high = span.ranges[Region.GMED_MIDDLE, "r"]
    assert low == pytest.approx(high, abs=0.02)


def test_the_prior_for_co_contraction_stands_apart_from_the_mechanics(body: Body) -> None:
    frame = body.prepare(lying(body.skeleton, hip_abduction_r=20), LEFT_SIDE)
    pure, primed = body.solve(frame), body.solve(frame, prior={"glmed3_r": 0.5})
    at = body.muscles.names.index("glmed3_r")
    assert primed.activation == pytest.approx(pure.activation)
    assert pure.primed is None
    assert primed.primed is not None
    assert primed.primed[at] > pure.activation[at] + 0.1
    with pytest.raises(UnknownName, match="glmed3_r"):
        body.solve(frame, prior={"glmed3": 0.5})
    with pytest.raises(OutOfRange, match="from 0 to 1"):
        body.solve(frame, prior={"glmed3_r": 5})


def test_a_contact_carries_no_more_than_it_may(body: Body) -> None:
    light = Contact(on="foot_l", carries=(0.3, 0.4))
    frame = body.prepare(body.skeleton.standing(), (FEET[0], light))
    pressures = body.solve(frame).pressures()
    carried = sum(p.force[2] for p in pressures if p.body == "calcn_l") / (75.337 * 9.81)
    assert 0.3 - 1e-6 <= carried <= 0.4 + 1e-6


def test_a_hand_on_a_wall_steadies_and_slides_by_its_friction(body: Body) -> None:
    wall = Contact(on="hand-side_r", normal=(0, 1, 0), friction=0.5)
    solution = body.solve(body.prepare(body.skeleton.standing(), (*FEET, wall)))
    (hand,) = [p for p in solution.pressures() if p.body == "torso"]
    assert hand.force[1] >= -1e-9
    assert np.hypot(hand.force[0], hand.force[2]) <= 0.5 * hand.force[1] + 1e-6


def test_velocity_weakens_what_shortens(body: Body) -> None:
    qpos = lying(body.skeleton, hip_abduction_r=20)
    velocity = np.zeros(23)
    velocity[body.skeleton.dofs.index("hip_adduction_r")] = -1.5  # abducting
    still, moving = (body.prepare(qpos, LEFT_SIDE, velocity=v) for v in (None, velocity))
    at = body.muscles.names.index("glmed2_r")
    assert moving.muscles.strength[at] < 0.95 * still.muscles.strength[at]
    assert medius(body.solve(moving)) > medius(body.solve(still))


def test_fibres_beyond_their_curves_are_told(body: Body) -> None:
    solution = body.solve(body.prepare(lying(body.skeleton, hip_flexion_r=85, knee_flexion_r=90), LEFT_SIDE))
    fibre = dict(zip(body.muscles.names, solution.frame.muscles.fibre, strict=True))
    assert fibre["tfl_r"] < 0.45
    assert set(solution.beyond_curves()) <= {
        name for name, length in fibre.items() if not 0.45 <= length <= 1.5
    }


def test_a_force_of_no_number_is_refused(body: Body) -> None:
    class Broken:
        def pulls(self, skeleton: Skeleton) -> list[Pull]:
            return [Pull("torso", np.zeros(3), np.array([0.0, np.nan, 0.0]))]

        def mirrored(self) -> "Broken":
            return self

    with pytest.raises(BodyError, match="finite number of newtons"):
        body.solve(body.prepare(body.skeleton.standing(), FEET), (Broken(),))
