"""Make the frozen table of moment arms that guards the repaired model: tests/body/data/arms.csv.

    uv run --extra opensim python benchmarks/data/make_arms.py

Takes the published model (benchmarks/data/LaiUhlrich2022.osim), sets 200 random postures of the right hip and knee with
a fixed seed, and asks OpenSim for the arm of every gluteal element, tensor fasciae latae and piriformis about the three
axes of the hip, in two ways: `path`, how its own path length changes with the angle (what a moment arm is), and
`solver`, its function computeMomentArm. They differ where the upper gluteus maximus lies on its wrap in deep flexion
with inward rotation, by up to 7 mm. The table is committed; run this again only if the published model changes.
"""

import csv
import random
from math import radians
from pathlib import Path

import opensim

HERE = Path(__file__).parent
MODEL = HERE / "LaiUhlrich2022.osim"
TABLE = HERE.parents[1] / "tests" / "body" / "data" / "arms.csv"
ELEMENTS = [f"{name}{part}" for name in ("glmed", "glmin", "glmax") for part in "123"] + ["tfl", "piri"]
AXES = ("hip_flexion_r", "hip_adduction_r", "hip_rotation_r")
RANGES = {
    "hip_flexion_r": (-25, 115),
    "hip_adduction_r": (-45, 25),
    "hip_rotation_r": (-38, 38),
    "knee_angle_r": (0, 110),
}
POSTURES, SEED, STEP = 200, 20, 0.1


def main() -> None:
    """Write the table: angles in degrees, arms in millimetres."""
    opensim.Logger.setLevelString("Off")
    model = opensim.Model(str(MODEL))
    state = model.initSystem()
    coordinates = model.getCoordinateSet()
    paths = [model.getMuscles().get(f"{element}_r").getGeometryPath() for element in ELEMENTS]

    def take(angles: dict[str, float]) -> None:
        for name, value in angles.items():
            coordinates.get(name).setValue(state, radians(value), False)
        model.assemble(state)
        model.realizePosition(state)

    def lengths(angles: dict[str, float]) -> list[float]:
        take(angles)
        return [path.getLength(state) for path in paths]

    draw = random.Random(SEED)
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    with TABLE.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        heads = [
            f"{element}:{axis}:{way}" for way in ("path", "solver") for element in ELEMENTS for axis in AXES
        ]
        writer.writerow([*RANGES, *heads])
        for _ in range(POSTURES):
            angles = {name: round(draw.uniform(*ends), 1) for name, ends in RANGES.items()}
            take(angles)
            solver = [path.computeMomentArm(state, coordinates.get(axis)) for path in paths for axis in AXES]
            slopes = {}
            for axis in AXES:
                less, more = (lengths({**angles, axis: angles[axis] + by}) for by in (-STEP, STEP))
                slopes[axis] = [-(b - a) / radians(2 * STEP) for a, b in zip(less, more, strict=True)]
            path = [slopes[axis][at] for at in range(len(ELEMENTS)) for axis in AXES]
            writer.writerow([*angles.values(), *(f"{1000 * arm:.3f}" for arm in (*path, *solver))])
    print(f"{POSTURES} postures, {len(ELEMENTS) * len(AXES)} arms each, written to {TABLE}")


if __name__ == "__main__":
    main()
