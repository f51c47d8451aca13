"""Many variations times many bodies at once, on this machine's cores or a cluster's: Dask does the sharing out.

The same call works without a scheduler's address (a cluster of processes on this machine) and with one
(`tcp://host:8786`; its workers need the same version of Gluteal). A worker that dies loses nothing: what it was at, and
what it had not yet handed back, is reckoned again elsewhere.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from gluteal.anatomy.region import Region
from gluteal.body.person import HEIGHTS, MASSES, Person
from gluteal.catalogue.formula import Value
from gluteal.catalogue.load import Catalogue
from gluteal.catalogue.load import load as shipped
from gluteal.errors import BadValue, GlutealError
from gluteal.lab.motion import reason_left_out
from gluteal.lab.settings import settings_of

if TYPE_CHECKING:
    from distributed import Client

FRAMES = 12
DEATHS = 20
"""Times that a task may see its worker die before it is given up."""


class NoCluster(GlutealError):
    """The extra that sharing out needs is not installed, or nobody answers at the address."""


@dataclass(frozen=True, slots=True)
class Variation:
    """A choice with settings; those left out are its own."""

    slug: str
    settings: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What one variation asks of one body.

    Attributes:
        variation: Which.
        person: Whose.
        peaks: Peak activation (0 to 1) by region and leg (“working”, “other”); empty where there is no answer.
        error: Why there is no answer, in a sentence.

    """

    variation: Variation
    person: Person
    peaks: dict[tuple[Region, str], float]
    error: str | None = None


def drawn_variations(count: int, seed: int, catalogue: Catalogue | None = None) -> tuple[Variation, ...]:
    """Return `count` variations drawn evenly from all choices that have a motion, settings within their ranges."""
    catalogue = catalogue or shipped()
    draw = random.Random(seed)  # noqa: S311 - a sample, no secret
    able = [
        (choice, exercise)
        for choice in catalogue.choices.values()
        if reason_left_out(choice, exercise := catalogue.exercise(choice.slug)) is None
    ]
    found = []
    for at in range(count):
        choice, exercise = able[at % len(able)]
        settings = {
            name: draw.choice(one.options) if one.options else draw.uniform(one.low or 0.0, one.high or 0.0)
            for name, one in settings_of(choice, exercise).items()
            if one.parameter
        }
        found.append(Variation(choice.slug, tuple(settings.items())))
    return tuple(found)


def drawn_people(count: int, seed: int) -> tuple[Person, ...]:
    """Return `count` bodies of adult heights, with masses and strengths that go with them."""
    draw = random.Random(seed)  # noqa: S311 - a sample, no secret
    found = []
    for _ in range(count):
        height = min(max(draw.gauss(1.70, 0.09), HEIGHTS[0]), HEIGHTS[1])
        mass = min(max(draw.uniform(19, 30) * height**2, MASSES[0]), MASSES[1])
        found.append(
            Person(height=round(height, 2), mass=round(mass, 1), strength=round(draw.uniform(0.6, 1.2), 2))
        )
    return tuple(found)


def reckon(variation: Variation, people: Sequence[Person], frames: int = FRAMES) -> list[Row]:
    """Return one row a person: this is what a worker does."""
    from gluteal.lab.loads import loads
    from gluteal.lab.motion import motion

    rows = []
    for person in people:
        body = _body(person)
        try:
            made = motion(
                variation.slug, dict(variation.settings), person=person, frames=frames, skeleton=body.skeleton
            )
            regions = loads(made, body, ranges=False).regions
            rows.append(Row(variation, person, {key: load.peak for key, load in regions.items()}))
        except GlutealError as error:
            rows.append(Row(variation, person, {}, str(error)))
    return rows


def sweep(
    variations: Sequence[Variation],
    people: Sequence[Person],
    *,
    scheduler: "str | Client | None" = None,
    workers: int | None = None,
    frames: int = FRAMES,
    told: Callable[[int, int], None] | None = None,
) -> list[Row]:
    """Return what every variation asks of every body, variation by variation.

    Args:
        variations: Which.
        people: Whose bodies.
        scheduler: Address of a Dask scheduler, or a client; none starts a cluster on this machine.
        workers: Processes of that cluster; one a core where none is given.
        frames: Postures a motion, 8 to 400.
        told: Called with (rows done, rows in all) as they come.

    Raises:
        NoCluster: If Dask is not installed or nobody answers at the address.

    """
    if not variations or not people:
        raise BadValue("A sweep needs at least one variation and one body.")
    total, done = len(variations) * len(people), 0
    found: dict[int, list[Row]] = {}
    with _client(scheduler, workers) as client:
        from distributed import as_completed

        futures = {
            client.submit(reckon, variation, list(people), frames, pure=False, retries=2): at
            for at, variation in enumerate(variations)
        }
        # Fetched as soon as they are there: what has come home no dying worker can take along.
        for future, rows in as_completed(futures, with_results=True):
            found[futures[future]] = rows
            future.release()
            done += len(rows)
            if told is not None:
                told(done, total)
    return [row for at in range(len(variations)) for row in found[at]]


@lru_cache(maxsize=64)
def _body(person: Person) -> Any:
    from gluteal.body.solve import Body

    return Body(person)


@contextmanager
def _client(scheduler: "str | Client | None", workers: int | None) -> "Iterator[Client]":
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError:
        raise NoCluster("Sharing out needs Dask: install gluteal with its extra “cluster”.") from None
    if isinstance(scheduler, Client):
        yield scheduler
        return
    settings: Mapping[str, object] = {"distributed.scheduler.allowed-failures": DEATHS}
    with dask.config.set(settings):
        if scheduler is not None:
            try:
                client = Client(scheduler, timeout="10s")
            except (OSError, ValueError) as error:
                raise NoCluster(f"Nobody answers at the scheduler's address {scheduler}.") from error
            with client:
                yield client
            return
        with (
            LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address=None,
                silence_logs=50,
            ) as cluster,
            Client(cluster) as client,
        ):
            yield client
