"""An interface described for machines: OpenAPI 3.1, made from the very classes that decode and encode its messages."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

COMPONENT = "#/components/schemas/{name}"
JSON = "application/json"
IN_PATH = re.compile(r"\{(\w+)\}")


class Parameter(NamedTuple):
    """A whole number in the address, behind the question mark."""

    name: str
    description: str
    allowed: range
    otherwise: int


class Choice(NamedTuple):
    """A word in the address, behind the question mark: one of a few; without it, unless it is needed, all are meant."""

    name: str
    description: str
    words: tuple[str, ...]
    needed: bool = False


class Header(NamedTuple):
    """A whole number beside the message, in a header of the request; it may be left out."""

    name: str
    description: str
    allowed: range


class Operation(NamedTuple):
    """One address and method: what it is for, what goes in, what comes out, what may go wrong.

    `media` is what comes out when it is not JSON.
    """

    path: str
    method: str
    summary: str
    takes: type | None
    gives: type | None
    problems: tuple[int, ...]
    secured: bool = True
    query: tuple[Parameter | Choice, ...] = ()
    headers: tuple[Header, ...] = ()
    media: str = JSON


class About(NamedTuple):
    """What stands at the head of a document; `problems` says what each status means, `problem` is its message."""

    title: str
    version: str
    description: str
    problems: Mapping[int, str]
    problem: type


def document(about: About, operations: Sequence[Operation]) -> bytes:
    """The document as JSON."""
    types = [kind for operation in operations for kind in (operation.takes, operation.gives) if kind]
    _, components = msgspec.json.schema_components([*types, about.problem], ref_template=COMPONENT)
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method] = _operation(about, operation)
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {
                "title": about.title,
                "version": about.version,
                "description": about.description,
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            },
            "paths": paths,
            "components": {"schemas": components, "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
        }
    )


def _operation(about: About, operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "summary": operation.summary,
        "operationId": re.sub(r"\W+", "_", operation.summary.lower()).strip("_"),
        "parameters": [
            *map(_named, IN_PATH.findall(operation.path)),
            *map(_query, operation.query),
            *map(_header, operation.headers),
        ],
        "responses": {"200": _success(operation)}
        | {str(status): _problem(about, status) for status in operation.problems},
    }
    if operation.secured:
        described["security"] = [{"key": []}]
    if operation.takes:
        described["requestBody"] = {
            "required": True,
            "content": {JSON: {"schema": _reference(operation.takes)}},
        }
    return described


def _named(name: str) -> dict[str, Any]:
    schema = {"type": "string", "minLength": 1, "maxLength": 64}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _header(header: Header) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": header.allowed.start, "maximum": header.allowed.stop - 1}
    return {
        "name": header.name, "in": "header", "required": False, "description": header.description, "schema": schema,
    }  # fmt: skip


def _query(parameter: Parameter | Choice) -> dict[str, Any]:
    schema: dict[str, Any]
    match parameter:
        case Choice(words=words):
            schema = {"type": "string", "enum": list(words)}
        case Parameter(allowed=allowed, otherwise=otherwise):
            schema = {"type": "integer", "minimum": allowed.start, "maximum": allowed.stop - 1, "default": otherwise}
    return {
        "name": parameter.name,
        "in": "query",
        "required": isinstance(parameter, Choice) and parameter.needed,
        "description": parameter.description,
        "schema": schema,
    }


def _success(operation: Operation) -> dict[str, Any]:
    schema = _reference(operation.gives) if operation.gives else {}
    return {"description": operation.summary, "content": {operation.media: {"schema": schema}}}


def _problem(about: About, status: int) -> dict[str, Any]:
    return {
        "description": about.problems[status],
        "content": {"application/problem+json": {"schema": _reference(about.problem)}},
    }


def _reference(kind: type) -> dict[str, str]:
    return {"$ref": COMPONENT.format(name=kind.__name__)}
