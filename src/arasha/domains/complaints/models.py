"""The tables of complaints: what was reported, which identifiers it names, and forms that are being filled in."""

from django.db import models

from arasha.domains.complaints.facts import ComplaintState, Situation, Source
from arasha.domains.complaints.rules.reading import Role
from arasha.kernel.access.models import Institution


class Complaint(models.Model):
    """A report of a theft. `box` is the whole report, sealed; `code_digest` is what is kept of the reporter's code.

    `report_id` is the reporting institution's own id, or that of the form that was filled in.
    """

    id = models.BigAutoField(primary_key=True)
    source = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Source])
    situation = models.CharField(max_length=24, choices=[(each.value, each.value) for each in Situation])
    state = models.CharField(max_length=10, choices=[(each.value, each.value) for each in ComplaintState])
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT)
    report_id = models.CharField(max_length=64, blank=True)
    reporter = models.UUIDField(null=True)
    amount = models.BigIntegerField()
    language = models.CharField(max_length=2)
    box = models.BinaryField()
    code_digest = models.BinaryField(max_length=32)
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "complaint"
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["source", "institution", "report_id"],
                condition=~models.Q(report_id=""),
                nulls_distinct=False,
                name="complaint_once",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="complaint_state"),
            models.Index(fields=["institution", "-id"], name="complaint_institution"),
        ]

    def __str__(self) -> str:
        return f"complaint {self.pk}"


class Mentioned(models.Model):
    """An identifier that a complaint names; the readable value lies in the vault under the token."""

    id = models.BigAutoField(primary_key=True)
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="mentioned")
    token = models.UUIDField()
    kind = models.CharField(max_length=12)
    role = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Role])
    payment = models.SmallIntegerField()
    readable = models.BooleanField()

    class Meta:
        db_table = "complaint_mentioned"
        indexes = [models.Index(fields=["token", "role"], name="complaint_mentioned_token")]

    def __str__(self) -> str:
        return f"{self.role} of complaint {self.complaint_id}"


class Draft(models.Model):
    """A form that is being filled in, sealed, under the digest of the secret that the browser holds; it goes away."""

    digest = models.BinaryField(primary_key=True, max_length=32)
    box = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "complaint_draft"

    def __str__(self) -> str:
        return "draft"
