"""Two banks with keys, and the web in this process."""

from dataclasses import dataclass
from typing import Any

import msgspec
import pytest
from django.http import HttpResponse
from django.test import Client as Browser

from arasha.kernel.access.models import Institution
from tests.support.cast import ALDAR, TOSTIK, Bank
from tests.support.centre import connect


@dataclass
class Desk:
    """The fraud desk of an institution, as its programs speak."""

    bank: Bank
    key: str

    @property
    def number(self) -> int:
        return Institution.objects.get(code=self.bank.code).number

    def get(self, path: str) -> HttpResponse:
        return Browser().get(f"/api/v1/{path}", headers=self._headers)  # type: ignore[return-value]

    def post(self, path: str, message: Any, content_type: str = "application/json") -> HttpResponse:
        body = message if isinstance(message, bytes) else msgspec.json.encode(message)
        return Browser().post(  # type: ignore[return-value]
            f"/api/v1/{path}", data=body, headers=self._headers, content_type=content_type
        )

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}


@pytest.fixture
def aldar(db: None) -> Desk:
    return Desk(ALDAR, connect(ALDAR))


@pytest.fixture
def tostik(db: None) -> Desk:
    return Desk(TOSTIK, connect(TOSTIK))
