"""The house rules that a machine can check: sizes, first lines, numbers without a source."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = [p for p in sorted((ROOT / "src").rglob("*.py")) if "migrations" not in p.parts]
MOST_LINES, MOST_FUNCTION_LINES = 330, 64

# Core modules where every constant must be read from the ledger.
RULE_CODE = [p for p in SOURCES if "training" in p.parts]
# What is arithmetic, not a rule: identities, halves, percent, and units of time, length and mass.
ARITHMETIC = {0, 1, 2, -1, 0.5, 4, 7, 10, 24, 60, 100, 1000, 3600, 86400}


def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_file_opens_with_one_sentence_and_is_short_enough(path: Path) -> None:
    text = source(path)
    docstring = ast.get_docstring(ast.parse(text))
    assert docstring, f"{name(path)} does not say what is in it"
    assert docstring.splitlines()[0].rstrip().endswith((".", ":")), (
        f"{name(path)}: the first line is no sentence"
    )
    assert text.count("\n") <= MOST_LINES, f"{name(path)} has more than {MOST_LINES} lines"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_functions_are_short_enough(path: Path) -> None:
    long = [
        f"{node.name} ({node.end_lineno - node.lineno + 1} lines)"
        for node in ast.walk(ast.parse(source(path)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > MOST_FUNCTION_LINES
    ]
    assert not long, f"{name(path)}: {', '.join(long)}"


@pytest.mark.parametrize("path", RULE_CODE, ids=name)
def test_rule_code_holds_no_number_of_its_own(path: Path) -> None:
    literals = [
        f"line {node.lineno}: {node.value}"
        for node in ast.walk(ast.parse(source(path)))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
        and node.value not in ARITHMETIC
    ]
    assert not literals, f"{name(path)} has numbers that cite no claim: {'; '.join(literals)}"


def test_no_work_is_left_open_in_the_code() -> None:
    marks = ("TODO", "FIXME", "XXX", "HACK", "NotImplementedError")
    found = [f"{name(path)}: {mark}" for path in SOURCES for mark in marks if mark in source(path)]
    assert not found, "; ".join(found)
