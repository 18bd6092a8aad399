"""Entries, and the evidence that they rest on."""

from django.db import models

from arasha.domains.registry.facts import Care, EntryState, EvidenceKind, Ground
from arasha.kernel.access.models import Institution
from arasha.kernel.tiers import Tier


class Entry(models.Model):
    """What one owner says of one identifier; the identifier itself lies sealed in the vault under the same token.

    `source` names the occurrence that led to it, if one did: an occurrence leads to one entry. `person` is the token
    of the IIN of whom the identifier belongs to, where that is known. `expires_at` ends the present state, `term_until`
    is until when the proposer wants it to stand. `list_prefix` and `public_hash` are made when it takes effect, where
    the readable value is known.
    """

    id = models.BigAutoField(primary_key=True)
    token = models.UUIDField()
    kind = models.CharField(max_length=12)
    person = models.UUIDField(null=True)
    tier = models.SmallIntegerField(choices=[(tier.value, tier.word) for tier in Tier])
    ground = models.SmallIntegerField(choices=[(ground.value, ground.code) for ground in Ground])
    note = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in EntryState])
    care = models.CharField(max_length=8, blank=True, choices=[(care.value, care.value) for care in Care])
    suspended = models.BooleanField(default=False, db_default=False)
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT)
    owner = models.CharField(max_length=120)
    proposed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    term_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=1000, blank=True)
    reduced_because = models.CharField(max_length=1000, blank=True, db_default="")
    list_prefix = models.BigIntegerField(null=True)
    public_hash = models.BinaryField(max_length=16, null=True)

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
            models.Index(fields=["person"], condition=models.Q(person__isnull=False), name="registry_entry_person"),
            models.Index(
                fields=["public_hash"],
                condition=models.Q(public_hash__isnull=False, ended_at=None),
                name="registry_entry_public",
            ),
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class Evidence(models.Model):
    """One piece of evidence of an entry: what kind, which house reported it, who entered it.

    It is never changed, but may be taken back by those who reported it.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="evidence")
    token = models.UUIDField()
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in EvidenceKind])
    reporter = models.CharField(max_length=60)
    document = models.CharField(max_length=120, blank=True)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "registry_evidence"
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["entry", "kind", "reporter", "document"], name="registry_evidence_once")
        ]
        indexes = [
            models.Index(fields=["token", "-at"], name="registry_evidence_token"),
            models.Index(fields=["document"], condition=~models.Q(document=""), name="registry_evidence_document"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for entry {self.entry_id}"
