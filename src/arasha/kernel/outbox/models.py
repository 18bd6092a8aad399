"""The table of facts, and how far what follows from them has been done."""

from django.db import models

from arasha.kernel.store.fields import PlainJSON


class FactRow(models.Model):
    """A recorded fact; its sequence is the index of its leaf in the log. Never changed (a trigger refuses)."""

    sequence = models.BigIntegerField(primary_key=True)
    id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    actor = models.CharField(max_length=120)
    purpose = models.CharField(max_length=40)
    payload = PlainJSON()
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "fact"
        indexes = [
            models.Index(fields=["subject", "sequence"], name="fact_subject"),
            models.Index(fields=["kind", "sequence"], name="fact_kind"),
        ]


class Place(models.Model):
    """From which sequence on a line of facts has still to be done (`reacting`)."""

    line = models.CharField(primary_key=True, max_length=20)
    next = models.BigIntegerField(default=0)

    class Meta:
        db_table = "reaction_place"
