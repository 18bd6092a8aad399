"""Removals: each connected institution confirms that it has forgotten what was taken back."""

from django.db import models

from arasha.domains.registry.models.entries import Entry
from arasha.kernel.access.models import Institution


class Removal(models.Model):
    """That one institution is to forget one entry, until when, and whether it has."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="removals")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=120, blank=True)
    overdue_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "registry_removal"
        ordering = ("due_at", "id")
        constraints = [models.UniqueConstraint(fields=["entry", "institution"], name="registry_removal_once")]
        indexes = [models.Index(fields=["due_at"], condition=models.Q(confirmed_at=None), name="registry_removal_due")]

    def __str__(self) -> str:
        return f"removal of entry {self.entry_id} at {self.institution_id}"
