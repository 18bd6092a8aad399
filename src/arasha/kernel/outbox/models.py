"""The table of facts."""

from django.db import models


class FactRow(models.Model):
    """A recorded fact; its sequence is the index of its leaf in the log. Never changed (a trigger refuses)."""

    sequence = models.BigIntegerField(primary_key=True)
    id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    actor = models.CharField(max_length=120)
    purpose = models.CharField(max_length=40)
    payload = models.JSONField()
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "fact"
        indexes = [
            models.Index(fields=["subject", "sequence"], name="fact_subject"),
            models.Index(fields=["kind", "sequence"], name="fact_kind"),
        ]
