"""Points of the body that have a name: where bands, weights and hands take hold, and where the world can press."""

from dataclasses import dataclass
from functools import cache

from gluteal.body.errors import BodyError
from gluteal.body.model import SIDES, table
from gluteal.errors import UnknownName


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a body: body name and place in its frame, metres on a body of 1.70 m (it scales with the person)."""

    body: str
    at: tuple[float, float, float]

    def __post_init__(self) -> None:
        near = [abs(x) < 3 for x in self.at]  # not-a-number is not below 3 either
        if near != [True, True, True]:
            raise BodyError(
                f"A point of the body is three numbers between -3 and 3 m; it cannot be {self.at}."
            )

    def mirrored(self) -> "Spot":
        """Return the same point of the other side."""
        return Spot(other_side(self.body), (self.at[0], self.at[1], -self.at[2]))


def other_side(name: str) -> str:
    """Return “knee_l” for “knee_r” and the other way round; a name without a side stays."""
    if name.endswith(("_r", "_l")):
        return name[:-1] + ("l" if name[-1] == "r" else "r")
    return name


@cache
def spot(name: str) -> Spot:
    """Return a named point (“knee_r”, “hand_l”, “bar-hips”) of `data/points.toml`. Raises `UnknownName`."""
    points = table("points")
    if name in points["middle"]:
        entry = points["middle"][name]
        return Spot(entry["body"], tuple(entry["at"]))
    base, _, side = name.rpartition("_")
    if side in SIDES and base in points["points"]:
        return _on_side(points["points"][base]["body"], points["points"][base]["at"], side)
    raise UnknownName("point of the body", name, point_names())


def point_names() -> tuple[str, ...]:
    """Return the names that `spot` knows."""
    points = table("points")
    return (*points["middle"], *(f"{name}_{side}" for name in points["points"] for side in SIDES))


@cache
def support(name: str) -> tuple[Spot, ...]:
    """Return the points of a named support (“foot_r”, “upper-back_l”) of `data/points.toml`. Raises `UnknownName`."""
    base, _, side = name.rpartition("_")
    entry = table("points")["supports"].get(base)
    if side not in SIDES or entry is None:
        raise UnknownName("support", name, support_names())
    return tuple(_on_side(entry["body"], at, side) for at in entry["at"])


def support_names() -> tuple[str, ...]:
    """Return the names that `support` knows."""
    return tuple(f"{name}_{side}" for name in table("points")["supports"] for side in SIDES)


def _on_side(body: str, at: list[float], side: str) -> Spot:
    body = body if body in ("pelvis", "torso") else f"{body}_{side}"
    return Spot(body, (at[0], at[1], at[2] if side == "r" else -at[2]))
