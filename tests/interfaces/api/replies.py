"""What the API replied, read."""

import json
from typing import Any

from django.http import HttpResponse


def said(response: HttpResponse, status: int = 200) -> dict[str, Any]:
    """The body of an answer; fails with it when the status is another."""
    assert response.status_code == status, response.content
    return json.loads(response.content)  # type: ignore[no-any-return]


def refused(response: HttpResponse) -> tuple[int, str | None]:
    """Status and field of a problem."""
    problem = json.loads(response.content)
    return problem["status"], problem.get("field")
