"""Cross-checks over the whole catalogue: dangling references, uncited numbers, words nobody knows, ladders that do not climb."""

import re
from collections.abc import Iterable, Iterator

from gluteal.anatomy.region import TARGETS, Region
from gluteal.catalogue.check_motion import motion_faults
from gluteal.catalogue.claim import Grade
from gluteal.catalogue.exercise import Choice, Exercise, Placement, Resistance, Sides, StimulusClass
from gluteal.catalogue.form import FormSpec
from gluteal.catalogue.load import Catalogue
from gluteal.catalogue.vocabulary import EQUIPMENT, KIT_OF, PARAMETERS

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ABDUCTORS = [r for r in TARGETS if r is not Region.GMAX_UPPER]
_NO_ABDUCTOR_CREDIT = ("hip-thrust", "squat", "bridge")  # patterns of rule A12, when both legs work alike


def faults_of(catalogue: Catalogue) -> list[str]:
    """Return every fault as one sentence; an empty list means that the catalogue is sound."""
    return [
        *_reference_faults(catalogue),
        *_ledger_faults(catalogue),
        *_rung_faults(catalogue),
        *_name_faults(catalogue),
        *(
            fault
            for exercise in catalogue.exercises.values()
            for fault in _exercise_faults(exercise, catalogue)
        ),
        *(fault for choice in catalogue.choices.values() for fault in _choice_faults(choice)),
    ]


def cited_claims(exercise: Exercise) -> Iterator[str]:
    """Yield each claim id that the exercise's file cites, with repeats."""
    yield from exercise.claims
    yield from exercise.dose.claims
    yield from (exercise.form.claims if exercise.form else ())
    for stimulus in exercise.stimulus.values():
        yield from stimulus.claims
    for parameter in exercise.parameters:
        yield from parameter.claims
    for preset in exercise.presets:
        yield from preset.claims
        yield from (preset.dose.claims if preset.dose else ())
        for stimulus in preset.stimulus.values():
            yield from stimulus.claims


def _reference_faults(catalogue: Catalogue) -> Iterator[str]:
    for exercise in catalogue.exercises.values():
        for claim_id in sorted(set(cited_claims(exercise)) - set(catalogue.ledger.claims)):
            yield f"{exercise.slug}.toml: claim {claim_id} does not exist"
    for choice in catalogue.choices.values():
        for rung in (*choice.easier, *choice.harder):
            if rung not in catalogue.choices:
                yield f"{choice.exercise}.toml: {choice.slug}: rung {rung} does not exist"
            elif rung == choice.slug:
                yield f"{choice.exercise}.toml: {choice.slug} is its own rung"


def _rung_faults(catalogue: Catalogue) -> Iterator[str]:
    for choice in catalogue.choices.values():
        where = f"{choice.exercise}.toml: {choice.slug}"
        for rung in choice.easier:
            other = catalogue.choices.get(rung)
            if other and other.level > choice.level:
                yield f"{where}: level {choice.level} has the easier rung {rung} at level {other.level}"
        for rung in choice.harder:
            other = catalogue.choices.get(rung)
            if other and other.level < choice.level:
                yield f"{where}: level {choice.level} has the harder rung {rung} at level {other.level}"


def _name_faults(catalogue: Catalogue) -> Iterator[str]:
    """Two exercises that answer to one name; presets may share their own exercise's."""
    owners: dict[str, Choice] = {}
    for choice in catalogue.choices.values():
        for name in dict.fromkeys(word.casefold() for word in (choice.name, *choice.synonyms)):
            owner = owners.setdefault(name, choice)
            if owner.exercise != choice.exercise:
                yield f"{choice.exercise}.toml: {choice.slug}: “{name}” is a name of {owner.slug} as well"


def _ledger_faults(catalogue: Catalogue) -> Iterator[str]:
    claims, studies = catalogue.ledger.claims, catalogue.ledger.studies
    cited = {key for claim in claims.values() for key in claim.sources}
    for key in sorted(set(studies) - cited):
        yield f"study {key}: nobody cites it"
    for claim in claims.values():
        for key in claim.sources:
            if key not in studies:
                yield f"claim {claim.id}: study {key} does not exist"
        for other in claim.see:
            if other not in claims:
                yield f"claim {claim.id}: sees claim {other}, which does not exist"
        if not claim.sources and claim.grade is not Grade.DEFAULT and claim.seed is None:
            yield f"claim {claim.id}: grade {claim.grade} without a source; only defaults may have none"
        for name, number in claim.numbers.items():
            if (
                number.low is not None
                and number.high is not None
                and not number.low <= number.value <= number.high
            ):
                yield f"claim {claim.id}: number {name} lies outside its own range"


def _exercise_faults(exercise: Exercise, catalogue: Catalogue) -> Iterator[str]:
    where = f"{exercise.slug}.toml"
    if not _SLUG.fullmatch(exercise.slug):
        yield f"{where}: the slug is not lower case with hyphens"
    if not 1 <= exercise.level <= 5:
        yield f"{where}: level {exercise.level} is not 1 to 5"
    for region in (*TARGETS, Region.TFL):
        if region not in exercise.stimulus:
            yield f"{where}: says nothing about {region}; “unknown” is allowed"
    for kind, claims in (
        ("dose", exercise.dose.claims),
        ("exercise", exercise.claims),
        *((f"parameter {p.name}", p.claims) for p in exercise.parameters),
        *((f"stimulus {r}", s.claims) for r, s in exercise.stimulus.items()),
    ):
        if not claims:
            yield f"{where}: {kind} cites no claim"
    yield from _parameter_faults(exercise, where)
    yield from motion_faults(exercise)
    if exercise.form is not None:
        yield from _form_faults(exercise.form, where, catalogue)


def _form_faults(form: FormSpec, where: str, catalogue: Catalogue) -> Iterator[str]:
    if not form.claims:
        yield f"{where}: form cites no claim"
    cited = [f"form-least-range:{form.least}", *(limit for limits in form.own.values() for limit in limits)]
    for claim_id, _, name in (text.partition(":") for text in cited):
        claim = catalogue.ledger.claims.get(claim_id)
        if claim is None or name not in claim.numbers:
            yield f"{where}: form cites the number {claim_id}:{name}, which does not exist"
    for look_id in sorted(set(form.own) - set(form.looks)):
        yield f"{where}: form has limits of its own for {look_id}, which it does not look for"


def _parameter_faults(exercise: Exercise, where: str) -> Iterator[str]:
    known = {parameter.name: parameter for parameter in exercise.parameters}
    for parameter in exercise.parameters:
        quantity = PARAMETERS.get(parameter.name)
        if quantity is None:
            yield f"{where}: parameter {parameter.name} is not known; there are: {', '.join(PARAMETERS)}"
        elif quantity.unit != parameter.unit:
            yield f"{where}: parameter {parameter.name} is in {parameter.unit}, not in {quantity.unit}"
        if parameter.options:
            if parameter.default not in parameter.options:
                yield f"{where}: parameter {parameter.name}: default is not among its options"
        elif parameter.low is None or parameter.high is None or parameter.unit is None:
            yield f"{where}: parameter {parameter.name}: wants options, or low, high and unit"
        elif not _inside(parameter.default, parameter.low, parameter.high):
            yield f"{where}: parameter {parameter.name}: default {parameter.default} is outside its range"
    for preset in exercise.presets:
        for name, value in preset.settings.items():
            if name not in known:
                yield f"{where}: preset {preset.slug} sets {name}; there are: {', '.join(known) or 'none'}"
                continue
            parameter = known[name]
            if parameter.options and value not in parameter.options:
                yield f"{where}: preset {preset.slug}: {name} has no option {value}"
            if not parameter.options and not _inside(value, parameter.low, parameter.high):
                yield f"{where}: preset {preset.slug}: {name} = {value} is outside its range"


def _inside(value: float | str, low: float | None, high: float | None) -> bool:
    return isinstance(value, int | float) and low is not None and high is not None and low <= value <= high


def _choice_faults(choice: Choice) -> Iterator[str]:
    where = f"{choice.exercise}.toml: {choice.slug}"
    if not _SLUG.fullmatch(choice.slug):
        yield f"{where}: the slug is not lower case with hyphens"
    for item in sorted({item for group in choice.equipment for item in group} - set(EQUIPMENT)):
        yield f"{where}: equipment {item} is not known; there are: {', '.join(sorted(EQUIPMENT))}"
    if (choice.resistance is Resistance.BAND) != (choice.placement is not Placement.NONE):
        yield f"{where}: a band wants a placement, and a placement a band"
    yield from _band_faults(choice, where)
    yield from _kit_faults(choice, where)
    for region, entry in choice.stimulus.items():
        low, nominal, high = choice.credit[region]
        if not 0 <= low <= nominal <= high <= 1:
            yield f"{where}: stimulus of {region}: range {low} to {high} is not inside 0 to 1"
        if any((4 * value) % 1 for value in (low, high)):
            yield f"{where}: stimulus of {region} is not in quarter sets"
        if entry.level is StimulusClass.NONE and high > 0:
            yield f"{where}: stimulus of {region}: class none with a credit"
    if (
        choice.sides is Sides.BOTH
        and choice.pattern in _NO_ABDUCTOR_CREDIT
        and choice.resistance is not Resistance.BAND
    ):
        yield from _a12_faults(choice, where)
    yield from _dose_faults(choice, where)


def _band_faults(choice: Choice, where: str) -> Iterator[str]:
    setting = choice.settings.get("band-placement")
    if setting is None and choice.resistance is Resistance.BAND:
        yield f"{where}: is banded, and its exercise has no parameter band-placement"
    elif setting is not None and setting != choice.placement:
        yield f"{where}: band-placement is {setting}, the placement {choice.placement}"
    if choice.resistance is Resistance.BAND and "crack" not in choice.set_up:
        yield f"{where}: the set-up does not say to check the band for cracks (rule A8)"


def _kit_faults(choice: Choice, where: str) -> Iterator[str]:
    own = KIT_OF.get(choice.resistance, frozenset())
    if own and not any(set(group) <= own for group in choice.equipment if group):
        yield f"{where}: is loaded with {choice.resistance}, and its equipment has no {' or '.join(sorted(own))}"
    for resistance, kit in KIT_OF.items():
        if resistance is choice.resistance:
            continue
        for item in sorted({item for group in choice.equipment for item in group} & (kit - own)):
            yield f"{where}: needs a {item}, and its resistance is {choice.resistance}"


def _a12_faults(choice: Choice, where: str) -> Iterable[str]:
    for region in _ABDUCTORS:
        if choice.credit.get(region, (0, 0, 0))[2] > 0:
            yield f"{where}: earns credit for {region}, which rule A12 denies to two-leg hip thrust, squat and bridge"


def _dose_faults(choice: Choice, where: str) -> Iterator[str]:
    dose = choice.dose
    for name, (low, high) in (("amount", dose.amount), ("rir", dose.rir)):
        if not 0 <= low <= high:
            yield f"{where}: dose {name} {low} to {high} is not a range"
    if min(dose.tempo) < 0 or sum(dose.tempo) <= 0 or dose.rest_s < 0 or dose.setup_s < 0:
        yield f"{where}: dose has a time below zero"
    slow = choice.settings.get("tempo-down")
    if slow is not None and slow != dose.tempo[2]:
        yield f"{where}: tempo-down is {slow}, the dose's way down {dose.tempo[2]}"
