"""What passes between the registry and the person whom an entry concerns: the notice, the contest."""

from django.db import models

from arasha.domains.registry.facts import ContestState
from arasha.domains.registry.models.entries import Entry


class Notice(models.Model):
    """What opens an entry to the person whom it concerns: the digest of a code; the code itself, sealed, until it is
    handed over.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="notice")
    digest = models.BinaryField(max_length=32)
    sealed_code = models.BinaryField(null=True)
    queued_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True)
    handed_by = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "registry_notice"
        indexes = [models.Index(fields=["queued_at"], condition=models.Q(handed_at=None), name="registry_notice_waits")]

    def __str__(self) -> str:
        return f"notice of entry {self.entry_id}"


class Contest(models.Model):
    """A person's contest of an entry. `words` are what he wrote, sealed; `reason` is what he reads of the decision."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="contests")
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in ContestState])
    words = models.BinaryField()
    filed_at = models.DateTimeField()
    filed_by = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True)
    suspended_at = models.DateTimeField(null=True)
    suspended_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        db_table = "registry_contest"
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(state=ContestState.FILED.value), name="registry_contest_one_open"
            )
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="registry_contest_due")]

    def __str__(self) -> str:
        return f"contest {self.pk} of entry {self.entry_id}"
