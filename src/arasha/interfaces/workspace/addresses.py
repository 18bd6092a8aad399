"""Queries of addresses: everything that narrows a list stands there, so that a view can be kept and sent."""

from collections.abc import Mapping, Sequence

from django.http import QueryDict

from arasha.interfaces.workspace.typed import typed

LONGEST = 64
DIGITS = 18  # as many as fit the store's numbers


def read(query: QueryDict, names: Sequence[str]) -> dict[str, str]:
    """The named values of an address, each empty when it is not there."""
    return {name: typed(query, name, LONGEST) for name in names}


def written(values: Mapping[str, str], **changes: str) -> str:
    """The query of the same view with some values changed; an empty value takes one away."""
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in (dict(values) | changes).items() if value})
    return f"?{query.urlencode()}" if query else "?"


def whole(text: str) -> int | None:
    """A whole number as an address carries it; None when it is not one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else None
