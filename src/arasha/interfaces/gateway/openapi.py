"""The gateway described for machines: OpenAPI 3.1, made from the very classes that decode and encode the messages."""

from typing import Any, NamedTuple

import msgspec

from arasha import __version__
from arasha.client import schemas as s
from arasha.interfaces.gateway import risk_feed

COMPONENT = "#/components/schemas/{name}"

PROBLEMS = {
    401: "The key is missing, unknown, expired or revoked",
    403: "The key may not do this, or the payment is another institution's",
    404: "There is nothing under this name, or it is not yours",
    405: "The address does not take this method",
    409: "The id was used before for another payment",
    413: "The body or the batch is larger than allowed",
    415: "The body is not JSON",
    422: "The body cannot be read; `field` says where",
    429: "More than this key may send; come back after Retry-After seconds",
    503: "No answer can be recorded now, so none is given; come back after Retry-After seconds",
}
COMMON = (401, 403, 405, 413, 415, 422, 429, 503)
READING = (401, 403, 404, 405, 429, 503)


class Parameter(NamedTuple):
    """A whole number in the address, behind the question mark."""

    name: str
    description: str
    allowed: range
    otherwise: int


class Operation(NamedTuple):
    """One address and method: what it is for, what goes in, what comes out, what may go wrong."""

    path: str
    method: str
    summary: str
    takes: type | None
    gives: type | None
    problems: tuple[int, ...]
    secured: bool = True
    query: tuple[Parameter, ...] = ()


FEED = (
    Parameter("after", "The `next` of the answer before; 0 at the very first.", risk_feed.CURSORS, 0),
    Parameter("limit", "The most changes in the answer.", risk_feed.LIMITS, risk_feed.USUAL),
)

OPERATIONS = (
    Operation("/v1/payments/screen", "post", "Screen one payment", s.Payment, s.Answer, (*COMMON, 409)),
    Operation("/v1/payments/screen-batch", "post", "Screen up to 1000 payments", s.Batch, s.Answers, COMMON),
    Operation("/v1/payments/outcome", "post", "Report what was done", s.Outcomes, s.OutcomeAnswers, COMMON),
    Operation("/v1/registry/check", "post", "Look identifiers up", s.RegistryCheck, s.RegistryAnswer, COMMON),
    Operation("/v1/payments/{institution}/{id}", "get", "A stored verdict", None, s.StoredVerdict, READING),
    Operation(
        "/v1/accounts/risk-changes",
        "get",
        "Changes of account risk",
        None,
        s.RiskChanges,
        (401, 403, 405, 422, 429, 503),
        query=FEED,
    ),
    Operation("/health", "get", "Can the gateway keep its promises?", None, s.Health, (405,), secured=False),
    Operation("/metrics", "get", "Prometheus metrics", None, None, (405,), secured=False),
    Operation("/v1/openapi.json", "get", "This document", None, None, (405,), secured=False),
)


def document() -> bytes:
    """The OpenAPI document as JSON."""
    types = [kind for operation in OPERATIONS for kind in (operation.takes, operation.gives) if kind] + [s.Problem]
    _, components = msgspec.json.schema_components(types, ref_template=COMPONENT)
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method] = _operation(operation)
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "Arasha gateway",
                "version": __version__,
                "description": "Real-time decisions of the national anti-fraud centre. Amounts are whole tiyn.",
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            },
            "paths": paths,
            "components": {"schemas": components, "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
        }
    )


def _operation(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "summary": operation.summary,
        "operationId": operation.summary.lower().replace(" ", "_").strip("?"),
        "parameters": [
            *(_parameter(name) for name in ("institution", "id") if f"{{{name}}}" in operation.path),
            *map(_query, operation.query),
        ],
        "responses": {"200": _success(operation)} | {str(status): _problem(status) for status in operation.problems},
    }
    if operation.secured:
        described["security"] = [{"key": []}]
    if operation.takes:
        described["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": _reference(operation.takes)}},
        }
    if operation.takes in {s.Payment, s.Batch}:
        described["parameters"].append(DEADLINE)
    return described


DEADLINE = {
    "name": "Arasha-Deadline-Ms",
    "in": "header",
    "required": False,
    "description": "Milliseconds within which the answer is of use; later the stand-in policy is answered.",
    "schema": {"type": "integer", "minimum": 1, "maximum": 60_000},
}


def _parameter(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1, "maxLength": 64}}


def _query(parameter: Parameter) -> dict[str, Any]:
    least, most = parameter.allowed.start, parameter.allowed.stop - 1
    schema = {"type": "integer", "minimum": least, "maximum": most, "default": parameter.otherwise}
    return {
        "name": parameter.name, "in": "query", "required": False, "description": parameter.description,
        "schema": schema,
    }  # fmt: skip


def _success(operation: Operation) -> dict[str, Any]:
    if operation.gives:
        content = {"application/json": {"schema": _reference(operation.gives)}}
    else:
        content = {"text/plain" if operation.path == "/metrics" else "application/json": {"schema": {}}}
    return {"description": operation.summary, "content": content}


def _problem(status: int) -> dict[str, Any]:
    return {
        "description": PROBLEMS[status],
        "content": {"application/problem+json": {"schema": {"$ref": COMPONENT.format(name="Problem")}}},
    }


def _reference(kind: type) -> dict[str, str]:
    return {"$ref": COMPONENT.format(name=kind.__name__)}
