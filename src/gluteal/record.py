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


def _faults(error: Any, where: str) -> list[str]:
    found = []
    for item in error.errors(include_url=False, include_context=False, include_input=True):
        path = ".".join(str(part) for part in item["loc"]) or "the document"
        message = item["msg"][:1].lower() + item["msg"][1:]
        shown = repr(item.get("input"))
        shown = shown if len(shown) <= 40 else shown[:37] + "…"
        found.append(f"{where}: {path}: {message} (got {shown})")
    return found
