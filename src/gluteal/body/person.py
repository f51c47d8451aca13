"""The person whose body is computed: height, mass and one strength factor, within the range that scaling can bear."""

from dataclasses import dataclass

from gluteal.body.errors import within

HEIGHTS, MASSES, STRENGTHS = (1.30, 2.20), (30.0, 200.0), (0.2, 2.5)
REFERENCE_HEIGHT, REFERENCE_MASS = 1.70, 75.337
"""Of the published model that all bodies are scaled from (`data/segments.toml`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A body to compute with.

    Lengths scale with height, segment masses with mass, muscle forces with mass to the power of two thirds (as an
    area does) times `strength`. Proportions are those of the published model: the width of the pelvis, which decides
    about the arms of the abductors, is not a person's own.

    Args:
        height: Metres, 1.30 to 2.20.
        mass: Kilograms, 30 to 200.
        strength: Factor on the force of every muscle, 0.2 to 2.5; 1 is the published model, which is stronger than
            most people at the hip (see docs/body.md).

    Raises:
        OutOfRange: With the range, for anything else, not-a-number included.

    """

    height: float = REFERENCE_HEIGHT
    mass: float = REFERENCE_MASS
    strength: float = 1.0

    def __post_init__(self) -> None:
        within("A height", self.height, *HEIGHTS, "m")
        within("A body mass", self.mass, *MASSES, "kg")
        within("A strength factor", self.strength, *STRENGTHS)

    @property
    def length_scale(self) -> float:
        """Lengths, as a multiple of the published model's."""
        return self.height / REFERENCE_HEIGHT

    @property
    def mass_scale(self) -> float:
        """Masses, as a multiple of the published model's."""
        return self.mass / REFERENCE_MASS

    @property
    def force_scale(self) -> float:
        """Muscle forces, as a multiple of the published model's."""
        return float(self.strength * self.mass_scale ** (2 / 3))
