"""The greatest hip moments of the model, for docs/body.md: how strong the published muscles are in common test postures.

python benchmarks/data/strength.py
"""

import daqp
import numpy as np

from gluteal.body.solve import Body

POSTURES = {
    "abduction, hip straight": ({}, ("adduction", -1)),
    "abduction at 10°": ({"hip_abduction_r": 10}, ("adduction", -1)),
    "abduction at 25°": ({"hip_abduction_r": 25}, ("adduction", -1)),
    "extension, hip straight, knee at 90°": ({"knee_flexion_r": 90}, ("flexion", -1)),
    "outward rotation, hip and knee at 90°": ({"hip_flexion_r": 90, "knee_flexion_r": 90}, ("rotation", -1)),
    "inward rotation, hip and knee at 90°": ({"hip_flexion_r": 90, "knee_flexion_r": 90}, ("rotation", 1)),
}


def main() -> None:
    """Print the greatest moment about one axis of the hip with none about the other two."""
    body = Body()
    axes = ("flexion", "adduction", "rotation")
    rows = [body.skeleton.dofs.index(f"hip_{axis}_r") for axis in axes]
    right = np.array([name.endswith("_r") for name in body.muscles.names]) & ~body.muscles.trunk
    for label, (angles, (axis, sign)) in POSTURES.items():
        body.skeleton.place(body.skeleton.posture(angles))
        state = body.muscles.state()
        coupling = body.skeleton.coupling(body.skeleton.posture(angles))
        moments = (-(state.arms @ coupling).T * state.strength)[rows][:, right]
        count = int(right.sum())
        others = [at for at, name in enumerate(axes) if name != axis]
        wanted = sign * moments[axes.index(axis)]
        sense = np.zeros(count + 2, np.int32)
        sense[count:] = 5
        activation, *_ = daqp.solve(
            1e-4 * np.eye(count), -wanted, np.ascontiguousarray(moments[others]),
            np.concatenate([np.ones(count), np.zeros(2)]), np.zeros(count + 2), sense,
        )  # fmt: skip
        print(f"{label:40} {wanted @ activation:5.0f} N m, {wanted @ activation / 75.337:.2f} N m/kg")


if __name__ == "__main__":
    main()
