"""The hard rows of the weekly model: what a session may hold, how its time is spent, and how days lie in the week."""

import math
from collections import defaultdict

from gluteal.anatomy.region import MUSCLES
from gluteal.catalogue.claim import Ledger
from gluteal.training.candidate import Candidate
from gluteal.training.linear import FAR, LinearModel
from gluteal.training.volume import credit, muscle_sets
from gluteal.training.weekly import LEVELS, Week, WeekModel, adjacent, weekly_cap


class Rows:
    """Puts the variables and the hard rows of a week together; lives only while a model is assembled."""

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
        """Return seconds in the model's clock, rounded up."""
        return math.ceil(seconds / self.unit)

    def decisions(self) -> None:
        """Add a variable for everything that is decided: sets, what is on, what is used, what leads."""
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
        """Add what holds in each session, with up to `relaxable_steps` of extra minutes for sale."""
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
        """Add what holds over the days of a week: how often a choice comes up, how many lead, how a phase begins."""
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
        if week.led:
            self._led()
        kind_of = dict(zip(week.days, week.kinds, strict=True))
        for day, slug in sorted(week.rested):
            if (kind_of[day], slug) in out.on:
                model.row({out.on[kind_of[day], slug]: 1}, 0, 0)
        if week.start_limit is not None:
            for muscle, limit in sorted(week.start_limit.items()):
                terms = {
                    out.on[s, slug]: self.times[s] * self.muscles[slug].get(muscle, 0) for s, slug in out.on
                }
                model.row(terms, 0, limit)

    def _led(self) -> None:
        """Let a main lift come up in every session; `lead` is 1 only where a choice is on and a main lift."""
        model, out, fixed = self.model, self.out, self.week.mains
        for s in self.kinds:
            ways: dict[int, int] = {}
            for slug, main in out.mains.items():
                on = out.on[s, slug]
                if fixed is not None:
                    ways |= {on: 1} if slug in fixed else {}
                    continue
                lead = model.variable(0, 1)
                model.row({lead: 1, on: -1}, -FAR, 0)
                model.row({lead: 1, main: -1}, -FAR, 0)
                ways[lead] = 1
            model.row(ways, 1, FAR)

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
