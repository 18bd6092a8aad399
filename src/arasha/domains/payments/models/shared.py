"""Identifiers that accounts share."""

from django.db import models


class AccountIdentifier(models.Model):
    """That an account came with a device, a network address or a phone: since when, until when, in how many payments.

    `identifier` is the first eight bytes of its token as PostgreSQL's signed bigint, little-endian; `kind` says what it
    is (`rules.codes.Shared`). No index holds `last_at`, so that renewing a row writes no index.
    """

    pk = models.CompositePrimaryKey("identifier", "account")
    identifier = models.BigIntegerField()
    account = models.UUIDField(db_index=True)
    kind = models.SmallIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    payments = models.BigIntegerField()

    class Meta:
        db_table = "account_identifier"
