"""On real people never tuned on, counts and findings stay at least as good as docs/form.md says."""

from collections import Counter

import pytest
import truth
from recordings import CLIPS, EXERCISES, UNSEEN_PEOPLE, clip, lunge_frames, uiprmd

from gluteal.catalogue.load import load
from gluteal.form.checker import check
from gluteal.form.landmark import Depth
from gluteal.form.report import Body, Degree
from gluteal.form.still import look_at
from gluteal.lab.form_reference import form_reference

ACTIVE = {(7, "m02"): "left", (7, "m04"): "left", (7, "m06"): "left"}  # the right side in all others


def test_repetitions_of_unseen_people_are_counted_within_one() -> None:
    off = [abs(len(one.report().reps) - 10) for one in truth.sets(UNSEEN_PEOPLE)]
    assert sum(o <= 1 for o in off) >= 23
    assert max(off) <= 3


def test_the_side_of_unseen_people_is_found() -> None:
    for move in ("m02", "m04", "m06"):
        for subject in UNSEEN_PEOPLE:
            for condition in ("correct", "incorrect"):
                sides = Counter(rep.side for rep in truth.Set(move, subject, condition).report().reps)
                assert sides.most_common(1)[0][0] is Body(ACTIVE.get((subject, move), "right"))
                assert sides.most_common(1)[0][1] >= 0.9 * sum(sides.values())


def test_each_repetition_of_unseen_people_turns_within_its_true_bounds() -> None:
    inside = []
    for one in truth.sets(UNSEEN_PEOPLE):
        _, bounds = uiprmd(one.subject, f"{one.move}_{one.condition}")
        inside += [any(a <= rep.turn_s <= b for a, b in bounds) for rep in one.report().reps]
    assert sum(inside) >= 0.99 * len(inside)


@pytest.mark.parametrize("move", EXERCISES)
def test_incorrect_sets_show_more_clear_faults_than_correct_ones(move: str) -> None:
    shown = {
        condition: [
            m
            for one in truth.sets(UNSEEN_PEOPLE, (move,), (condition,))
            for m in truth.marked(one.report(), Degree.CLEAR)
        ]
        for condition in ("correct", "incorrect")
    }
    share = {condition: sum(marks) / len(marks) for condition, marks in shown.items()}
    assert share["incorrect"] > share["correct"]


def test_knees_over_the_toes_are_told_in_labelled_frames() -> None:
    reference = form_reference(load(), "lunge")
    told: Counter[tuple[str, bool]] = Counter()
    unsure = 0
    for label, frame in lunge_frames():
        finding = next(
            f for f in look_at(frame, reference, (1280, 720), Depth.NONE) if f.look == "knee-over-toes"
        )
        if finding.degree is Degree.UNSURE:
            unsure += 1
        else:
            told[label, finding.degree is not Degree.NONE] += 1
    assert told["L", True] / (told["L", True] + told["L", False]) >= 0.95
    assert told["C", False] / (told["C", True] + told["C", False]) >= 0.90
    assert unsure / sum(told.values()) <= 0.08


def test_no_squat_clip_is_given_a_major_fault_that_nobody_saw() -> None:
    for name in CLIPS:
        for rep in check(clip(name), form_reference(load(), "squat")).reps:
            assert rep.clean is not False


def test_the_big_lean_of_the_balancing_man_is_seen_from_behind() -> None:
    report = check(clip("pose2sim_balance_cam04"), form_reference(load(), "standing-abduction"))
    (rep,) = report.reps
    assert rep.side is Body.RIGHT
    assert rep.turn_s == pytest.approx(0.8, abs=0.1)
    found = {f.look: f.degree for f in rep.findings}
    assert found["trunk-lean"] is Degree.CLEAR
    assert found["pelvis-hike"] is Degree.CLEAR
    assert rep.clean is False


def test_trunk_and_pelvis_of_one_camera_follow_those_of_four() -> None:
    rows = [line.strip("| ").split(" | ") for line in truth.several_cameras().splitlines()[2:]]
    moved = {(row[0], row[1]): float(row[4].rstrip("°")) for row in rows}
    assert all(moved["trunk-side", camera] < 3 for camera in "24")
    assert all(moved["obliquity", camera] < 3.5 for camera in "24")
    assert {row[1] for row in rows if row[6] == "yes"} == {"2", "4"}


def test_the_page_holds_the_tables_of_exercises_and_looks_as_they_are() -> None:
    page = truth.PAGE.read_text(encoding="utf-8")
    assert truth.several_cameras() in page
    assert truth.exercises() in page
    assert truth.looks() in page
    assert truth.signals() in page
    assert truth.lunges() in page
    assert truth.squats() in page
