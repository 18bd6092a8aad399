"""What lenders asked and were told."""

from django.db import models

from arasha.kernel.access.models import Institution


class Check(models.Model):
    """One question of a lender and its answer; `sequence` is its place in the journal, in one order with the changes.

    `answer` is `facts.Answer`; `reasons` and the codes of `channel` and `product` are of `rules/answers.py`; `register`
    is the last fact that had been heeded; `effect` what was said of the person; amounts are tiyn, 0 unknown.
    """

    sequence = models.BigIntegerField(primary_key=True)
    group = models.BigIntegerField()
    lender = models.ForeignKey(Institution, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    application = models.CharField(max_length=64)
    person = models.UUIDField()
    at = models.DateTimeField()
    amount = models.BigIntegerField()
    channel = models.SmallIntegerField()
    product = models.SmallIntegerField()
    answer = models.SmallIntegerField()
    reasons = models.SmallIntegerField()
    effect = models.BigIntegerField()
    register = models.BigIntegerField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "credit_check"
        indexes = [
            models.Index(fields=["lender", "application"], name="credit_check_application"),
            models.Index(fields=["person", "sequence"], name="credit_check_person"),
        ]


class CheckGroup(models.Model):
    """What was recorded in one go: rows from `first` on without gaps, their hashes, the fact with their root."""

    first = models.BigIntegerField(primary_key=True)
    fact = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        db_table = "credit_group"


class Position(models.Model):
    """Up to where the journal has been recorded, and the last fact that the gateway had heeded there."""

    journal = models.CharField(max_length=20, primary_key=True)
    position = models.BigIntegerField(default=0)
    heard = models.BigIntegerField(default=-1)

    class Meta:
        db_table = "credit_position"
