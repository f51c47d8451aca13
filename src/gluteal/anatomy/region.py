"""Names of muscle regions and of joint actions: the words that all other packages share."""

from enum import StrEnum


class Region(StrEnum):
    """A muscle region that Gluteal tells apart."""

    GMED_ANTERIOR = "gluteus-medius-anterior"
    GMED_MIDDLE = "gluteus-medius-middle"
    GMED_POSTERIOR = "gluteus-medius-posterior"
    GMIN_ANTERIOR = "gluteus-minimus-anterior"
    GMIN_POSTERIOR = "gluteus-minimus-posterior"
    GMAX_UPPER = "gluteus-maximus-upper"
    GMAX_LOWER = "gluteus-maximus-lower"
    TFL = "tensor-fasciae-latae"
    DEEP_ROTATORS = "deep-rotators"
    HAMSTRINGS = "hamstrings"
    QUADRICEPS = "quadriceps"
    ADDUCTORS = "adductors"
    ERECTORS = "spinal-erectors"
    QUADRATUS_LUMBORUM = "quadratus-lumborum"
    OBLIQUES = "obliques"


TARGETS: tuple[Region, ...] = (
    Region.GMED_ANTERIOR,
    Region.GMED_MIDDLE,
    Region.GMED_POSTERIOR,
    Region.GMIN_ANTERIOR,
    Region.GMIN_POSTERIOR,
    Region.GMAX_UPPER,
)
"""The regions that a plan sets weekly targets for."""

MUSCLES: dict[str, tuple[Region, ...]] = {
    "gluteus medius": (Region.GMED_ANTERIOR, Region.GMED_MIDDLE, Region.GMED_POSTERIOR),
    "gluteus minimus": (Region.GMIN_ANTERIOR, Region.GMIN_POSTERIOR),
    "upper gluteus maximus": (Region.GMAX_UPPER,),
}
"""The target muscles, each with its regions."""


class Action(StrEnum):
    """What a muscle or an exercise does at the hip or the trunk."""

    ABDUCTION = "abduction"
    ADDUCTION = "adduction"
    EXTERNAL_ROTATION = "external-rotation"
    INTERNAL_ROTATION = "internal-rotation"
    EXTENSION = "extension"
    FLEXION = "flexion"
    PELVIC_STABILITY = "pelvic-stability"
    TRUNK_STABILITY = "trunk-stability"
