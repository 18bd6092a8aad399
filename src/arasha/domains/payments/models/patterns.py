"""Patterns that payments form."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from arasha.domains.payments.models.verdicts import Payment


class PaymentPattern(models.Model):
    """A pattern that a payment completed: the sequences of the payments before it that form it.

    `sequence` is its own place in the journal. `partial` says that more belong to it than are known.
    """

    sequence = models.BigIntegerField(primary_key=True)
    payment = models.ForeignKey(
        Payment, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="patterns"
    )
    kind = models.SmallIntegerField()
    members = ArrayField(models.BigIntegerField())
    partial = models.BooleanField()

    class Meta:
        db_table = "payment_pattern"
        constraints = [models.UniqueConstraint(fields=["payment", "kind"], name="payment_pattern_once")]


class PatternAccount(models.Model):
    """An account that takes part in a pattern, as whoever pays or is paid in it."""

    pk = models.CompositePrimaryKey("token", "pattern_id")
    token = models.UUIDField()
    pattern = models.ForeignKey(PaymentPattern, on_delete=models.CASCADE, db_index=False, related_name="accounts")

    class Meta:
        db_table = "payment_pattern_account"
