"""Cards, loads and pain tables of one session, each kept once, while its lines are built."""

from collections import OrderedDict
from dataclasses import replace
from datetime import date

from gluteal.catalogue.exercise import Choice, Measure, Placement, Position, Resistance
from gluteal.record import to_json
from gluteal.training import midsession
from gluteal.training.athlete import Side
from gluteal.training.plates import on_each_side
from gluteal.training.prescription import Prescription
from gluteal.training.programme import Load
from gluteal.web.plan import due
from gluteal.web.session.document import Before, Card, SidePlan, Steps
from gluteal.web.templatetags.words import load as load_words
from gluteal.web.templatetags.words import words

REACH, REACH_INSTEAD = 8, 4  # steps of load on either side of what is asked for, and of what stands in
_MOST_TABLES = 4000  # tables that stay in memory, some kilobytes each: they change with kit and target alone
_tables: OrderedDict[str, midsession.FollowUp] = OrderedDict()
_ROLLED = frozenset({Position.SIDE_LYING, Position.SIDE_PLANK})


class Shelf:
    """What the lines of a session point to: `cards` by slug, `steps` and `pains` by place."""

    def __init__(self, book: due.Book) -> None:
        self.book = book
        self.cards: dict[str, Card] = {}
        self.steps: list[Steps] = []
        self.pains: list[tuple[midsession.PainAnswer, ...]] = []
        self._known: dict[str, int] = {}
        who = book.athlete
        self._kit = f"{to_json(who.kit)}{who.units}{who.mass_kg}{who.smallest_step}"

    def side(self, given: Prescription, reach: int = REACH_INSTEAD) -> SidePlan:
        """Return one side's prescription as the phone takes it, and put what it needs on the shelf."""
        self.card(given.choice)
        day, last = self._last(given)
        return SidePlan(
            side=given.side,
            choice=given.choice,
            sets=given.sets,
            target=given.target,
            change=given.change,
            why=given.why,
            claims=given.claims,
            offer=given.offer,
            steps=self._steps(given, reach),
            last_day=day,
            last=last,
        )

    def card(self, slug: str) -> Card:
        """Return an exercise as it is shown while it is done; one that is no longer known has its name alone."""
        if slug not in self.cards:
            choice, book = self.book.catalogue.choices.get(slug), self.book
            if choice is None:
                self.cards[slug] = _unknown(slug, self._pain_table(()))
            else:
                table = midsession.pain_answers(choice, book.clearance, book.catalogue.ledger)
                self.cards[slug] = _card(choice, book, self._pain_table(table))
        return self.cards[slug]

    def _last(self, given: Prescription) -> tuple[date | None, tuple[Before, ...]]:
        runs = self.book.before.exposures(given.choice, given.side, self.book.today, 1)
        if not runs:
            return None, ()
        return runs[0].day, tuple(
            Before(
                amount=one.amount,
                measure=one.measure,
                load=load_words(one.load),
                rir=one.rir,
                pain=one.pain,
                notes=one.notes,
            )
            for one in runs[0].sets
        )

    def _steps(self, given: Prescription, reach: int) -> int:
        book = self.book
        alike = replace(given, side=Side.BOTH, why="", claims=(), offer=None, slot="", sets=1)
        key = f"{to_json(alike)}{reach}"
        if key not in self._known:
            self._known[key] = len(self.steps)
            self.steps.append(self._labelled(_follow(given, book, reach, self._kit + key)))
        return self._known[key]

    def _labelled(self, follow: midsession.FollowUp) -> Steps:
        kit = self.book.athlete.kit
        on_a_bar = any(load is not None and load.kind is Resistance.BARBELL for load in follow.loads)
        bar = kit.bar if on_a_bar else None
        return Steps(
            follow=follow,
            labels=tuple(load_words(load) for load in follow.loads),
            plates=tuple(_plates(load, bar, kit.plates) for load in follow.loads),
            bar=bar,
        )

    def _pain_table(self, answers: tuple[midsession.PainAnswer, ...]) -> int:
        if answers not in self.pains:
            self.pains.append(answers)
        return self.pains.index(answers)


def _follow(given: Prescription, book: due.Book, reach: int, key: str) -> midsession.FollowUp:
    if given.choice in book.catalogue.choices:
        if key not in _tables:
            _tables[key] = midsession.follow_up(
                given, athlete=book.athlete, catalogue=book.catalogue, reach=reach
            )
            while len(_tables) > _MOST_TABLES:
                _tables.popitem(last=False)
        return _tables[key]
    # A programme of an older Gluteal: nothing is known of what it asks for, so it stays as it is.
    row = ((0,),)
    return midsession.FollowUp(
        loads=(given.target.load,), answers=(None,), targets=(given.target,), free=row, held=row
    )


def _plates(load: Load | None, bar: float | None, pairs: tuple[float, ...]) -> tuple[float, ...] | None:
    if load is None or bar is None or load.amount is None:
        return None
    return on_each_side(load.amount, bar, pairs)


def _card(choice: Choice, book: due.Book, pain: int) -> Card:
    number = book.catalogue.ledger.number
    turn = number("session-time", "side-change-seconds")
    if choice.position in _ROLLED:
        turn += number("session-time", "roll-over-seconds")
    return Card(
        slug=choice.slug,
        name=choice.name,
        what_changes=choice.what_changes,
        position=choice.position,
        placement=choice.placement,
        measure=choice.measure,
        set_up=choice.set_up,
        execution=choice.execution,
        cues=choice.cues,
        felt=choice.felt,
        not_felt=choice.not_felt,
        setup_s=choice.dose.setup_s,
        turn_s=round(turn),
        pain=pain,
        camera=book.catalogue.exercises[choice.exercise].form is not None,
        modification=book.clearance.modification(choice),
        support=book.clearance.with_support(choice),
    )


def _unknown(slug: str, pain: int) -> Card:
    return Card(
        slug=slug,
        name=words(slug).capitalize(),
        what_changes=None,
        position=Position.STANDING,
        placement=Placement.NONE,
        measure=Measure.REPS,
        set_up="",
        execution="",
        cues=(),
        felt="",
        not_felt="",
        setup_s=0,
        turn_s=0,
        pain=pain,
        camera=False,
        modification=None,
        support=False,
    )
