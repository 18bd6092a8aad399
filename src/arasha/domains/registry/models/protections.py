"""Protections: identifiers of victims, a kind of their own beside entries."""

from django.db import models


class Protection(models.Model):
    """That an identifier belongs to a victim: nothing counts against it while this stands.

    `source` names the occurrence, as with entries: one leads to one protection of one identifier.
    """

    id = models.BigAutoField(primary_key=True)
    token = models.UUIDField()
    kind = models.CharField(max_length=12)
    source = models.CharField(max_length=120)
    owner = models.CharField(max_length=120)
    since = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=120, blank=True)
    end_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "registry_protection"
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(fields=["token", "source"], name="registry_protection_once")]
        indexes = [
            models.Index(fields=["token"], condition=models.Q(ended_at=None), name="registry_protection_live"),
            models.Index(fields=["until"], condition=models.Q(ended_at=None), name="registry_protection_end"),
        ]

    def __str__(self) -> str:
        return f"protection {self.pk}"
