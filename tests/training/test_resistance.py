"""What a kit can load: every word of equipment, every kind of weight, up and down."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteal.catalogue.exercise import Resistance
from gluteal.catalogue.vocabulary import EQUIPMENT
from gluteal.errors import UnknownName
from gluteal.training.athlete import Band, BandForm, Kit, Stack
from gluteal.training.resistance import (
    HOUSEHOLD,
    alternatives_in_words,
    at_most,
    loads_owned,
    next_load_down,
    next_load_up,
    owns,
    pins,
)

STACK = Stack(low=5, high=20, step=5)
GIVES: list[tuple[str, Kit]] = [
    ("ankle-weight", Kit(ankle_weights=(1,))),
    ("dumbbell", Kit(dumbbells=(4,))),
    ("kettlebell", Kit(kettlebells=(8,))),
    ("barbell", Kit(bar=20)),
    ("plate", Kit(plates=(5,))),
    ("cable", Kit(cable=STACK)),
    ("ankle-strap", Kit(cable=STACK)),
    ("abduction-machine", Kit(abduction_machine=STACK)),
    ("hip-thrust-machine", Kit(hip_thrust_machine=STACK)),
    ("bench", Kit(bench=True)),
    ("step", Kit(step_cm=(20,))),
    ("box", Kit(box_cm=(40,))),
    ("ball", Kit(ball=True)),
    ("slider", Kit(slider=True)),
    ("sled", Kit(sled=True)),
    ("anchor", Kit(anchor=True)),
    ("partner", Kit(partner=True)),
    ("loop-band", Kit(bands=(Band(name="b", colour="red"),))),
    ("long-band", Kit(bands=(Band(name="b", colour="red", form=BandForm.TUBE),))),
]


@pytest.mark.parametrize(("item", "kit"), GIVES, ids=[item for item, _ in GIVES])
def test_a_thing_is_owned_when_the_kit_lists_it_and_not_before(item: str, kit: Kit) -> None:
    assert not owns(Kit(), item)
    assert owns(kit, item)


@pytest.mark.parametrize("item", sorted(HOUSEHOLD))
def test_a_household_has_it_unless_the_profile_says_otherwise(item: str) -> None:
    assert owns(Kit(), item)
    assert not owns(Kit(without=(item,)), item)


def test_every_word_of_equipment_is_either_household_or_kit() -> None:
    assert {item for item, _ in GIVES} | HOUSEHOLD == set(EQUIPMENT)


def test_an_unknown_word_lists_those_that_exist() -> None:
    with pytest.raises(UnknownName, match="equipment"):
        owns(Kit(), "trampoline")


@pytest.mark.parametrize(
    ("form", "loop", "long"),
    [
        (BandForm.LOOP, True, False),
        (BandForm.LONG_LOOP, False, True),
        (BandForm.STRIP, True, True),
        (BandForm.TUBE, False, True),
    ],
)
def test_a_flat_band_serves_tied_and_long(form: BandForm, loop: bool, long: bool) -> None:
    kit = Kit(bands=(Band(name="b", colour="red", form=form),))
    assert (owns(kit, "loop-band"), owns(kit, "long-band")) == (loop, long)


def test_alternatives_read_as_words() -> None:
    assert alternatives_in_words(("ankle-weight", "loop-band")) == "an ankle weight or a loop band"


@pytest.mark.parametrize(
    ("kind", "kit", "loads"),
    [
        (Resistance.NONE, Kit(), ()),
        (Resistance.BAND, Kit(bands=(Band(name="b", colour="red"),)), ()),
        (Resistance.DUMBBELL, Kit(dumbbells=(10, 4, 4, 7.5)), (4, 7.5, 10)),
        (Resistance.KETTLEBELL, Kit(kettlebells=(16, 8)), (8, 16)),
        (Resistance.ANKLE_WEIGHT, Kit(ankle_weights=(1, 1, 2.5)), (1, 2, 2.5, 3.5)),
        (Resistance.ANKLE_WEIGHT, Kit(ankle_weights=(2,)), (2,)),
        (Resistance.BARBELL, Kit(bar=20, plates=(1.25, 2.5)), (20, 22.5, 25, 27.5)),
        (Resistance.BARBELL, Kit(plates=(5,)), ()),
        (Resistance.SLED, Kit(sled=True, plates=(10,)), (0, 20)),
        (Resistance.CABLE, Kit(cable=STACK), (5, 10, 15, 20)),
        (Resistance.MACHINE, Kit(abduction_machine=STACK), (5, 10, 15, 20)),
        (
            Resistance.MACHINE,
            Kit(abduction_machine=STACK, hip_thrust_machine=Stack(low=10, high=40, step=10)),
            (10, 20),
        ),
        (Resistance.MACHINE, Kit(), ()),
    ],
    ids=str,
)
def test_loads_that_can_be_made_up(kind: Resistance, kit: Kit, loads: tuple[float, ...]) -> None:
    assert loads_owned(kind, kit) == loads


def test_fractions_of_a_stack_do_not_drift() -> None:
    assert pins(Stack(low=1.1, high=1.5, step=0.1)) == (1.1, 1.2, 1.3, 1.4, 1.5)
    assert pins(Stack(low=5, high=12, step=5)) == (5, 10)
    assert pins(Stack(low=5, high=12, step=0)) == (5,)


def test_a_weight_added_to_a_stack_lies_between_two_pins_and_changes_nothing_else() -> None:
    stack = Stack(low=5, high=15, step=5)
    assert pins(stack, 1.25) == (5, 6.25, 10, 11.25, 15, 16.25)
    assert pins(stack, 5) == pins(stack, None) == (5, 10, 15)
    kit = Kit(cable=stack, dumbbells=(4, 6))
    assert loads_owned(Resistance.CABLE, kit, 2.5) == (5, 7.5, 10, 12.5, 15, 17.5)
    assert loads_owned(Resistance.DUMBBELL, kit, 2.5) == (4, 6)


def test_up_and_down_end_where_the_kit_ends() -> None:
    loads = (4.0, 7.5, 10.0)
    assert next_load_up(4, loads) == 7.5
    assert next_load_up(5, loads) == 7.5
    assert next_load_up(10, loads) is None
    assert next_load_down(10, loads) == 7.5
    assert next_load_down(8, loads) == 7.5
    assert next_load_down(4, loads) is None
    assert at_most(9.9, loads) == 7.5
    assert at_most(10, loads) == 10
    assert at_most(3, loads) is None
    assert next_load_up(1, ()) is next_load_down(1, ()) is at_most(1, ()) is None


PLATES = st.lists(st.sampled_from([0.5, 1.25, 2.5, 5.0, 10.0, 15.0, 20.0]), max_size=6)


@given(PLATES)
def test_a_bar_takes_exactly_the_subsets_of_the_plate_pairs(plates: list[float]) -> None:
    by_hand = {
        round(20 + 2 * sum(subset), 6)
        for size in range(len(plates) + 1)
        for subset in combinations(plates, size)
    }
    assert loads_owned(Resistance.BARBELL, Kit(bar=20, plates=tuple(plates))) == tuple(sorted(by_hand))


@given(PLATES, st.floats(0, 200))
def test_the_next_load_is_always_one_that_is_owned(plates: list[float], current: float) -> None:
    loads = loads_owned(Resistance.BARBELL, Kit(bar=20, plates=tuple(plates)))
    up, down, below = next_load_up(current, loads), next_load_down(current, loads), at_most(current, loads)
    assert {up, down, below} <= {*loads, None}
    assert up is None or up > current
    assert down is None or down < current
    assert below is None or below <= current
