"""The OpenAPI schema from the declared operations."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from .parameters import Parameter

JSON = "application/json"
FILE = {"type": "string", "format": "binary"}
PROBLEM_MEDIA = "application/problem+json"
PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457 problem details",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "reference": {"type": "string"},
        "code": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
    "required": ["type", "title", "status", "detail", "instance", "code"],
}
DESCRIPTIONS = {
    200: "Done",
    201: "Made",
    202: "Taken over, a background job does it",
    304: "Unchanged",
    400: "A parameter or the body cannot be used",
    401: "Sign in or send a token",
    403: "Refused, with the reason",
    404: "No such thing",
    409: "Not in this state",
    412: "Somebody changed it meanwhile",
    413: "Too large",
    415: "Unknown format of the body",
    422: "The values do not pass the checks",
    428: "If-Match is needed",
    429: "Too many requests; Retry-After says when",
}


class DeclaredSchema(AutoSchema):
    """Reads `view.operations`; nothing is guessed."""

    @property
    def operation(self) -> Any:
        return self.view.operations[self.method]  # type: ignore[attr-defined]  # ApiView

    def get_summary(self) -> str:
        return str(self.operation.summary)

    def get_description(self) -> str:  # type: ignore[override]  # the stubs have it of REST framework
        return (self.view.__doc__ or "").strip()

    def get_operation_id(self) -> str:
        return f"{self.view.__class__.__name__}_{self.method.lower()}"

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").split("/")[0]]

    def get_override_parameters(self) -> list[Any]:
        queried = [_query_parameter(parameter) for parameter in self.operation.all_parameters]
        return [*queried, *getattr(self.view, "header_parameters", {}).get(self.method, [])]

    def get_auth(self) -> list[dict[str, list[str]]]:
        signed: list[dict[str, list[str]]] = [{"token": []}, {"session": []}]
        return signed if self.operation.writes else [*signed, {}]

    def get_request_serializer(self) -> Any:
        return None

    def get_response_serializers(self) -> Any:
        return None

    def _is_list_view(self, serializer: Any = None) -> bool:
        return False

    def get_filter_backends(self) -> list[Any]:
        return []

    def _get_request_body(self, direction: str = "request") -> dict[str, Any] | None:
        if self.operation.body is None:
            return None
        media = {name: {"schema": self.operation.body} for name in self.operation.body_media}
        return {"content": media, "required": True}

    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        operation = self.operation
        done: dict[str, Any] = {"description": DESCRIPTIONS[operation.status]}
        if operation.answer is not None:
            media = getattr(self.view, "answer_media", (JSON,)) if self.method == "GET" else (JSON,)
            done["content"] = {one: {"schema": operation.answer if one == JSON else FILE} for one in media}
        answers = {str(operation.status): done}
        if self.method == "GET":
            answers["304"] = {"description": DESCRIPTIONS[304]}
        problem = {PROBLEM_MEDIA: {"schema": PROBLEM_SCHEMA}}
        for status in sorted(operation.problems):
            answers[str(status)] = {"description": DESCRIPTIONS[status], "content": problem}
        return answers


def _query_parameter(parameter: Parameter) -> OpenApiParameter:
    return OpenApiParameter(
        name=parameter.name,
        type=parameter.schema(),
        location=OpenApiParameter.QUERY,
        required=parameter.required,
        description=str(parameter.help),
        default=parameter.default,
    )
