"""The API answers as its OpenAPI document says, whatever it is asked (schemathesis, in this process)."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.support.rooms import Client
from tests.web.test_api import api, get, held, walked

__all__ = ["api", "held"]

EXAMPLES = 8
"""Requests of each address within its rules, and as many against them."""

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance, response_headers_conformance]
"""That what fits the document is accepted isn't checked: it can't tell of a cursor, or a query, that it isn't one."""


@pytest.fixture(scope="module")
def described(api: Client) -> BaseSchema:
    return schemathesis.openapi.from_dict(api.get("/schema/openapi.json").json())


def asked(client: Client, case: Case[Any], *also: object) -> None:
    told = case.as_transport_kwargs(base_url="http://testserver.local")
    sent = {name: told[name] for name in ("params", "headers", "json", "data", "content") if name in told}
    answer = client.request(told["method"], told["url"], **sent)
    case.validate_response(answer, checks=[*CHECKS, *also])  # type: ignore[list-item]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_whatever_is_asked_is_answered_as_described(api: Client, described: BaseSchema, mode: GenerationMode) -> None:
    for found in described.get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]
        if mode == GenerationMode.NEGATIVE and not operation.query:
            continue  # any id may be asked for

        @settings(
            max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Case[Any]) -> None:
            asked(api, case, *([negative_data_rejection] if mode == GenerationMode.NEGATIVE else []))

        ask()


def test_what_the_record_holds_is_told_as_described(api: Client, described: BaseSchema) -> None:
    """Every list and every thing, since made-up ids find nothing."""
    for path in ("meetings", "statements", "entities", "pages", "stories", "commitments"):
        items = walked(api, f"/api/v1/{path}?limit=7")
        assert items
        asked(api, described[f"/api/v1/{path}"]["get"].Case())
        for item in items[:8]:
            key = item["id"]
            asked(api, described[f"/api/v1/{path}/{{key}}"]["get"].Case(path_parameters={"key": key}))
            told = get(api, f"/api/v1/{path}/{key}")
            assert told.get("ref", told)["id"] == key
    for path in ("", "/overview", "/processes", "/positions", "/statements/facets"):
        asked(api, described[f"/api/v1{path}"]["get"].Case())
    for path in ("/processes/{key}", "/processes/{key}/issues", "/processes/{key}/issues/{issue}", "/entities/{key}/forms"):
        names = {"key": "russia" if "entities" in path else "astana", **({"issue": "idlib"} if "{issue}" in path else {})}
        asked(api, described[f"/api/v1{path}"]["get"].Case(path_parameters=names))
    asked(api, described["/api/v1/search"]["get"].Case(query={"q": "روسيا", "limit": 200}))


def test_the_document_says_all(api: Client) -> None:
    paths = api.get("/schema/openapi.json").json()["paths"]
    assert len(paths) > 20
    for path, methods in paths.items():
        if (told := methods.get("get")) is None:
            continue
        assert told["summary"], path
        assert told["description"], path
        assert told["tags"], path
        assert {"200", "304", "400", "500", "503"} <= set(told["responses"]), path
        assert ("404" in told["responses"]) == ("{" in path), path
        for status, answer in told["responses"].items():
            if int(status) >= 400:
                assert answer["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/ErrorAnswer"}, (path, status)
        for parameter in told.get("parameters", ()):
            assert parameter.get("description"), (path, parameter["name"])
