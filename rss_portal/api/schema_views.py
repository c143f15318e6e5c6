"""The OpenAPI schema and its readable page, both from the declared operations."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView

from .parameters import LANGUAGE
from .problems import TITLES


class SchemaView(SpectacularAPIView):
    """OpenAPI 3 (YAML, or JSON with ?format=json)."""

    schema = None


def read_schema() -> Mapping[str, Any]:
    """The OpenAPI schema as data, in the active language."""
    return SchemaGenerator().get_schema(request=None, public=True)


def _rows(schema: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Operations in the order of their addresses, for the page."""
    found = []
    for path, methods in sorted(schema["paths"].items()):
        for method, operation in methods.items():
            answer = next(iter(operation["responses"].values()))
            media = answer.get("content", {}).get("application/json", {}).get("schema", {})
            row = media.get("properties", {}).get("results", {}).get("items", media)
            found.append(
                {
                    "id": operation["operationId"],
                    "method": method.upper(),
                    "path": path,
                    "summary": operation["summary"],
                    "description": operation.get("description", ""),
                    "parameters": operation.get("parameters", []),
                    "fields": list(row.get("properties", {}).items()),
                    "body": operation.get("requestBody"),
                    "statuses": list(operation["responses"]),
                }
            )
    return found


def docs(request: HttpRequest) -> HttpResponse:
    """The readable page: every address with its parameters, fields and answers."""
    language = request.GET.get("lang", "")
    with translation.override(language if language in LANGUAGE.choices else translation.get_language()):
        operations = _rows(read_schema())
        context = {"operations": operations, "problems": TITLES, "rates": settings.API_RATES}
        return render(request, "api/docs.html", context)
