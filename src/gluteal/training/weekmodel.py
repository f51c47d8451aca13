"""The week as a linear model: hard rows, and on top of them what is wanted in which order."""

import math
from collections.abc import Callable

from gluteal.catalogue.claim import Ledger
from gluteal.training.candidate import Candidate, spill_of
from gluteal.training.linear import FAR
from gluteal.training.solve import EXACT
from gluteal.training.weekly import LEVELS, Week, WeekModel
from gluteal.training.weekrows import Rows


def assemble(week: Week, ledger: Ledger, relaxable_steps: int = 0) -> WeekModel:
    """Build the model of a week.

    Args:
        week: The question. Candidates that are blocked get a row of their own group that forbids them.
        ledger: Where the rules' numbers stand.
        relaxable_steps: How many steps of extra minutes may be bought (for finding what would make a plan
            possible); 0 for the plain question.

    """
    builder = _Builder(week, ledger)
    builder.decisions()
    builder.sessions(relaxable_steps)
    builder.across_the_week()
    builder.reach()
    return builder.finish()


class _Builder(Rows):
    """Adds the wishes to the rows; lives only during `assemble`."""

    def reach(self) -> None:
        """Rows of the aims, the ceilings and the coverage, and what the later objectives count."""
        model, week, out = self.model, self.week, self.out
        first = self.ledger.number("region-weights", "first-share")
        more = int(self.ledger.number("region-weights", "first-factor")) - 1
        for aim in week.aims:
            low, high = {}, {}
            for (s, slug), x in out.sets.items():
                worth = self.credits[slug].get(aim.region)
                if worth is not None:
                    low[x], high[x] = self.times[s] * worth.low, self.times[s] * worth.high
            short = out.short[aim.region] = model.variable(0, aim.target)
            self.goals["shortfall"][short] = aim.weight
            # The first sets for a region count most: nothing at all is worse than a little less everywhere.
            deep = model.variable(0, round(first * aim.target))
            model.row({short: 1, deep: -1}, 0, aim.target - model.highs[deep])
            self.goals["shortfall"][deep] = aim.weight * more
            model.row({**low, short: 1}, aim.target, FAR)
            model.row(high, 0, aim.ceiling)
        for role in week.roles:
            self._need(f"role:{role}", {out.used[c.choice.slug] for c in week.candidates if role in c.roles})
        if week.multi_joint:
            often = min(int(self.ledger.number("A29", "sessions-a-week")), len(week.days))
            ways = {
                s: {out.on[s, c.choice.slug] for c in week.candidates if c.multi_joint} for s in self.kinds
            }
            terms = {y: self.times[s] for s in self.kinds for y in sorted(ways[s])}
            missing = out.missing["multi-joint"] = model.variable(0, often)
            self.goals["coverage"][missing] = 1
            model.row({**terms, missing: 1}, often, FAR)
        if week.loaded:
            machine = {out.used[c.choice.slug] for c in week.candidates if c.loaded_abduction}
            if machine:
                self._need("loaded-abduction", machine)
        if week.power:
            power = {out.used[c.choice.slug] for c in week.candidates if not c.strength and not c.balance}
            self._need("power", power)
        if week.balance:
            for s in self.kinds:
                ys = {out.on[s, c.choice.slug] for c in week.candidates if c.balance}
                self._need(f"balance:{s}", ys, self.times[s])
                model.row(dict.fromkeys(ys, 1), 0, 1)
        self._prices()

    def _need(self, name: str, ways: set[int], price: int = 1) -> None:
        missing = self.out.missing[name] = self.model.variable(0, 1)
        self.goals["coverage"][missing] = price
        self.model.row({**dict.fromkeys(sorted(ways), 1), missing: 1}, 1, FAR)

    def _prices(self) -> None:
        week, out = self.week, self.out
        for item in week.candidates:
            slug = item.choice.slug
            for s in self.kinds:
                if week.spare_tfl and (spill := spill_of(item)):
                    self.goals["tfl-spill"][out.sets[s, slug]] = self.times[s] * spill
                if price := self._price(item):
                    self.goals["weak-evidence"][out.sets[s, slug]] = self.times[s] * price
            if item.choice.exercise in week.used and slug not in (week.mains or ()):
                self.goals["rotation"][out.used[slug]] = 1
            if slug in out.mains and item.unmeasured:
                self.goals["preferences"][out.mains[slug]] = item.unmeasured

    def _price(self, item: Candidate) -> int:
        """Return the price of a set: weak evidence, and before it what can hardly be loaded, where load is wanted."""
        if item.balance:
            return 0
        worse = 1 + max(c.evidence for c in self.week.candidates) if self.week.loaded and item.strength else 0
        return item.evidence + worse * item.unmeasured

    def finish(self) -> WeekModel:
        days, many = len(self.week.days), self.most_exercises
        bounds = {
            "rotation": days * many,
            "weak-evidence": days * self._most_in_a_session(self._price),
            "preferences": 2 * int(self.ledger.number("A32", "mains-high")),
            "changes": 2 * days * many,
            "time": days * (self.week.seconds // self.unit + self._free_changes()),
            "tfl-spill": days * self._most_in_a_session(spill_of),
        }
        for name in LEVELS:
            terms = {i: v for i, v in self.goals[name].items() if v}
            if terms:
                sum_of_bounds = sum(v * self.model.highs[i] for i, v in terms.items())
                self.model.objectives[name] = terms
                self.model.most[name] = min(sum_of_bounds, bounds.get(name, sum_of_bounds))
        # Where the ranges are too wide for whole numbers to stay exact, the least important objective is left out.
        while math.prod(most + 1 for most in self.model.most.values()) >= EXACT:
            name = list(self.model.objectives)[-1]
            del self.model.objectives[name], self.model.most[name]
        return self.out

    def _most_in_a_session(self, price: Callable[[Candidate], int]) -> int:
        """No session can pay more than its time allows at the worst rate, nor than its exercises hold."""
        by_time, by_sets = 0.0, 0
        for item in self.week.candidates:
            by_time = max(by_time, price(item) / self.units(item.timing.per_set))
            by_sets = max(by_sets, price(item) * item.most)
        room = self.week.seconds // self.unit + self._free_changes()
        return min(math.ceil(by_time * room), by_sets * self.most_exercises)
