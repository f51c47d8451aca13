"""The whole API under random input: never a fault of our own, and every answer is what the schema says."""

import os
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from gluteal.web.api.api import api
from gluteal.web.api.models import Token
from gluteal.web.store import Store

EXAMPLES = int(os.environ.get("GLUTEAL_EXAMPLES", "2"))  # for each address; hundreds by hand
HOLD = [status_code_conformance, content_type_conformance, response_schema_conformance]

schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
schema.app = get_wsgi_application()


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_input_brings_a_fault_of_our_own(
    case: Any, training: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    if case.operation.path == "/api/programme" and case.method == "POST":
        # The search for a plan is tested elsewhere; a profile of random days would take its seconds here.
        monkeypatch.setattr("gluteal.training.planner.plan", lambda *_: training.programme())
    token = _token(training)
    answer = case.call(headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code < 500, answer.text
    case.validate_response(answer, checks=HOLD)


def _token(training: Store) -> str:
    return Token.make(training.person, "test", ("read", "log", "plan"), None)[1]
