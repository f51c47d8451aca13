"""What pain makes of the next target: out and an easier variation, one step back, or no change (rules D3-D5)."""

from dataclasses import replace

from gluteal.training import wording
from gluteal.training.comeback import still_returning, with_reserve
from gluteal.training.ladder import easier_rung, held, onto, step_back
from gluteal.training.pain import (
    PROFESSIONAL,
    Light,
    ambers_running,
    lines,
    needs_professional,
    red_days,
    rising,
    still_up,
    unanswered,
    weekly_means,
)
from gluteal.training.prescription import Change
from gluteal.training.standing import Move, Standing, days_ago, eased_by


def after_red(st: Standing, path: tuple[str, ...]) -> Move | None:
    """Return the stop or the easier rung where the newest session was red, else None.

    `path` holds the rungs that led here, the slot's own choice first.
    """
    run, case = st.runs[0], st.case
    if lines(st.choice, case.clearance, case.ledger).light(run.pain) is not Light.RED:
        return None
    family = {st.choice.slug, *st.choice.easier, *st.choice.harder, *path}
    days = red_days(case, family)
    if needs_professional(days, case.ledger):
        count = int(st.number("D5", "reds"))
        when = wording.listed(wording.on(day) for day in reversed(days[:count]))
        why = (
            f"Pain was above {wording.plain(st.number('D3', 'amber-to'))} of 10 on {when}; rule D5: "
            f"{count} red sessions in two weeks end this exercise, {PROFESSIONAL}."
        )
        return _stop(st, why, ("D5", "D3"))
    noted = f"Pain was {run.pain} of 10 on {wording.on(run.day)}, which is red"
    rung = easier_rung(case.catalogue.choices[st.choice.slug], case, path[-1] if path else None)
    away = days_ago(run.day, case.today) > st.number("A30", "break-days")
    if rung is not None:
        move = onto(rung, case, Change.EASIER, noted + "; rule D5: instead {target}", ("D5", "D3"))
        move = replace(move, sets=_no_more_sets(st))
        if away:
            return with_reserve(move, int(st.number("A30", "extra-rir")))
        return replace(move, why=move.why + ".")
    if away:
        return None  # long enough ago for the careful way back of A30
    rest = wording.plain(st.number("A30", "break-days"))
    why = (
        f"{noted}, and nothing easier remains; rule D5: leave it out for {rest} days, "
        "and see a doctor or physiotherapist if it does not get better."
    )
    return _stop(st, why, ("D5", "D3"))


def _no_more_sets(st: Standing) -> int:
    """Return the slot's sets, but no more than were done in the red session or in the one before it."""
    done = (len(run.sets) for run in st.runs[:2])
    return min(st.case.slot.sets, max(done))


def one_step_back(st: Standing) -> Move | None:
    """Return one step back after a bad morning, two amber sessions or weeks of rising pain, else None.

    In the first week after time off the greater reserve of rule A30 stays.
    """
    move = _one_step_back(st)
    if move is None or still_returning(st) is None:
        return move
    extra = int(st.number("A30", "extra-rir"))
    low, high = move.target.rir
    return replace(move, target=replace(move.target, rir=(low + extra, high + extra)))


def _one_step_back(st: Standing) -> Move | None:
    run, case = st.runs[0], st.case
    if still_up(run, st.choice.slug, case.side, case.diary, case.today):
        why = f"Pain was still up on the morning after {wording.on(run.day)}; rule D4: one step back to {{target}}."
        return step_back(st, why, ("D4",))
    limit = lines(st.choice, case.clearance, case.ledger)
    if ambers_running(st.runs, limit) >= st.number("D5", "ambers"):
        pains = [one.pain for one in st.runs if one.pain is not None][: int(st.number("D5", "ambers"))]
        why = (
            f"Pain was {wording.listed(reversed(pains))} of 10 in the last two sessions, amber both times; "
            "rule D5: one step back to {target}."
        )
        return step_back(st, why, ("D5", "D3"))
    means = weekly_means(st.runs, case.ledger)
    if rising(means, case.ledger):
        why = (
            f"Weekly pain rose from {wording.plain(means[-1])} to {wording.plain(means[0])} of 10; "
            "rule D5: one step back to {target}."
        )
        return step_back(st, why, ("D5",))
    return None


def wait_for_pain(st: Standing) -> Move | None:
    """Return the same target again while pain was amber or the morning after is unanswered, else None."""
    run, case = st.runs[0], st.case
    if lines(st.choice, case.clearance, case.ledger).light(run.pain) is Light.AMBER:
        return held(
            st,
            f"Pain was {run.pain} of 10, which is amber; rule D3: the same target again, {{target}}.",
            ("D3",),
            eased_by(st),
        )
    if unanswered(run, st.choice.slug, case.side, case.diary, case.today, case.ledger):
        why = (
            f"Pain was {run.pain} of 10 on {wording.on(run.day)} and the morning after is not answered yet; "
            "rule D4: nothing goes up until it is, so again {target}."
        )
        return held(st, why, ("D4",), eased_by(st))
    return None


def _stop(st: Standing, why: str, claims: tuple[str, ...]) -> Move:
    target = replace(st.base, load=st.load)
    return Move(Change.STOP, st.choice.slug, target, 0, why, claims, st.load)
