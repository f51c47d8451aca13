"""What studies say about the variations of one exercise, and whether the model says the same."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gluteal.catalogue.claim import Claim
from gluteal.catalogue.exercise import Exercise
from gluteal.catalogue.load import Catalogue
from gluteal.lab.truth import Finding, Verdict, findings, verdicts
from gluteal.web.templatetags.words import number


@dataclass(frozen=True, slots=True)
class Said:
    """A variation parameter: what the evidence says that it changes, with the claims behind it."""

    label: str
    effect: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A published finding beside the model: "agree", "tie" or "disagree", with both values in words."""

    says: str
    verdict: str
    word: str
    model: str
    why: str | None
    claims: tuple[Claim, ...]


def said(exercise: Exercise, catalogue: Catalogue) -> list[Said]:
    """Return what is known about each parameter of an exercise."""
    claim = catalogue.ledger.claim
    return [Said(p.label, p.effect, tuple(claim(c) for c in p.claims)) for p in exercise.parameters]


def compared(exercise: Exercise, catalogue: Catalogue) -> list[Compared]:
    """Return every published finding that compares this exercise, disagreements first."""
    told = {verdict.says: verdict for verdict in verdicts()}
    mine = {exercise.slug, *(preset.slug for preset in exercise.presets)}
    found = [
        _compared(finding, told[finding.says], catalogue)
        for finding in findings()
        if {finding.first.choice, finding.second.choice} & mine and finding.says in told
    ]
    order = ("disagree", "tie", "agree")
    return sorted(found, key=lambda one: order.index(one.verdict))


def _compared(finding: Finding, verdict: Verdict, catalogue: Catalogue) -> Compared:
    words = {
        "agree": _("the model agrees"),
        "tie": _("the model sees no difference"),
        "disagree": _("the model disagrees"),
    }
    return Compared(
        says=finding.says,
        verdict=verdict.verdict,
        word=words[verdict.verdict],
        model=_("In the model %(first)s and %(second)s.")
        % {"first": _value(finding, verdict.first), "second": _value(finding, verdict.second)},
        why=finding.why if verdict.verdict == "disagree" else None,
        claims=tuple(catalogue.ledger.claim(claim) for claim in finding.claims),
    )


def _value(finding: Finding, value: float) -> str:
    if finding.what.endswith("force"):
        return _("%(newtons)s N") % {"newtons": round(value)}
    if ":" in finding.what or finding.what == "index":
        return number(round(value, 2))
    return _("%(percent)s %%") % {"percent": round(100 * value)}
