"""Makes the several-camera data of the balancing trial: joints triangulated from four cameras, and two cameras' landmarks.

usage: python tests/form/cameras.py FOLDER   FOLDER holds Pose2Sim/ of the wheel pose2sim==0.7.2 (BSD-3-Clause)

The joints come from the trial's own OpenPose points and calibration, so from another network than ours. They are no
marker-based truth: the points that go back into the pictures lie some pixels beside those they came from.
"""

import json
import re
import sys
from pathlib import Path

import numpy as np

DATA = Path(__file__).parent / "data"
SESSION = "Pose2Sim/S00_Demo_Session"
TRIAL = f"{SESSION}/S00_P00_SingleParticipant/S00_P00_T01_BalancingTrial"
CAMERAS = (1, 2, 3, 4)
POINTS = {
    "nose": 0, "left_ear": 3, "right_ear": 4, "left_shoulder": 5, "right_shoulder": 6, "left_elbow": 7,
    "right_elbow": 8, "left_wrist": 9, "right_wrist": 10, "left_hip": 11, "right_hip": 12, "left_knee": 13,
    "right_knee": 14, "left_ankle": 15, "right_ankle": 16, "left_heel": 21, "right_heel": 24, "left_toe": 19,
    "right_toe": 22,
}  # fmt: skip
"""Places of the joints among the 25 points of the trial's files (BODY_25B)."""
LEAST_SURE = 0.3
FPS = 60


def calibration(path: Path) -> tuple[list[np.ndarray], list[float]]:
    """Return each camera's 3 x 4 matrix from world (mm, z up) to pixels, and by how many degrees its picture leans.

    The small distortion of the lenses is left out.
    """
    found, leans = [], []
    for camera in re.findall(r"<camera .*?</camera>", path.read_text(encoding="ascii"), re.S):
        value = {k: float(v) for k, v in re.findall(r'(\w+)="(-?[\d.]+)"', camera)}
        turn = np.array([[value[f"r{i}{j}"] for j in (1, 2, 3)] for i in (1, 2, 3)])
        # the file's axes of a camera are turned half round about x against those of a picture
        turn = np.diag([1.0, -1.0, -1.0]) @ turn
        at = np.array([value["x"], value["y"], value["z"]])
        inner = np.array(
            [
                [value["focalLengthU"] / 64, 0, value["centerPointU"] / 64],
                [0, value["focalLengthV"] / 64, value["centerPointV"] / 64],
                [0, 0, 1],
            ]
        )
        found.append(inner @ np.column_stack([turn, -turn @ at]))
        leans.append(float(np.degrees(np.arctan2(-turn[0, 2], -turn[1, 2]))))
    return found, leans


def points(folder: Path) -> np.ndarray:
    """Return (frames, 25, 3) of one camera: x, y, how sure; of several people the surest, and then the same one."""
    rows: list[np.ndarray] = []
    for file in sorted(folder.glob("*.json")):
        people = [
            np.array(p["pose_keypoints_2d"]).reshape(-1, 3) for p in json.loads(file.read_text())["people"]
        ]
        if not rows:
            rows.append(max(people, key=lambda p: p[:, 2].sum()))
            continue
        last = rows[-1]
        rows.append(min(people, key=lambda p: np.hypot(*(p[11:13, :2] - last[11:13, :2]).T).sum()))
    return np.array(rows)


def triangulated(matrices: list[np.ndarray], seen: np.ndarray) -> tuple[np.ndarray, float]:
    """Return the place (frames, joints, 3) that fits the cameras best, and the median distance in pixels in the pictures.

    Every camera that is sure of a point counts: leaving out those that disagree made the bones' lengths less steady.
    """
    places = np.empty((seen.shape[1], len(POINTS), 3))
    offs = []
    for f in range(seen.shape[1]):
        for j, point in enumerate(POINTS.values()):
            views = [
                (matrix, *seen[n, f, point])
                for n, matrix in enumerate(matrices)
                if seen[n, f, point, 2] >= LEAST_SURE
            ]
            place, off = _fitted(views)
            places[f, j] = place
            offs.append(off)
    return places, float(np.median(offs))


def _fitted(views: list[tuple[np.ndarray, float, float, float]]) -> tuple[np.ndarray, float]:
    """Return the place that fits these views best, and by how many pixels it lies beside them on average."""
    lines = []
    for matrix, x, y, sure in views:
        lines += [sure * (x * matrix[2] - matrix[0]), sure * (y * matrix[2] - matrix[1])]
    place = np.linalg.svd(np.array(lines))[2][-1]
    place = place / place[3]
    backs = [(matrix @ place, x, y) for matrix, x, y, _ in views]
    off = np.mean([np.hypot(back[0] / back[2] - x, back[1] / back[2] - y) for back, x, y in backs])
    return place[:3], float(off)


def landmarks(lines: Path, name: str) -> None:
    """Pack what `gluteal form --landmarks` wrote as the other clips are packed."""
    head, *frames = (json.loads(line) for line in lines.read_text().splitlines())
    image = np.array([frame["image"] for frame in frames])
    world = np.array([frame["world"] for frame in frames])

    def steps(values: np.ndarray, scale: float) -> np.ndarray:
        return np.diff(np.round(values * scale), axis=0, prepend=0).astype(np.int16)

    np.savez_compressed(
        DATA / f"{name}.npz",
        image=steps(image[..., :2], 10),
        world=steps(world, 1000),
        visibility=np.round(image[..., 2] * 250).astype(np.uint8),
        t=np.array([frame["t"] for frame in frames], np.float32),
        size=np.array(head["size"]),
    )


def main(folder: Path) -> None:
    """Write the joints of all four cameras together."""
    matrices, leans = calibration(folder / SESSION / "S00_Calibration" / "Calib.qca.txt")
    seen = np.array([points(folder / TRIAL / "pose" / f"cam0{n}_json") for n in CAMERAS])
    places, off = triangulated(matrices, seen)
    print(f"{len(places)} frames, the points lie {off:.1f} pixels beside (median)")  # noqa: T201
    turned = np.stack(
        [places[..., 0], places[..., 2], -places[..., 1]], axis=-1
    )  # y up, z towards the viewer
    steps = np.diff(np.round(turned), axis=0, prepend=0).astype(np.int16).transpose(1, 2, 0)
    np.savez_compressed(
        DATA / "pose2sim_balance_joints.npz",
        trial=steps,
        joints=np.array(list(POINTS)),
        fps=FPS,
        leans=np.round(leans, 1),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    for lines in map(Path, sys.argv[2:]):
        landmarks(lines, f"pose2sim_balance_{lines.stem}")
