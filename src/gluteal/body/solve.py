"""How hard each muscle must work: least sum of squared activations that balances a posture, and how sure that is.

What comes out is what the mechanics ask of each muscle, and which way a variation moves it; never a person's %MVIC.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from gluteal.anatomy.region import Region
from gluteal.body.balance import Frame, demand_of, prepare, pulls_of
from gluteal.body.contact import Contact
from gluteal.body.cue import FIRM_PUSH, Cue, closed_legs, pushes_of
from gluteal.body.errors import BodyError, NoBalance, TooHeavy, within
from gluteal.body.force import Force
from gluteal.body.muscle import Muscles
from gluteal.body.person import Person
from gluteal.body.programme import Builder, Programme, Settings, minimise, missing
from gluteal.body.skeleton import Array, Skeleton, joint_in_words
from gluteal.body.solution import Solution
from gluteal.errors import UnknownName

WORKING = 1e-9
NARROW = 0.02
"""Width of a range, in activation, up to which a region counts as determined."""


@dataclass(frozen=True, slots=True)
class Span:
    """What a posture asks at least, and what it may ask when the hips push out against planted feet.

    Attributes:
        least: The least effort that balances.
        firm: With the hips holding their legs and bands alone and pushing out by the cue's newtons on top; the same
            as `least` where no leg is closed.
        closed: Sides (“r”, “l”) of the legs whose contacts leave the person a choice.

    """

    least: Solution
    firm: Solution
    closed: tuple[str, ...]

    @property
    def ranges(self) -> dict[tuple[Region, str], tuple[float, float]]:
        """Lower and upper activation of each region and side."""
        least, firm = self.least.by_region(), self.firm.by_region()
        return {key: (min(low, firm[key]), max(low, firm[key])) for key, low in least.items()}

    @property
    def undetermined(self) -> frozenset[tuple[Region, str]]:
        """The regions whose range is wider than `NARROW`: they get no single number, but the word “undetermined”."""
        return frozenset(key for key, (low, high) in self.ranges.items() if high - low > NARROW)


class Body:
    """One person's skeleton and muscles, and the solver. Not for use by two threads at once.

    Args:
        person: Height, mass, strength.
        settings: Of the programme.

    """

    def __init__(self, person: Person | None = None, settings: Settings | None = None) -> None:
        self.skeleton = Skeleton(person)
        self.muscles = Muscles(self.skeleton)
        self.settings = settings or Settings()
        joints = len(self.skeleton.dofs) - 6
        self._programmes: WeakKeyDictionary[Frame, Programme] = WeakKeyDictionary()
        self._builder = Builder(self.muscles, joints, self.skeleton.person.mass, self.settings)

    def prepare(
        self,
        qpos: Array,
        contacts: Sequence[Contact],
        velocity: Array | None = None,
        acceleration: Array | None = None,
    ) -> Frame:
        """Make a posture ready to be solved for any pulls; see `balance.prepare`."""
        return prepare(self.skeleton, self.muscles, qpos, contacts, velocity, acceleration)

    def solve(
        self,
        frame: Frame,
        forces: Sequence[Force] = (),
        *,
        cue: Cue | None = None,
        prior: Mapping[str, float] | None = None,
        start: Solution | None = None,
    ) -> Solution:
        """Return the least sum of squared activations that holds the posture against gravity and the forces.

        Args:
            frame: From `prepare`.
            forces: What pulls.
            cue: What the person is told to do beyond holding, “push the knees out”.
            prior: Activation by name of element that people are known to add without need; enters as one linear
                term -2 x prior x activation, and its result stands apart in `primed`.
            start: A solution of a like frame (the one before), to begin from; makes it faster, never different.

        Raises:
            NoBalance: If the contacts cannot carry the body.
            TooHeavy: If the muscles cannot hold a joint.
            BodyError: If a force is no finite number.
            UnknownName, OutOfRange: For a prior of no element, or outside 0 to 1.

        """
        demand = frame.demand
        if forces:
            demand = demand + demand_of(self.skeleton, frame, pulls_of(self.skeleton, frame, forces))
        if not np.isfinite(demand).all():
            raise BodyError("A force on the body is not a finite number of newtons.")
        programme = self._programme(frame, demand, cue)
        working = _working(programme, start)
        z = minimise(programme, demand, working)
        if z is None:
            raise self._imbalance(frame, programme, demand)
        primed = None
        if prior:
            other = minimise(programme, demand, working, self._linear(programme, prior))
            if other is None:
                raise self._imbalance(frame, programme, demand)
            primed = np.clip((other * programme.scale)[: programme.muscles], 0.0, 1.0)
        return self._solution(frame, programme, demand, z, primed)

    def span(
        self,
        frame: Frame,
        forces: Sequence[Force] = (),
        *,
        cue: Cue | None = None,
        start: Solution | None = None,
    ) -> Span:
        """Return the range over what the person may do with closed legs; costs a second solve where there are any.

        Args:
            frame: From `prepare`.
            forces: What pulls.
            cue: The upper end; a push of `FIRM_PUSH` where there is none.
            start: A solution of a like frame.

        Raises:
            As `solve`.

        """
        least = self.solve(frame, forces, start=start)
        closed = closed_legs(frame)
        firm = self.solve(frame, forces, cue=cue or Cue(FIRM_PUSH), start=least) if closed else least
        return Span(least, firm, closed)

    def _programme(self, frame: Frame, demand: Array, cue: Cue | None) -> Programme:
        if cue is not None:
            self.skeleton.place(frame.qpos)
            return self._builder.build(frame, pushes_of(self.skeleton, frame, demand, cue))
        if frame not in self._programmes:
            self._programmes[frame] = self._builder.build(frame)
        return self._programmes[frame]

    def _linear(self, programme: Programme, prior: Mapping[str, float]) -> Array:
        linear = np.zeros(len(programme.scale))
        for name, expected in prior.items():
            if name not in self.muscles.names:
                raise UnknownName("muscle element", name, self.muscles.names)
            at = self.muscles.names.index(name)
            value = within(f"The activation expected of {name}", expected, 0, 1)
            linear[at] = -self._builder.effort[at] * value
        return linear

    def _solution(
        self, frame: Frame, programme: Programme, demand: Array, z: Array, primed: Array | None
    ) -> Solution:
        error = programme.rows[: len(demand)] @ z - demand
        x = z * programme.scale
        muscles, edges = programme.muscles, programme.muscles + programme.edges
        reserve = x[edges : edges + len(demand) - 6]
        worst = int(np.abs(reserve[3:]).argmax()) + 3
        if abs(reserve[worst]) > self.settings.most_reserve:
            raise TooHeavy(joint_in_words(self.skeleton.dofs[6 + worst]), float(abs(reserve[worst])))
        return Solution(
            skeleton=self.skeleton,
            muscles=self.muscles,
            frame=frame,
            activation=np.clip(x[:muscles], 0.0, 1.0),
            contact=np.maximum(x[muscles:edges], 0.0),
            reserve=reserve,
            residual=float(np.abs(error).max()),
            primed=primed,
        )

    def _imbalance(self, frame: Frame, programme: Programme, demand: Array) -> NoBalance:
        if not frame.contacts:
            return NoBalance("The body stands or lies on nothing: a posture needs at least one contact.")
        short = missing(programme, demand)
        if short is None:
            return NoBalance("No way was found to balance this posture on its contacts.")
        self.skeleton.place(frame.qpos)
        turn = self.skeleton.turning("root") @ short[3:]
        return NoBalance(_in_words(short[:3], turn), (*short[:3].tolist(), *turn.tolist()))


def _working(programme: Programme, start: Solution | None) -> NDArray[np.bool_] | None:
    """Return the unknowns that worked in `start`; None where it tells nothing."""
    if start is None or len(start.activation) != programme.muscles:
        return None
    working = np.ones(len(programme.scale), bool)
    working[: programme.muscles] = start.activation > WORKING
    if len(start.contact) == programme.edges:
        working[programme.muscles : programme.muscles + programme.edges] = start.contact > WORKING
    return working


def _in_words(push: Array, turn: Array) -> str:
    """Say which way a body falls that needs this push (N) and turn (N m, world axes) to stay."""
    parts = []
    if abs(turn[1]) > 1:
        parts.append(f"tips {'backward' if turn[1] > 0 else 'forward'} ({abs(turn[1]):.0f} N m are missing)")
    if abs(turn[0]) > 1:
        parts.append(f"tips to the {'left' if turn[0] > 0 else 'right'} ({abs(turn[0]):.0f} N m are missing)")
    if abs(turn[2]) > 1:
        parts.append(f"turns round ({abs(turn[2]):.0f} N m are missing)")
    if np.linalg.norm(push) > 1:
        parts.append(f"slides or sinks ({np.linalg.norm(push):.0f} N are missing)")
    what = " and ".join(parts) or "is a little off balance"
    return (
        f"The contacts cannot carry the body in this posture: it {what}; bring the weight over the support."
    )
