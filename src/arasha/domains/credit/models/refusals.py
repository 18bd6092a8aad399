"""People's refusals of credit, what has happened to them, and who acts for whom."""

from django.db import models

from arasha.domains.credit.facts.refusing import GuardianKind, GuardianState, Method, RefusalState, What
from arasha.kernel.access.models import Institution


class Refusal(models.Model):
    """A person's refusal; `scope` is `rules.effects.Scope`, amounts are tiyn.

    `fact` is the one by which lenders were told, `nonce` what a signature over the next act must name. `lift_*` and the
    clocks are of a lift under way. `trusted` holds, sealed, whom to ask; he counts once he has accepted.
    """

    person = models.UUIDField(primary_key=True)
    state = models.CharField(max_length=20, choices=[(each.value, each.value) for each in RefusalState])
    scope = models.SmallIntegerField(default=0)
    above = models.BigIntegerField(default=0)
    set_at = models.DateTimeField(null=True)
    fact = models.BigIntegerField(default=-1)
    nonce = models.CharField(max_length=16)
    lift_scope = models.SmallIntegerField(null=True)
    lift_above = models.BigIntegerField(default=0)
    lift_asked_at = models.DateTimeField(null=True)
    lift_method = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Method], blank=True)
    lift_agreed = models.BooleanField(default=False)
    lapses_at = models.DateTimeField(null=True)
    cooling_until = models.DateTimeField(null=True)
    trusted = models.BinaryField(null=True)
    trusted_digest = models.BinaryField(null=True, unique=True)
    trusted_since = models.DateTimeField(null=True)
    release_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "credit_refusal"
        indexes = [
            models.Index(
                fields=["cooling_until"], condition=models.Q(cooling_until__isnull=False), name="credit_refusal_cooling"
            ),
            models.Index(
                fields=["lapses_at"],
                condition=models.Q(lapses_at__isnull=False, cooling_until=None),
                name="credit_refusal_lapses",
            ),
            models.Index(
                fields=["release_at"], condition=models.Q(release_at__isnull=False), name="credit_refusal_release"
            ),
        ]


class RefusalEvent(models.Model):
    """One thing that happened to a person's refusal: a line of the history, and a notice to the person.

    `scope` and `above` are what is refused after it, or would be; `acting` is a guardian who acted;
    `institution` the portal through which, or the lender of which it tells; `signed`, sealed, what was signed, and the
    signature.
    """

    person = models.UUIDField()
    at = models.DateTimeField()
    what = models.CharField(max_length=20, choices=[(each.value, each.value) for each in What])
    scope = models.SmallIntegerField(default=0)
    above = models.BigIntegerField(default=0)
    method = models.CharField(max_length=12, blank=True)
    acting = models.UUIDField(null=True)
    institution = models.ForeignKey(
        Institution, null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )  # fmt: skip
    until = models.DateTimeField(null=True)
    check_sequence = models.BigIntegerField(null=True)
    signed = models.BinaryField(null=True)

    class Meta:
        db_table = "credit_event"
        indexes = [models.Index(fields=["person", "-id"], name="credit_event_person")]
        constraints = [
            # A fact that is heeded twice tells a person once.
            models.UniqueConstraint(
                fields=["check_sequence", "what"],
                condition=models.Q(check_sequence__isnull=False),
                name="credit_event_check",
            ),
        ]


class Guardianship(models.Model):
    """That somebody acts for a minor, or for somebody whom a court declared incapable; the document's number is sealed.

    `ends_at` is when a minor comes of age.
    """

    guardian = models.UUIDField()
    ward = models.UUIDField()
    ground = models.CharField(max_length=12, choices=[(each.value, each.value) for each in GuardianKind])
    state = models.CharField(max_length=12, choices=[(each.value, each.value) for each in GuardianState])
    document = models.BinaryField()
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "credit_guardianship"
        indexes = [
            models.Index(fields=["ward"], name="credit_guardianship_ward"),
            models.Index(fields=["guardian"], name="credit_guardianship_guardian"),
            models.Index(
                fields=["ends_at"],
                condition=models.Q(state="confirmed", ends_at__isnull=False),
                name="credit_guardianship_ends",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["guardian", "ward"],
                condition=models.Q(state__in=("asked", "confirmed")),
                name="credit_guardianship_once",
            ),
        ]

    def __str__(self) -> str:
        return f"guardianship:{self.pk}"
