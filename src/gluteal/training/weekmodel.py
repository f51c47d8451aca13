"""The week as a linear model: what is decided, what may not be broken, and what is wanted in which order."""

import math
from collections import defaultdict
from collections.abc import Callable

from gluteal.anatomy.region import MUSCLES
from gluteal.catalogue.claim import Ledger
from gluteal.training.candidate import Candidate, spill_of
from gluteal.training.linear import FAR, LinearModel
from gluteal.training.solve import EXACT
from gluteal.training.volume import credit, muscle_sets
from gluteal.training.weekly import LEVELS, Week, WeekModel, adjacent, weekly_cap


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


class _Builder:
    """Puts the pieces of the model together; lives only during `assemble`."""

    def __init__(self, week: Week, ledger: Ledger) -> None:
        self.week, self.ledger = week, ledger
        self.unit = int(ledger.number("session-time", "time-unit-seconds"))
        self.model = LinearModel()
        self.out = WeekModel(week, self.model, {}, {}, {}, {}, {}, {})
        self.goals: dict[str, dict[int, int]] = {name: defaultdict(int) for name in LEVELS}
        self.muscles = {c.choice.slug: muscle_sets(c.choice) for c in week.candidates}
        self.credits = {c.choice.slug: credit(c.choice) for c in week.candidates}
        self.kinds = range(max(week.kinds) + 1)
        self.times = [week.kinds.count(kind) for kind in self.kinds]
        self.most_exercises = int(ledger.number("session-shape", "most-exercises"))
        self.by_exercise: dict[str, list[str]] = defaultdict(list)
        for item in week.candidates:
            self.by_exercise[item.choice.exercise].append(item.choice.slug)

    def units(self, seconds: float) -> int:
        return math.ceil(seconds / self.unit)

    def decisions(self) -> None:
        model, out = self.model, self.out
        for item in self.week.candidates:
            slug = item.choice.slug
            for s in self.kinds:
                x = out.sets[s, slug] = model.variable(0, item.most)
                y = out.on[s, slug] = model.variable(0, 1)
                model.row({x: 1, y: -item.most}, -FAR, 0)
                model.row({x: 1, y: -item.least}, 0, FAR)
                for group in item.blocked:
                    model.row({y: 1}, 0, 0, group)
            out.used[slug] = model.variable(0, 1)
            if item.main:
                fixed = None if self.week.mains is None else int(slug in self.week.mains)
                out.mains[slug] = model.variable(fixed or 0, 1 if fixed is None else fixed)

    def sessions(self, relaxable_steps: int) -> None:
        model, week = self.model, self.week
        seconds = week.seconds
        step = 0
        if relaxable_steps:
            self.out.more_time = model.variable(0, relaxable_steps)
            step = int(60 * self.ledger.number("planner-limits", "minutes-step")) // self.unit
        for s in self.kinds:
            on = {self.out.on[s, c.choice.slug]: 1 for c in week.candidates}
            model.row(on, week.least_exercises, self.most_exercises)
            strength = {self.out.on[s, c.choice.slug]: 1 for c in week.candidates if c.strength}
            model.row(strength, 1, FAR)
            time = self._time(s)
            if week.short:
                time[self._last_rest(s)] = -1
            if self.out.more_time is not None:
                time[self.out.more_time] = -step
            model.row(time, -FAR, seconds // self.unit + self._free_changes(), "minutes")
            for slugs in self.by_exercise.values():
                model.row({self.out.on[s, slug]: 1 for slug in slugs}, 0, 1)
            self._caps(s)
        self._hard_days()

    def _last_rest(self, s: int) -> int:
        """Return the rest that nobody takes after the last set: whichever exercise is last, no more than its own."""
        rests = {self.out.on[s, c.choice.slug]: c.target.rest_s // self.unit for c in self.week.candidates}
        most = max(rests.values(), default=0)
        saved = self.model.variable(0, most)
        for on, rest in rests.items():
            self.model.row({saved: 1, on: most - rest}, -FAR, most)
        return saved

    def _free_changes(self) -> int:
        """The first position and the first placement of a session are no change."""
        return self.units(self.ledger.number("session-time", "position-change-seconds")) + self.units(
            self.ledger.number("session-time", "placement-change-seconds")
        )

    def _time(self, s: int) -> dict[int, int]:
        time: dict[int, int] = defaultdict(int)
        for item in self.week.candidates:
            slug = item.choice.slug
            time[self.out.sets[s, slug]] += self.units(item.timing.per_set)
            time[self.out.on[s, slug]] += self.units(item.timing.setup)
        for kind, name in (
            ("position", "position-change-seconds"),
            ("placement", "placement-change-seconds"),
        ):
            cost = self.units(self.ledger.number("session-time", name))
            places: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
            for item in self.week.candidates:
                there_now = places[getattr(item.choice, kind)]
                there_now[item.choice.exercise].append(self.out.on[s, item.choice.slug])
            theres = {}
            for by_exercise in places.values():
                there = self.model.variable(0, 1)
                for ys in by_exercise.values():
                    # Variants of one exercise exclude each other, so one row for all of them holds, and tightens.
                    self.model.row({there: 1, **dict.fromkeys(ys, -1)}, 0, FAR)
                time[there] += cost
                theres[there] = 1
                self.goals["changes"][there] = self.times[s]
            # Every session has an exercise, so it has a position and a placement: this tightens the relaxation.
            self.model.row(theres, 1, FAR)
        for index, value in time.items():
            self.goals["time"][index] += self.times[s] * value
        return time

    def _caps(self, s: int) -> None:
        most = round(4 * self.ledger.number("A17", "session-sets"))
        for muscle in sorted({m for counts in self.muscles.values() for m in counts}):
            terms = {self.out.sets[s, slug]: c[muscle] for slug, c in self.muscles.items() if muscle in c}
            self.model.row(terms, 0, most)

    def _hard_days(self) -> None:
        """Two hard days for one muscle lie 48 h apart; days of other hard training are hard for all of them."""
        week, model = self.week, self.model
        apart = int(self.ledger.number("hard-days", "days-apart"))
        light = round(4 * self.ledger.number("hard-days", "sets"))
        most = round(4 * self.ledger.number("A17", "session-sets"))
        kind_of = dict(zip(week.days, week.kinds, strict=True))
        pairs = {(kind_of[a], kind_of[b]) for a, b in adjacent(week.days, apart)}
        barred = {
            kind_of[d]
            for d in week.days
            for other in week.hard_elsewhere
            if other != d and adjacent((d, other), apart)
        } | {a for a, b in pairs if a == b}
        for muscle in MUSCLES:
            hard: dict[int, int] = {}
            held = barred | {kind_of[day] for day, name in week.light if name == muscle}
            for s in sorted({s for pair in pairs for s in pair} | held):
                terms = {self.out.sets[s, slug]: c.get(muscle, 0) for slug, c in self.muscles.items()}
                hard[s] = model.variable(0, 0 if s in held else 1)
                model.row({**terms, hard[s]: light - most}, -FAR, light)
            for a, b in sorted(pairs):
                if a != b:
                    model.row({hard[a]: 1, hard[b]: 1}, 0, 1)

    def across_the_week(self) -> None:
        model, week, out = self.model, self.week, self.out
        days = len(week.days)
        often = min(int(self.ledger.number("A32", "accessory-days")), days)
        main_days = min(int(self.ledger.number("A13", "sessions-a-week")), days)
        for item in week.candidates:
            slug, used = item.choice.slug, out.used[item.choice.slug]
            ys = {out.on[s, slug]: self.times[s] for s in self.kinds}
            for y in ys:
                model.row({used: 1, y: -1}, 0, FAR)
            model.row({**ys, used: -1}, 0, FAR)
            main = out.mains.get(slug)
            if item.balance:
                continue
            self._caps_of(item, main)
            if main is None:
                model.row(ys, 0, often)
            else:
                model.row({**ys, main: often - days}, -FAR, often)
                model.row({**ys, main: -main_days}, 0, FAR)
                model.row({used: 1, main: -1}, 0, FAR)
        for slugs in self.by_exercise.values():
            model.row({out.used[slug]: 1 for slug in slugs}, 0, 1)
        if week.mains is None:
            most = int(self.ledger.number("A32", "mains-high"))
            model.row(dict.fromkeys(out.mains.values(), 1), week.mains_low, most, "main lifts")
        if week.start_limit is not None:
            for muscle, limit in sorted(week.start_limit.items()):
                terms = {
                    out.on[s, slug]: self.times[s] * self.muscles[slug].get(muscle, 0) for s, slug in out.on
                }
                model.row(terms, 0, limit)

    def _caps_of(self, item: Candidate, main: int | None) -> None:
        """Hold back the sets of one choice: an accessory's in a session, any choice's in a week; rest main lifts a day."""
        model, out, days, slug = self.model, self.out, self.week.days, item.choice.slug
        xs = {s: out.sets[s, slug] for s in self.kinds}
        model.row({xs[s]: self.times[s] for s in self.kinds}, 0, weekly_cap(len(days), self.ledger))
        most = int(self.ledger.number("session-shape", "accessory-sets"))
        if most < item.most:
            for x in xs.values():
                model.row({x: 1, **({} if main is None else {main: most - item.most})}, -FAR, most)
        apart = int(self.ledger.number("hard-days", "days-apart"))
        near = adjacent(days, apart)
        if main is None or len(near) == len(days) * (len(days) - 1) // 2:
            return  # where all days are neighbours, a main lift could not come up twice
        kind_of = dict(zip(days, self.week.kinds, strict=True))
        for a, b in sorted({tuple(sorted((kind_of[a], kind_of[b]))) for a, b in near}):
            if a == b:
                model.row({out.on[a, slug]: 1, main: 1}, 0, 1)
            else:
                model.row({out.on[a, slug]: 1, out.on[b, slug]: 1, main: 1}, 0, 2)

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
