"""Sweeps: what is drawn is in range, a worker's death loses nothing, and no cluster is a sentence."""

import os
import signal

import pytest

from gluteal.catalogue.load import load
from gluteal.errors import BadValue
from gluteal.lab.settings import settings_of
from gluteal.lab.sweep import NoCluster, Variation, drawn_people, drawn_variations, reckon, sweep


def test_what_is_drawn_can_be_set_and_is_the_same_each_time() -> None:
    catalogue = load()
    drawn = drawn_variations(150, 3)
    assert drawn == drawn_variations(150, 3) != drawn_variations(150, 4)
    assert len({variation.slug for variation in drawn}) > 100
    for variation in drawn:
        choice = catalogue.choice(variation.slug)
        settings = settings_of(choice, catalogue.exercise(variation.slug))
        for name, value in variation.settings:
            assert settings[name].checked(value) == value


def test_a_row_is_an_answer_or_a_sentence() -> None:
    tall, small = drawn_people(2, 1)
    rows = reckon(Variation("side-lying-abduction", (("hip-rotation", 10.0),)), (tall, small), 8)
    assert all(0 < max(row.peaks.values()) <= 1 for row in rows)
    assert rows[0].peaks != rows[1].peaks
    (wrong,) = reckon(Variation("side-lying-abduction", (("hip-rotation", 500.0),)), (tall,), 8)
    assert not wrong.peaks
    assert "-30 to 20 degrees" in (wrong.error or "")


def test_nothing_to_sweep_and_no_cluster_are_sentences() -> None:
    with pytest.raises(BadValue, match="at least one"):
        sweep((), drawn_people(1, 1))
    pytest.importorskip("distributed", reason="the extra “cluster” is not installed")
    with pytest.raises(NoCluster, match="Nobody answers"):
        sweep(drawn_variations(1, 1), drawn_people(1, 1), scheduler="tcp://127.0.0.1:9")


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_killed_worker_loses_nothing() -> None:
    distributed = pytest.importorskip("distributed", reason="the extra “cluster” is not installed")
    variations, people = drawn_variations(8, 5), drawn_people(2, 5)
    seen: list[tuple[int, int]] = []
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        pids = [worker.pid for worker in cluster.workers.values()]

        def told(done: int, total: int) -> None:
            if not seen:
                os.kill(pids[0], signal.SIGKILL)
            seen.append((done, total))

        rows = sweep(variations, people, scheduler=client, frames=8, told=told)
    assert seen[-1] == (16, 16)
    assert [(row.variation, row.person) for row in rows] == [(v, p) for v in variations for p in people]
    here = [row for variation in variations for row in reckon(variation, people, 8)]
    for one, other in zip(rows, here, strict=True):
        assert one.error == other.error
        assert one.peaks == pytest.approx(other.peaks, abs=1e-6)
