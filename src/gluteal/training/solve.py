"""Solves a linear model with CP-SAT: one worker, a fixed seed, and a limit on work done instead of on the clock."""

import sys
from dataclasses import dataclass, field, replace
from typing import Any

from gluteal.catalogue.claim import Ledger
from gluteal.training.linear import LinearModel

EXACT = 2 * int(1 / sys.float_info.epsilon)
"""Weights stay below this, where whole numbers are still exact in floating point."""

OPTIMAL, FEASIBLE, INFEASIBLE, UNKNOWN = "optimal", "feasible", "infeasible", "unknown"


@dataclass(frozen=True, slots=True)
class Found:
    """An answer of the solver.

    `work` is the solver's deterministic time (about seconds, but the same on every machine); `levels` the value
    of each objective; `bound` a proven lower bound of `objective`, the weighted sum of all levels.
    """

    status: str
    values: tuple[int, ...] = ()
    objective: int = 0
    bound: int = 0
    work: float = 0.0
    levels: dict[str, int] = field(default_factory=dict)


def weights(model: LinearModel) -> dict[str, int]:
    """Return weights under which one sum ranks solutions exactly as the objectives in their order do."""
    found, weight = {}, 1
    for name in reversed(model.objectives):
        found[name] = weight
        weight *= model.most[name] + 1
    return found


def one_sum(model: LinearModel) -> dict[int, int]:
    """Return the weighted sum of all objectives; the weights fit exactly into floating point."""
    factors = weights(model)
    total: dict[int, int] = {}
    for name, terms in model.objectives.items():
        for index, value in terms.items():
            total[index] = total.get(index, 0) + factors[name] * value
    worst = sum(factors[name] * model.most[name] for name in factors)
    assert worst < EXACT, f"objective range {worst} is not exact"  # noqa: S101  (a fault of the model, not of input)
    return total


def minimise(
    model: LinearModel,
    objective: dict[int, int],
    ledger: Ledger,
    work: float,
    hint: tuple[int, ...] = (),
) -> Found:
    """Minimise one objective.

    Args:
        model: The model; its own objectives are only read for `levels`.
        objective: Coefficients by variable.
        ledger: Where seed and limits stand.
        work: The most deterministic seconds to spend.
        hint: Values to start from, for the first variables.

    """
    cp, solver = _solver(ledger, work)
    problem, variables = _problem(cp, model)
    if objective:
        terms = [variables[i] for i in objective]
        problem.minimize(cp.LinearExpr.weighted_sum(terms, list(objective.values())))
    for variable, value in zip(variables, hint, strict=False):
        problem.add_hint(variable, value)
    status = solver.solve(problem)
    names = {cp.OPTIMAL: OPTIMAL, cp.FEASIBLE: FEASIBLE, cp.INFEASIBLE: INFEASIBLE}
    if status not in (cp.OPTIMAL, cp.FEASIBLE):
        return Found(names.get(status, UNKNOWN), work=solver.deterministic_time)
    values = tuple(solver.value(variable) for variable in variables)
    reached = sum(value * values[i] for i, value in objective.items())
    bound = reached if status == cp.OPTIMAL else round(solver.best_objective_bound)
    return Found(
        names[status],
        values,
        reached,
        bound,
        round(solver.deterministic_time, 2 + 1),
        {
            name: sum(value * values[i] for i, value in terms.items())
            for name, terms in model.objectives.items()
        },
    )


def best(model: LinearModel, ledger: Ledger, work: float) -> Found:
    """Minimise all objectives in their order; never ends without an answer.

    Where the limit is reached before any solution, some solution is sought without a limit and improved within it.
    """
    total = one_sum(model)
    found = minimise(model, total, ledger, work)
    if found.status != UNKNOWN:
        return found
    some = minimise(model, {}, ledger, ledger.number("planner-limits", "any-work"))
    if some.status in (INFEASIBLE, UNKNOWN):
        return some
    found = minimise(model, total, ledger, work, some.values)
    if found.status != UNKNOWN:
        return found
    # Every coefficient and every variable is 0 or more, so 0 is a bound.
    return replace(
        some, status=FEASIBLE, objective=sum(v * some.values[i] for i, v in total.items()), bound=0
    )


def _solver(ledger: Ledger, work: float) -> tuple[Any, Any]:
    from ortools.sat.python import cp_model  # half a second to import: only when something is solved

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = int(ledger.number("planner-limits", "seed"))
    solver.parameters.linearization_level = 2
    # The proof comes from the relaxation, so it gets every row at once; probing and clause simplification cost more
    # than they gain on models of this size (benchmarks/planner.py).
    solver.parameters.add_lp_constraints_lazily = False
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.inprocessing_dtime_ratio = 0
    solver.parameters.max_deterministic_time = work
    return cp_model, solver


def _problem(cp: Any, model: LinearModel) -> tuple[Any, list[Any]]:
    problem = cp.CpModel()
    variables = [
        problem.new_int_var(low, high, "") for low, high in zip(model.lows, model.highs, strict=True)
    ]
    for row in model.rows:
        terms = cp.LinearExpr.weighted_sum([variables[i] for i in row.terms], list(row.terms.values()))
        problem.add_linear_constraint(terms, row.low, row.high)
    return problem, variables
