"""The examples of docs/api.md, executed in their order."""

import json
import re
from pathlib import Path
from typing import Any

from django.test import Client

from gluteal.web.store import Store

PAGE = Path(__file__).parents[3] / "docs" / "api.md"
EXAMPLE = re.compile(
    r"```http\n(?P<method>[A-Z]+) (?P<address>[^\n]+)\n(?P<body>.*?)```\n```json (?P<status>\d+)\n(?P<answer>.*?)```",
    re.S,
)


def test_the_examples_do_what_they_say(alices: Client, training: Store) -> None:
    examples = list(EXAMPLE.finditer(PAGE.read_text(encoding="utf-8")))
    assert len(examples) >= 10
    assert len(examples) == PAGE.read_text(encoding="utf-8").count("```http")
    for example in examples:
        call = getattr(alices, example["method"].lower())
        body = example["body"].strip()
        answer = (
            call(example["address"], body, content_type="application/json")
            if body
            else call(example["address"])
        )
        where = f"{example['method']} {example['address']}"
        assert answer.status_code == int(example["status"]), (where, answer.content)
        missing = list(differences(json.loads(example["answer"]), answer.json(), ""))
        assert not missing, (where, missing, answer.content[-400:])


def differences(shown: Any, real: Any, place: str) -> Any:
    """Yield where what is shown is not in the real answer; lists are compared from their start."""
    if isinstance(shown, dict) and isinstance(real, dict):
        for key, value in shown.items():
            if key in real:
                yield from differences(value, real[key], f"{place}.{key}")
            else:
                yield f"{place}.{key} is missing"
    elif isinstance(shown, list) and isinstance(real, list):
        if len(real) < len(shown) or (not shown and real):
            yield f"{place} has {len(real)} entries"
        for number, (one, other) in enumerate(zip(shown, real, strict=False)):
            yield from differences(one, other, f"{place}.{number}")
    elif shown != real:
        yield f"{place} is {real!r}"


def test_every_address_is_on_the_page() -> None:
    from gluteal.web.api.api import api

    page = PAGE.read_text(encoding="utf-8")
    for path in api.get_openapi_schema()["paths"]:
        assert path.split("{")[0].rstrip("/") in page, path
