"""A column of plain JSON values, written and read by msgspec: traces and facts hold thousands of values each."""

from typing import Any

import msgspec
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.types.json import Jsonb


class PlainJSON(models.JSONField):
    """Django's own, several times as fast. The column is the same, so that migrations need not know of it."""

    def deconstruct(self) -> Any:
        """What migrations see: Django's own."""
        name, _, given, named = super().deconstruct()
        return name, "django.db.models.JSONField", given, named

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """Plain values as the driver takes them; expressions, and what is ready, go Django's way."""
        if isinstance(value, dict | list) and not prepared:
            return Jsonb(value, dumps=msgspec.json.encode)
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        """A whole column is text; a part of it has been read already."""
        if isinstance(value, str) and getattr(expression, "target", None) is self:
            return msgspec.json.decode(value)
        return super().from_db_value(value, expression, connection)
