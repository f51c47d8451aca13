"""Formulas of a motion: numbers that follow the exercise's variation parameters, read safely and checked by name."""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from functools import cache
from math import cos, radians, sin

from gluteal.errors import BadData, UnknownName

Value = float | str
"""A number, or a formula such as "range + 5" or "60 if free-leg == 'knee-hugged' else 0"."""

_ARITHMETIC: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_FUNCTIONS: dict[str, Callable[..., float]] = {
    "min": min,
    "max": max,
    "sin": lambda degrees: sin(radians(degrees)),
    "cos": lambda degrees: cos(radians(degrees)),
}
_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
_TEXT = re.compile(r"('[^']*')")


def evaluate(value: Value, names: Mapping[str, Value], where: str) -> float:
    """Return the number that a formula gives.

    Args:
        value: A number (given back as it is), or a formula: names of parameters as they stand in the file, numbers,
            `+ - * /`, brackets, `min(a, b)`, `max(a, b)`, `sin(degrees)`, `cos(degrees)`, and
            `a if parameter == 'option' else b`. A minus between two names needs spaces.
        names: What each name stands for.
        where: How to name the place in a fault.

    Raises:
        UnknownName: For a name that is not in `names`.
        BadData: For anything that is not such a formula.

    """
    found = word(value, names, where)
    if isinstance(found, str):
        raise BadData([f"{where}: “{value}” gives the word “{found}”, not a number"])
    return found


def word(value: Value, names: Mapping[str, Value], where: str) -> Value:
    """Return what a formula gives, be it a number or one of a parameter's options."""
    if isinstance(value, int | float):
        return float(value)
    return _of(_tree(value, where), names, where, value)


def names_in(value: Value, where: str) -> frozenset[str]:
    """Return the names of the parameters that a formula uses."""
    if isinstance(value, int | float):
        return frozenset()
    return frozenset(
        node.id.replace("_", "-")
        for node in ast.walk(_tree(value, where))
        if isinstance(node, ast.Name) and node.id not in _FUNCTIONS
    )


@cache
def _tree(text: str, where: str) -> ast.expr:
    parts = _TEXT.split(text)  # every second part is a quoted option
    for at in range(0, len(parts), 2):
        parts[at] = _NAME.sub(lambda found: found.group().replace("-", "_"), parts[at])
    try:
        return ast.parse("".join(parts).strip(), mode="eval").body
    except SyntaxError:
        raise BadData([f"{where}: “{text}” is not a formula"]) from None


def _of(node: ast.expr, names: Mapping[str, Value], where: str, text: str) -> Value:
    match node:
        case ast.Constant(value=bool()):
            pass
        case ast.Constant(value=int() | float() | str() as constant):
            return constant
        case ast.Name(id=name):
            name = name.replace("_", "-")
            if name not in names:
                raise UnknownName(f"parameter in {where}", name, names)
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_number(inner, names, where, text)
        case ast.BinOp(op=kind) if type(kind) in _ARITHMETIC:
            left, right = (_number(side, names, where, text) for side in (node.left, node.right))
            return _ARITHMETIC[type(kind)](left, right)
        case ast.IfExp(
            test=ast.Compare(left=left, ops=[ast.Eq() | ast.NotEq() as sign], comparators=[right])
        ):
            same = _of(left, names, where, text) == _of(right, names, where, text)
            return _of(node.body if same is isinstance(sign, ast.Eq) else node.orelse, names, where, text)
        case ast.Call(func=ast.Name(id=called), args=[_, *_], keywords=[]) if called in _FUNCTIONS:
            return _FUNCTIONS[called](*(_number(one, names, where, text) for one in node.args))
    raise BadData([f"{where}: “{text}” is not a formula that a motion may use"])


def _number(node: ast.expr, names: Mapping[str, Value], where: str, text: str) -> float:
    found = _of(node, names, where, text)
    if isinstance(found, str):
        raise BadData([f"{where}: “{text}” reckons with the word “{found}”"])
    return found
