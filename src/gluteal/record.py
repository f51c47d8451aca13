"""The base of all values that are read from files, and the one way to read and write them."""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from gluteal.errors import BadData

T = TypeVar("T")


class Record:
    """Base of frozen dataclasses read from files: unknown keys, NaN and infinities are errors.

    The configuration is read by pydantic, which the core itself never imports at module level.
    """

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid", "allow_inf_nan": False}


_adapters: dict[Any, Any] = {}


def _adapter(kind: Any) -> Any:
    if kind not in _adapters:
        from pydantic import TypeAdapter  # 0.1 s to import: only when something is read

        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def from_mapping(kind: type[T], data: object, where: str) -> T:
    """Build a `kind` from parsed TOML or JSON.

    Args:
        kind: A dataclass (usually a `Record`), or any type that pydantic can validate.
        data: What a TOML or JSON parser returned.
        where: How to name the source in a fault ("side-lying-abduction.toml").

    Raises:
        BadData: With one sentence per fault, each with its path inside `data`.

    """
    from pydantic import ValidationError

    try:
        return _adapter(kind).validate_python(data)  # type: ignore[no-any-return]
    except ValidationError as error:
        raise BadData(_faults(error, where)) from None


def from_json(kind: type[T], text: str | bytes, where: str) -> T:
    """Build a `kind` from JSON text. Raises `BadData` as `from_mapping` does."""
    from pydantic import ValidationError

    try:
        return _adapter(kind).validate_json(text)  # type: ignore[no-any-return]
    except ValidationError as error:
        raise BadData(_faults(error, where)) from None


def to_mapping(value: object) -> Any:
    """Return `value` (a record, or a collection of them) as plain JSON-ready data."""
    return _adapter(type(value)).dump_python(value, mode="json")


def to_json(value: object) -> str:
    """Return `value` as compact JSON text."""
    return _adapter(type(value)).dump_json(value).decode()  # type: ignore[no-any-return]


def schema_of(kind: Any) -> Mapping[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a record type."""
    return _adapter(kind).json_schema(mode="serialization")  # type: ignore[no-any-return]


_WANTS = {
    "missing": "is missing",
    "extra_forbidden": "is not known",
    "unexpected_keyword_argument": "is not known",
    "string_type": "wants text",
    "string_unicode": "wants text in UTF-8",
    "finite_number": "wants an ordinary number",
    "decimal_parsing": "wants a number",
    "none_required": "wants to be left out",
}
"""What pydantic's kinds of fault mean in our words; families of kinds are in `_FAMILIES`."""

_FAMILIES = {
    "int": "wants a whole number",
    "float": "wants a number",
    "bool": "wants true or false",
    "datetime": "wants a date and a time such as 2026-03-01T18:30:00Z",
    "date": "wants a date such as 2026-03-01",
    "time": "wants a time such as 18:30",
    "uuid": "wants a UUID",
    "tuple": "wants a list in square brackets",
    "list": "wants a list in square brackets",
    "set": "wants a list in square brackets",
    "frozen": "wants a list in square brackets",
    "dict": "wants a table of names and values",
    "mapping": "wants a table of names and values",
    "dataclass": "wants a table of names and values",
    "model": "wants a table of names and values",
    "json": "is not JSON",
}


def _faults(error: Any, where: str) -> list[str]:
    found = []
    for item in error.errors(include_url=False, include_context=True, include_input=True):
        *parents, last = item["loc"] or ("the document",)
        if last == "[key]":  # the name itself is wrong, not what it holds
            parents, last = parents[:-1], parents[-1]
        path = _path([*parents, last])
        shown = repr(item.get("input"))
        shown = shown if len(shown) <= 40 else shown[:37] + "…"
        given = "" if _wants(item).startswith("is ") else f" (got {shown})"
        found.append(f"{where}: {path}: {_wants(item)}{given}")
    return found


def _wants(item: Any) -> str:
    """Return what one of pydantic's faults asks for, in plain words."""
    kind = item["type"]
    if kind in _WANTS:
        return _WANTS[kind]
    if kind in ("enum", "literal_error"):
        expected = item["ctx"]["expected"].replace(" or ", ", ").replace("'", "")
        return f"wants one of {expected}"
    family = _FAMILIES.get(kind.split("_")[0])
    return family or str(item["msg"][:1].lower() + item["msg"][1:])


def _path(parts: list[str | int]) -> str:
    """Return a place in a document as people write it: `kit.bands, entry 1: colour`."""
    path = ""
    for part in parts:
        if isinstance(part, int):
            path += f"{', ' if path else ''}entry {part + 1}"
        elif "entry" in path.rpartition(":")[2]:
            path += f": {part}"
        else:
            path += f".{part}" if path else part
    return path
