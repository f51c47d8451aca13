"""The names of all signals: unit, plane, meaning and sign of each."""

from enum import StrEnum


class Plane(StrEnum):
    """What the camera must look at for a signal to mean something."""

    FRONTAL = "frontal"  # from the front or the back
    SAGITTAL = "sagittal"  # from a side
    ANY = "any"


SIDED: dict[str, tuple[str, Plane, str]] = {
    "drop": (
        "%",
        Plane.ANY,
        "how much nearer the hip is to the height of its own ankle; 0 standing straight",
    ),
    "knee-lift": (
        "%",
        Plane.ANY,
        "how far the knee rose towards the height of its own hip; 0 hanging, 100 level",
    ),
    "leg-raise": ("°", Plane.ANY, "line from hip to ankle away from vertical, whichever way; 0 hanging"),
    "knee-flexion": ("°", Plane.SAGITTAL, "positive bent, 0 straight"),
    "hip-flexion": ("°", Plane.SAGITTAL, "positive thigh towards the belly, negative behind the body"),
    "thigh-forward": ("°", Plane.SAGITTAL, "thigh from vertical, positive knee ahead of the hip"),
    "shank-forward": ("°", Plane.SAGITTAL, "shank from vertical, positive knee ahead of the ankle"),
    "knee-over-toe": (
        "%",
        Plane.SAGITTAL,
        "knee ahead of the toes, in percent of the shank; negative behind them",
    ),
    "heel-lift": ("°", Plane.SAGITTAL, "line from toe to heel above level, positive heel higher"),
    "leg-out": ("°", Plane.FRONTAL, "line from hip to ankle from vertical, positive outward"),
    "hip-abduction": ("°", Plane.FRONTAL, "thigh against the pelvis, positive outward"),
    "knee-in": ("°", Plane.FRONTAL, "shank from vertical, positive knee inside the ankle"),
    "fppa": ("°", Plane.FRONTAL, "frontal-plane projection angle of thigh and shank, positive knee inward"),
    "foot-out": ("°", Plane.FRONTAL, "foot turned from straight ahead, positive outward"),
    "drift": (
        "°",
        Plane.ANY,
        "thigh ahead of the trunk's line, from guessed depth; positive towards the belly",
    ),
    "hand-off": ("%", Plane.ANY, "distance of the wrist from its own hip in the picture, of the trunk"),
    "ankle-x": ("", Plane.ANY, "ankle's place across the picture, in its own unit"),
    "ankle-up": ("", Plane.ANY, "ankle's height in the picture, in its own unit"),
}
"""Signals of each side: unit, plane, meaning and sign. Percent are of the leg's length unless said otherwise."""

SHARED: dict[str, tuple[str, Plane, str]] = {
    "obliquity": ("°", Plane.FRONTAL, "line of the hips from level, positive left side higher"),
    "trunk-side": ("°", Plane.FRONTAL, "line from hips to shoulders from vertical, positive to the left"),
    "trunk-forward": ("°", Plane.SAGITTAL, "the same line forward, positive forward"),
    "trunk-drop": ("%", Plane.ANY, "how far the shoulders came down towards the hips' height, of the trunk"),
    "step-width": ("%", Plane.FRONTAL, "distance of the ankles across the body"),
    "knee-width": ("%", Plane.FRONTAL, "distance of the knees across the body"),
    "knees-inside": ("%", Plane.FRONTAL, "how much nearer together the knees are than the ankles"),
    "knee-gap": ("%", Plane.ANY, "distance of the knees in the picture"),
    "leg-gap": ("°", Plane.ANY, "angle between the lines from hip to ankle of both legs"),
    "hip-line": (
        "%",
        Plane.ANY,
        "hips above the line from shoulders to ankles, of the trunk; negative sagging",
    ),
    "hip-height": ("%", Plane.ANY, "height of the hips above where the feet were at first"),
    "leg-length": ("", Plane.ANY, "length of the leg in the picture, in its own unit"),
    "ankle-lead": ("%", Plane.SAGITTAL, "left ankle ahead of the right one"),
    "stride": ("%", Plane.SAGITTAL, "distance of the ankles along the way the person faces"),
    "depth-lead": (
        "%",
        Plane.ANY,
        "left ankle nearer the camera than the right one, by height in the picture",
    ),
    "foot-off": ("%", Plane.ANY, "difference in height of the ankles"),
    "left-top": (
        "%",
        Plane.ANY,
        "left shoulder and hip above the right ones, of the trunk; tells how one lies",
    ),
    "end-on": (
        "",
        Plane.ANY,
        "how much the trunk points at the camera: 1 feet towards it, -1 head towards it",
    ),
    "view-cos": ("", Plane.ANY, "cosine of the view's angle: 1 facing the camera, -1 back to it"),
    "view-sin": ("", Plane.ANY, "its sine: 1 left side towards the camera, -1 right side"),
    "roll": ("°", Plane.ANY, "the view's angle of this very frame; 0 facing the camera, 90 left side to it"),
}
"""Signals of the whole body."""

NAMES: tuple[str, ...] = (*(f"{name}:{side}" for name in SIDED for side in ("left", "right")), *SHARED)
"""Every signal in the order of the values that `signals` returns."""
PLACE: dict[str, int] = {name: place for place, name in enumerate(NAMES)}
