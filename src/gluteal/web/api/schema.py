"""The OpenAPI document, in which two records of one name stay two: `Load` of a set is not `Load` of a motion."""

from collections.abc import Iterator
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema
from pydantic import TypeAdapter
from pydantic.fields import FieldInfo


class Api(NinjaAPI):
    """The framework's API with components that are made all at once; made one by one, equal names would collide."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """Return the OpenAPI document."""
        document = super().get_openapi_schema(**kwargs)
        document["components"]["schemas"] = self._components()
        return document

    def _components(self) -> dict[str, Any]:
        adapters = [(number, "validation", TypeAdapter(kind)) for number, kind in enumerate(self._records())]
        _by_type, made = TypeAdapter.json_schemas(adapters, ref_template=REF_TEMPLATE)  # type: ignore[arg-type]
        return dict(sorted(made["$defs"].items()))

    def _records(self) -> list[Any]:
        """Return the types of all bodies and answers, each once."""
        found: list[Any] = []
        for field in self._fields():
            kind = field.annotation if not field.discriminator else _with(field)
            if kind not in found:
                found.append(kind)
        return found

    def _fields(self) -> Iterator[FieldInfo]:
        for _prefix, router in self._routers:
            for view in router.path_operations.values():
                for operation in view.operations:
                    answers = (
                        model for model in operation.response_models.values() if isinstance(model, type)
                    )
                    bodies = (m for m in operation.models if m.__ninja_param_source__ == "body")
                    for model in (*answers, *bodies):
                        yield from model.model_fields.values()


def _with(field: FieldInfo) -> Any:
    from typing import Annotated

    from pydantic import Field

    return Annotated[field.annotation, Field(discriminator=field.discriminator)]
