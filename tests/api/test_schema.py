"""The API against its own schema, with generated requests."""

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings

from rss_portal.api.schema_views import read_schema

READS = (
    "/api/v1/provision/",
    "/api/v1/provision/settlements/",
    "/api/v1/territories/",
    "/api/v1/settlements/",
    "/api/v1/entries/",
    "/api/v1/explain/",
    "/api/v1/editions/{code}/",
)


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("path", READS)
def test_generated_requests_get_answers_that_the_schema_declares(path):
    operation = schemathesis.openapi.from_dict(dict(read_schema()))[path]["GET"]
    client = Client()

    @settings(
        max_examples=15,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def check(case: schemathesis.Case) -> None:
        response = client.get(case.formatted_path, dict(case.query or {}))
        declared = {int(code) for code in operation.definition.raw["responses"]}
        assert response.status_code in declared, (case.query, response.content[:300])
        if response.status_code >= 400:
            assert response["Content-Type"] == "application/problem+json"
            assert response.json()["status"] == response.status_code

    check()


def test_every_operation_has_a_name_of_its_own():
    """Two of the same name make `check --deploy` warn, and a deployment stops there."""
    names = [
        operation["operationId"]
        for path in read_schema()["paths"].values()
        for method, operation in path.items()
        if method in ("get", "post", "put", "patch", "delete")
    ]
    assert sorted(names) == sorted(set(names))
    assert not [name for name in names if name[-1].isdigit()]
