"""The registry's table."""

from django.db import models

from arasha.domains.registry.facts import EntryState, Ground
from arasha.kernel.access.models import Institution
from arasha.kernel.tiers import Tier


class Entry(models.Model):
    """What one owner says of one identifier; the identifier itself lies sealed in the vault under the same token.

    `source` names the occurrence that led to it, if one did: an occurrence leads to one entry.
    """

    id = models.BigAutoField(primary_key=True)
    token = models.UUIDField()
    kind = models.CharField(max_length=12)
    tier = models.SmallIntegerField(choices=[(tier.value, tier.word) for tier in Tier])
    ground = models.SmallIntegerField(choices=[(ground.value, ground.code) for ground in Ground])
    note = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in EntryState])
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT)
    owner = models.CharField(max_length=120)
    proposed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "registry_entry"
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=["source"], condition=~models.Q(source=""), name="registry_entry_once"),
        ]
        indexes = [
            models.Index(fields=["token"], name="registry_entry_token"),
            models.Index(fields=["state", "-id"], name="registry_entry_state"),
            models.Index(fields=["expires_at"], condition=models.Q(ended_at=None), name="registry_entry_expiry"),
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"
