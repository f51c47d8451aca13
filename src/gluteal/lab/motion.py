"""From a choice and its settings to its motion: a posture, contacts and forces for every frame, for either side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gluteal.body.contact import Contact
from gluteal.body.force import Force
from gluteal.body.person import Person
from gluteal.body.posture import Angle, Balance, Fit, Goal, Place, fit
from gluteal.body.skeleton import ANGLES, Skeleton
from gluteal.catalogue.exercise import Choice, Exercise
from gluteal.catalogue.formula import Value
from gluteal.catalogue.load import Catalogue
from gluteal.catalogue.load import load as shipped
from gluteal.errors import BadValue, GlutealError
from gluteal.lab.ground import BALANCED, STANDS, Planted
from gluteal.lab.keys import Solved, Stand
from gluteal.lab.part import patch
from gluteal.lab.press import hardest_press
from gluteal.lab.resist import HARDEST, cue, forces, needs_strength, weight_acts
from gluteal.lab.settings import KNEES_OUT, OPEN, complete, names_for_formulas
from gluteal.lab.stage import stage
from gluteal.lab.track import FEW, Track, one_by_one
from gluteal.lab.ways import PELVIS, Way, eased, mixed, ways_of

Array = NDArray[np.float64]
FRAMES = 50


class NoMotion(GlutealError):
    """An exercise has no motion; the sentence says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """A choice as it moves, with all its settings.

    World: x ahead, y to the left, z up, floor at 0; metres, seconds, newtons.

    Args:
        slug: The choice.
        settings: Every setting, with its value.
        side: "right" or "left": which leg is the working one.
        working: What the working leg is in words, such as "standing leg".
        other: The same of the other leg.
        person: Whose body it is.
        times: (frames,) seconds from 0; where the motion comes back to its start, the last frame is one step before that.
        qpos: (frames, 38) postures as `body.skeleton` has them.
        postures: Name of each key posture, with the index of the frame nearest to it.
        contacts: What the body bears on, frame by frame.
        forces: What pulls on it, the same in all frames.
        knees_out: Newtons with which the person pushes each planted knee outwards, None where nothing is said.
        surfaces: Height in metres of everything that something bears on.
        off: The worst fit of any frame: metres, degrees turned.
        simplified: What is simpler here than in life.

    """

    slug: str
    settings: dict[str, Value]
    side: str
    working: str
    other: str
    person: Person
    times: Array
    qpos: Array
    postures: tuple[tuple[str, int], ...]
    contacts: tuple[tuple[Contact, ...], ...]
    forces: tuple[Force, ...]
    knees_out: float | None
    surfaces: dict[str, float]
    off: tuple[float, float]
    simplified: tuple[str, ...]
    balance: tuple[tuple[Array, float] | None, ...]


def motion(
    slug: str,
    settings: Mapping[str, object] | None = None,
    side: str = "right",
    person: Person | None = None,
    frames: int = FRAMES,
    *,
    skeleton: Skeleton | None = None,
    catalogue: Catalogue | None = None,
) -> Motion:
    """Return how a choice moves.

    Args:
        slug: An exercise or a preset.
        settings: Settings by name; those left out are the choice's own.
        side: "right" or "left".
        person: Height and mass.
        frames: How many postures, at equal distances of time over one repetition; 8 to 400.
        skeleton: The person's skeleton, where there is one already.
        catalogue: The shipped one where none is given.

    Raises:
        UnknownName: For an exercise or setting that does not exist.
        BadValue: For a value out of range, with the range.
        NoMotion: Where the exercise has none, with the reason.

    """
    catalogue = catalogue or shipped()
    choice, exercise = catalogue.choice(slug), catalogue.exercise(slug)
    if side not in ("right", "left"):
        raise BadValue(f"A side is right or left; it cannot be {side!r}.")
    if not 8 <= frames <= 400:
        raise BadValue(f"A motion has 8 to 400 frames; it cannot have {frames}.")
    values = complete(choice, exercise, settings or {})
    skeleton = skeleton or Skeleton(person)
    right = _Maker(choice, exercise, values, skeleton, frames).make()
    return right if side == "right" else mirrored(right, skeleton)


def mirrored(one: Motion, skeleton: Skeleton) -> Motion:
    """Return the same motion with the other leg working: its mirror image in the plane y = 0."""
    from dataclasses import replace

    flip = np.array([1.0, -1.0])
    return replace(
        one,
        side="left" if one.side == "right" else "right",
        qpos=np.array([skeleton.mirrored(posture) for posture in one.qpos]),
        contacts=tuple(tuple(c.mirrored() for c in frame) for frame in one.contacts),
        forces=tuple(force.mirrored() for force in one.forces),
        balance=tuple(None if b is None else (b[0] * flip, b[1]) for b in one.balance),
    )


def reason_left_out(choice: Choice, exercise: Exercise) -> str | None:
    """Return why a choice has no motion, None where it has one."""
    if exercise.motion is None:
        return "nobody has described its motion yet"
    return exercise.motion.left_out or exercise.motion.choices_left_out.get(choice.slug)


def acts(choice: Choice, exercise: Exercise, values: Mapping[str, Value]) -> bool:
    """Tell whether `weight` loads the body with these settings."""
    names = names_for_formulas(choice, dict(values))
    if needs_strength(choice, exercise):
        names[HARDEST] = 1.0
    return weight_acts(choice, exercise, names)


def idle_weight(values: Mapping[str, Value]) -> str:
    """Say that `weight` does nothing with these settings, and what would make it act."""
    if values.get("load-side") == "none":
        return "No hand holds the weight, so it does nothing: load-side says which hand does."
    return "The weight does nothing with these settings."


_FRICTION = 0.8  # of skin, cloth and soles on mat, floor and bench
_ALONG = 1.0  # weight, per metre or radian, of staying on the line between two key postures


class _Maker:
    """Makes one motion, right leg working."""

    def __init__(
        self, choice: Choice, exercise: Exercise, values: dict[str, Value], skeleton: Skeleton, frames: int
    ) -> None:
        if exercise.motion is None or (reason_left_out(choice, exercise)):
            raise NoMotion(f"{choice.name} has no motion: {reason_left_out(choice, exercise)}.")
        self.choice, self.values, self.skeleton = choice, values, skeleton
        self.described = exercise.motion
        names = names_for_formulas(choice, values)
        if needs_strength(choice, exercise):
            names[HARDEST] = hardest_press(skeleton.person)
        self.stage = stage(exercise.motion, choice, names)
        self.forces = forces(choice, exercise, names)
        self.weighs = weight_acts(choice, exercise, names)
        self.cue = cue(choice, exercise, names)
        self.stand = Stand(skeleton, self.stage, self.forces)
        self.frames = frames
        self.contacts: dict[str, tuple[Contact, ...]] = {}
        self.many = False  # whether there are more ways than there and back
        self.tracks: dict[tuple[Solved, Solved, tuple[str, ...]], Track] = {}

    def make(self) -> Motion:
        keys = self.stand.solve()
        ways = ways_of(self.skeleton, keys, self.described.returns, self.described.rests)
        self.many = sum(way.moves for way in ways) > 2
        total = sum(way.seconds for way in ways)
        steps = self.frames if self.described.returns else self.frames - 1
        times = np.arange(self.frames) * total / steps
        starts = np.cumsum([0.0, *(way.seconds for way in ways)])
        at = np.minimum(np.searchsorted(starts, times, side="right") - 1, len(ways) - 1)
        qpos, contacts, balance, fits = [], [], [], []
        for number, way in enumerate(ways):
            parts = eased((times[at == number] - starts[number]) / way.seconds) * way.moves
            postures, found = self._along(way, parts)
            qpos += list(postures)
            fits += found
            stands = self.stand.ground.balances(way.contacts)
            balance += [self._aim(way, float(part)) if stands else None for part in parts]
            contacts += [self._contacts(way.contacts)] * len(parts)
        ends = starts[: len(ways)]
        return Motion(
            slug=self.choice.slug,
            settings=self.values,
            side="right",
            working=self.described.working,
            other=self.described.other,
            person=self.skeleton.person,
            times=times,
            qpos=np.array(qpos),
            postures=tuple(
                (way.start.key.name, int(np.argmin(np.abs(times - begin))))
                for way, begin in zip(ways, ends, strict=True)
                if not way.moves or not way.start.key.hold
            ),
            contacts=tuple(contacts),
            forces=self.forces,
            knees_out=self.cue if self.cue is not None else self._told(),
            surfaces=self.stage.heights,
            off=(max(f.metres for f in fits), max(f.turn_degrees for f in fits)),
            simplified=self.described.simplified + self._idle(),
            balance=tuple(balance),
        )

    def _told(self) -> float | None:
        said = self.values.get(KNEES_OUT, OPEN)
        return None if said == OPEN else float(said)

    def _idle(self) -> tuple[str, ...]:
        if "weight" not in self.values or self.weighs:
            return ()
        return (idle_weight(self.values),)

    def _along(self, way: Way, parts: Array) -> tuple[Array, list[Fit]]:
        """Return the postures at these parts of a way, and how well what they were read off from was met."""
        a, b = way.start.fit.qpos, way.end.fit.qpos
        if not way.moves:
            held = self._frame(way, 0.0, a)
            return np.tile(held.qpos, (len(parts), 1)), [held]
        if len(parts) < FEW and self.many:
            return one_by_one(self.skeleton, lambda part, seed: self._frame(way, part, seed), a, b, parts)
        back = self.tracks.get((way.end, way.start, way.contacts))
        if back is not None and way.end.planted == way.start.planted:  # no foot has been put elsewhere
            return back.at(1 - parts), back.fits
        track = Track(self.skeleton, lambda part, seed: self._frame(way, part, seed), a, b)
        self.tracks[way.start, way.end, way.contacts] = track
        return track.at(parts), track.fits

    def _aim(self, way: Way, part: float) -> tuple[Array, float] | None:
        """Return where the centre of pressure belongs (x, y) and at what height; None where more than feet bears."""
        if not self.stand.ground.balances(way.contacts):
            return None
        return self._pressure(way, part, {**way.end.planted, **way.start.planted})

    def _frame(self, way: Way, part: float, seed: Array) -> Fit:
        """Return the posture a part of the way along: the two key postures mixed, contacts and balance exact."""
        stand, ground, skeleton = self.stand, self.stand.ground, self.skeleton
        planted: dict[str, Planted] = {**way.end.planted, **way.start.planted}
        apart = {**way.end.apart, **way.start.apart}
        goals: list[Goal] = ground.contact_goals(way.contacts, planted, apart)
        first, last = way.angles(skeleton)
        goals += [Angle(n, (1 - part) * first[n] + part * last[n], _ALONG) for n in ANGLES]
        goals += stand.turn_goals(
            mixed(way.start.key.pelvis, way.end.key.pelvis, part),
            mixed(way.start.key.trunk, way.end.key.trunk, part),
        )
        goals.append(Place(PELVIS, (1 - part) * way.places[0] + part * way.places[1], np.full(3, _ALONG)))
        if self.described.rests:
            spot = patch(self.described.rests[0]).middle
            goals.append(Place(spot, (1 - part) * way.rests[0] + part * way.rests[1], np.full(3, STANDS)))
        goals += ground.clear_goals(way.contacts)
        goals += ground.support_goals(way.contacts)
        if (aim := self._aim(way, part)) is not None:
            goals.append(Balance(*aim, BALANCED, ground.pulls))
        return fit(skeleton, goals, seed, most_steps=20)

    def _pressure(self, way: Way, part: float, planted: dict[str, Planted]) -> tuple[Array, float]:
        ends = [
            self.stand.ground.pressure_target(
                solved.key.contacts, solved.key.share, {**planted, **solved.planted}
            )
            for solved in (way.start, way.end)
        ]
        (a, low), (b, high) = ends
        return (1 - part) * a + part * b, (1 - part) * low + part * high

    def _contacts(self, names: Sequence[str]) -> tuple[Contact, ...]:
        key = "|".join(names)
        if key not in self.contacts:
            self.contacts[key] = tuple(self._contact(name) for name in (*names, *self.described.rests))
        return self.contacts[key]

    def _contact(self, name: str) -> Contact:
        other = self.stand.ground.other_of(name) if name not in self.described.rests else None
        friction = 0.0 if name in self.described.smooth else _FRICTION
        body = None if other is None else other.spots[0].body
        return Contact(on=patch(name).spots, body=body, friction=friction)
