"""Reading JSON text from outside: what is broken is said with its line; NaN and absurd depth are refused."""

import json
from typing import Any, NoReturn

from gluteal.errors import BadData, BadValue


def parse(text: str, where: str) -> Any:
    """Return the parsed text. Raises `BadData` that names the line where it is not JSON."""

    def refuse(word: str) -> NoReturn:
        raise BadData([f"{where}: {word} is no number that JSON allows"])

    try:
        return json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        ends = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
        reason = "the text ends too early" if ends else error.msg[:1].lower() + error.msg[1:]
        raise BadData([f"{where}: line {error.lineno}: {reason}"]) from None
    except RecursionError:
        raise BadData([f"{where}: lists are nested too deep"]) from None
    except ValueError:  # an integer of thousands of digits
        raise BadData([f"{where}: a number is too long"]) from None


def items_of(value: object, where: str, what: str) -> list[dict[str, object]]:
    """Return `value` when it is a list of objects. Raises `BadData` that says what was expected."""
    if not isinstance(value, list):
        raise BadData([f"{where}: expected a list of {what}, got {_kind(value)}"])
    for index, item in enumerate(value):
        if not isinstance(item, dict):
            raise BadData([f"{where}: item {index + 1} of {what} is {_kind(item)}, not an object"])
    return value


def spoken(data: dict[str, object], key: str) -> str:
    """Return `data[key]` as the text of a cell; "" where it is missing or null. Raises `BadValue` for a list."""
    value = data.get(key)
    if value is None:
        return ""
    if isinstance(value, bool | list | dict):
        raise BadValue(f"{key} is {_kind(value)}, where a number or a text was expected")
    return str(value).strip()


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "nothing"}
    return names.get(type(value), "a number")
