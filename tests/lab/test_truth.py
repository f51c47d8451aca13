"""Published findings: every one judged, every disagreement explained, the committed verdicts the model's own."""

import pytest

from gluteal.catalogue.load import load
from gluteal.lab.truth import Finding, doubts, findings, judge, table, verdicts

LEDGER = load().ledger


def test_there_are_enough_and_each_is_told_once() -> None:
    says = [finding.says for finding in findings()]
    assert len(says) >= 35
    assert len(set(says)) == len(says)
    assert says == [verdict.says for verdict in verdicts()], "run python -m gluteal.lab.truth"


@pytest.mark.parametrize("finding", findings(), ids=lambda finding: finding.says)
def test_each_finding_cites_what_the_ledger_knows(finding: Finding) -> None:
    assert finding.studies
    assert set(finding.studies) <= set(LEDGER.studies)
    assert set(finding.claims) <= set(LEDGER.claims)


def test_every_disagreement_is_explained_and_shown() -> None:
    told = {verdict.says: verdict.verdict for verdict in verdicts()}
    page = table()
    for finding in findings():
        assert finding.says in page
        assert (told[finding.says] == "disagree") == (finding.why is not None), finding.says
        assert finding.why is None or finding.why in page


@pytest.mark.parametrize("at", range(0, len(findings()), 3), ids=lambda at: findings()[at].says)
def test_the_committed_verdict_is_what_the_model_says(at: int) -> None:
    fresh, kept = judge(findings()[at]), verdicts()[at]
    assert fresh.verdict == kept.verdict, "run python -m gluteal.lab.truth"
    assert fresh.first == pytest.approx(kept.first, rel=0.03, abs=0.01)
    assert fresh.second == pytest.approx(kept.second, rel=0.03, abs=0.01)


def test_an_exercise_that_a_finding_contradicts_says_so_itself() -> None:
    assert any("Measured muscles stay on" in doubt for doubt in doubts("machine-abduction"))
    assert doubts("glute-bridge-dumbbell") == ()
