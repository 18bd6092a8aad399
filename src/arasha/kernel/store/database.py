"""The address of the database, for Django and for plain connections."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict

from arasha.kernel.settings import Settings
from arasha.kernel.store.embedded import embedded


def url(settings: Settings) -> str:
    """The operator's server, or the embedded one."""
    return settings.database_url or embedded(settings).url


def django_database(address: str) -> dict[str, Any]:
    """A libpq address as Django's DATABASES entry; what Django has no name for goes into OPTIONS."""
    parts = conninfo_to_dict(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "arasha", **parts},
        "TEST": {"NAME": None},
    }
