"""The ledger answers the whole seed article, grades honestly, and speaks plainly and without promises."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

import gluteal.catalogue
from gluteal.catalogue.answer import SECTIONS, answers, disagreement_table, tally_table
from gluteal.catalogue.claim import Claim, Grade, Ledger, Study, Verdict
from gluteal.errors import UnknownName
from gluteal.record import from_mapping

DATA = Path(gluteal.catalogue.__file__).parent / "data"
RULE_FILES = ("planning", "progression", "resistance", "safety", "simulation", "standing", "product")


def claims_of(name: str) -> list[Claim]:
    document = tomllib.loads((DATA / "claims" / f"{name}.toml").read_text(encoding="utf-8"))
    return from_mapping(list[Claim], document["claims"], name)


ALL = [claim for file in sorted((DATA / "claims").glob("*.toml")) for claim in claims_of(file.stem)]
EVIDENCE = [
    claim
    for file in sorted((DATA / "claims").glob("*.toml"))
    if file.stem not in RULE_FILES
    for claim in claims_of(file.stem)
]
STUDIES = [
    study
    for file in sorted((DATA / "studies").glob("*.toml"))
    for study in from_mapping(
        list[Study], tomllib.loads(file.read_text(encoding="utf-8"))["studies"], file.name
    )
]
LEDGER = Ledger({claim.id: claim for claim in ALL}, {study.key: study for study in STUDIES})
SEED = list(answers(LEDGER))


def claim_id(claim: Claim) -> str:
    return claim.id


def sentences(text: str) -> int:
    return len(re.findall(r"[.!?](?=\s|$)", text))


def strings_of(claim: Claim) -> list[str]:
    own = [claim.title, claim.wording, claim.would_change, claim.range or ""]
    return own + ([claim.seed.says, claim.seed.reason] if claim.seed else [])


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_tip_and_question_of_the_article_is_answered(section: str) -> None:
    assert list(answers(LEDGER, section))


def test_no_answer_belongs_to_a_section_that_the_article_does_not_have() -> None:
    assert {c.seed.section for c in ALL if c.seed} == set(SECTIONS)
    assert len(SEED) == sum(1 for c in ALL if c.seed) >= 100


def test_an_unknown_section_is_named_together_with_what_there_is() -> None:
    with pytest.raises(UnknownName, match="Tip 9"):
        list(answers(LEDGER, "Tip 9"))


def test_every_verdict_is_given_and_none_swallows_the_others() -> None:
    counts = Counter(c.seed.verdict for c in SEED if c.seed)
    assert set(counts) == set(Verdict)
    assert max(counts.values()) < 0.6 * len(SEED)


def test_the_points_that_the_rules_ask_to_soften_or_drop_are_not_agreed_to() -> None:
    for claim_id in ("seed-2-7", "seed-4-5", "seed-4-7", "seed-6-3", "seed-6-5", "seed-6-6", "seed-6-9"):
        assert LEDGER.claim(claim_id).seed.verdict is Verdict.DISAGREE  # type: ignore[union-attr]
    for claim_id in ("seed-8-5", "seed-9-1", "seed-9-2", "seed-6-13"):
        assert LEDGER.claim(claim_id).seed.verdict is Verdict.DISAGREE  # type: ignore[union-attr]


@pytest.mark.parametrize("claim", SEED, ids=claim_id)
def test_a_disagreement_names_its_evidence_or_says_that_there_is_none(claim: Claim) -> None:
    assert claim.seed
    if claim.seed.verdict is Verdict.DISAGREE and not claim.sources:
        assert re.search(r"[Nn]othing read|There is no|After the announcement", claim.seed.reason)


@pytest.mark.parametrize("claim", ALL, ids=claim_id)
def test_every_grade_but_default_has_sources_that_exist(claim: Claim) -> None:
    assert claim.sources or claim.grade is Grade.DEFAULT
    assert set(claim.sources) <= set(LEDGER.studies)


@pytest.mark.parametrize("claim", EVIDENCE, ids=claim_id)
def test_what_a_claim_sees_exists(claim: Claim) -> None:
    assert set(claim.see) <= set(LEDGER.claims) - {claim.id}


@pytest.mark.parametrize("claim", EVIDENCE, ids=claim_id)
def test_wordings_and_reasons_are_short(claim: Claim) -> None:
    assert 1 <= sentences(claim.wording) <= 3
    assert len(claim.wording) <= 400
    assert sentences(claim.would_change) == 1
    if claim.seed:
        assert 1 <= sentences(claim.seed.reason) <= 4
        assert sentences(claim.seed.says) == 1


# A promise is a verb of shielding with an injury or pain as its object, said in our own voice.
PROMISE = re.compile(
    r"\b(prevent|avert|protects? (you|against|from)|wards? off|"
    r"(lower|reduce|cut|halve)s? (the|your) (risk|chance|odds))",
    re.IGNORECASE,
)
RISK_NUMBER = re.compile(
    r"(risk|odds|chance|likelihood)[^.;]{0,60}\d+([.,]\d+)?\s*%|\d+([.,]\d+)?\s*%[^.;]{0,60}(risk|odds|chance|likelihood)",
    re.IGNORECASE,
)
DIAGNOSIS = re.compile(r"\byou (have|suffer from|are suffering)\b", re.IGNORECASE)


@pytest.mark.parametrize("claim", EVIDENCE, ids=claim_id)
def test_no_claim_promises_prevention_puts_a_figure_on_risk_or_diagnoses(claim: Claim) -> None:
    for text in strings_of(claim):
        assert not RISK_NUMBER.search(text), text
        assert not DIAGNOSIS.search(text), text
    # What the article says may be reported; what we say may promise nothing.
    ours = [claim.wording, claim.range or "", claim.seed.reason if claim.seed else ""]
    assert not any(PROMISE.search(text) for text in ours), ours


@pytest.mark.parametrize(
    "text",
    [
        "Clamshells prevent knee pain.",
        "It lowers the risk of a sprain.",
        "Strong hips protect against falls.",
    ],
)
def test_a_promise_is_recognised(text: str) -> None:
    assert PROMISE.search(text)


@pytest.mark.parametrize("text", ["The risk falls by 40 %.", "12.5 % higher odds"])
def test_a_figure_of_risk_is_recognised(text: str) -> None:
    assert RISK_NUMBER.search(text)


def test_claim_and_study_ids_are_given_once() -> None:
    assert not [key for key, count in Counter(c.id for c in ALL).items() if count > 1]
    assert not [key for key, count in Counter(s.key for s in STUDIES).items() if count > 1]


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.key)
def test_a_citation_is_more_than_its_key(study: Study) -> None:
    assert study.citation.lower() != study.key.lower()
    assert len(study.citation) >= 15


def test_the_tables_hold_every_section_and_every_disagreement() -> None:
    tally, table = tally_table(LEDGER), disagreement_table(LEDGER)
    assert all(f"| {section} |" in tally for section in SECTIONS)
    assert all(f"`{claim.id}`" in table for claim in answers(LEDGER, verdict=Verdict.DISAGREE))
    assert "seed-faq-3-1" not in table  # we agree on two or three sessions a week
    assert {row.count("|") for row in table.splitlines()} == {6}
