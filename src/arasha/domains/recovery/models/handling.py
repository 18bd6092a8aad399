"""Holds, recalls, refunds, appeals, evidence, clocks, and the protection of coerced victims."""

from django.db import models

from arasha.domains.recovery.facts.handling import AnalysisState, HoldGround, HoldState
from arasha.domains.recovery.facts.protecting import ProtectionState
from arasha.domains.recovery.facts.returning import AppealState, RecallState, RefundState
from arasha.domains.recovery.models.incidents import Incident
from arasha.domains.recovery.rules.states import HELD, UNANSWERED
from arasha.kernel.access.models import Institution


class Hold(models.Model):
    """The holding of an incident's money in one account: never more than the trace's share, never without an end.

    `claims` says how much of which claim is asked for, `held_claims` how much is held (tiyn, by number); `arrived` how
    much of them had come into the account when it was last asked about. `owner` is on whose word it stands. `code` is
    the digest of the holder's code. `expires_at` is when it ends by itself, once something is held. `release_by` is who
    would release it where two must.
    """

    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="holds")
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT)
    institution_code = models.CharField(max_length=35)
    account = models.UUIDField()
    hop = models.SmallIntegerField()
    ground = models.CharField(max_length=16, choices=[(ground.value, ground.value) for ground in HoldGround])
    owner = models.CharField(max_length=120)
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in HoldState])
    amount = models.BigIntegerField()
    held = models.BigIntegerField(default=0)
    claims = models.JSONField()
    held_claims = models.JSONField(default=dict)
    arrived = models.JSONField()
    code = models.BinaryField(max_length=32)
    refusal = models.CharField(max_length=20, blank=True)
    note = models.BinaryField(null=True)
    analysis = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in AnalysisState],
        default=AnalysisState.NOT_DUE,
    )
    disagreement = models.CharField(max_length=20, blank=True)
    analysis_note = models.BinaryField(null=True)
    release_by = models.CharField(max_length=120, blank=True)
    requested_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "recovery_hold"
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "account"],
                condition=models.Q(state__in=UNANSWERED),
                name="recovery_hold_one_unanswered",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gt=0, held__gte=0, held__lte=models.F("amount")),
                name="recovery_hold_amounts",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=HELD) | models.Q(expires_at__isnull=False),
                name="recovery_hold_has_an_end",
            ),
        ]
        indexes = [
            models.Index(fields=["institution", "state", "-id"], name="recovery_hold_of_institution"),
            models.Index(fields=["account"], name="recovery_hold_account"),
        ]

    def __str__(self) -> str:
        return f"hold:{self.pk}"


class Recall(models.Model):
    """Held money that is asked back. `opened_by` and `agreed_by` are the two persons, where two must."""

    id = models.BigAutoField(primary_key=True)
    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="recalls")
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in RecallState])
    amount = models.BigIntegerField()
    accepted = models.BigIntegerField(default=0)
    rejection = models.CharField(max_length=16, blank=True)
    note = models.BinaryField(null=True)
    opened_by = models.CharField(max_length=120)
    agreed_by = models.CharField(max_length=120, blank=True)
    sanction_by = models.CharField(max_length=120, blank=True)
    opened_at = models.DateTimeField()
    sanctioned_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "recovery_recall"
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=["hold"], name="recovery_recall_once"),
            models.CheckConstraint(
                condition=models.Q(accepted__gte=0, accepted__lte=models.F("amount")), name="recovery_recall_amounts"
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="recovery_recall_state")]

    def __str__(self) -> str:
        return f"recall:{self.pk}"


class Refund(models.Model):
    """What of a recall goes to one victim's account (`account`, a token): `claims` how much for which claim."""

    id = models.BigAutoField(primary_key=True)
    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="refunds")
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in RefundState])
    account = models.UUIDField()
    institution_code = models.CharField(max_length=35)
    amount = models.BigIntegerField()
    claims = models.JSONField()
    payment_id = models.CharField(max_length=64, blank=True)
    wanted_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "recovery_refund"
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["recall", "account"], name="recovery_refund_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="recovery_refund_amount"),
            models.CheckConstraint(
                condition=~models.Q(state__in=(RefundState.PAID, RefundState.CLOSED)) | ~models.Q(payment_id=""),
                name="recovery_refund_payment",
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=models.Q(state=RefundState.PAID), name="recovery_refund_paid")]

    def __str__(self) -> str:
        return f"refund:{self.pk}"


class Appeal(models.Model):
    """A holder's objection to a hold; what he writes, and the reasons of the decision, are sealed."""

    id = models.BigAutoField(primary_key=True)
    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="appeals")
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in AppealState])
    language = models.CharField(max_length=2)
    text = models.BinaryField()
    reasons = models.BinaryField(null=True)
    filed_by = models.CharField(max_length=120)
    filed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    seconded_by = models.CharField(max_length=120, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "recovery_appeal"
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["hold"],
                condition=models.Q(state__in=(AppealState.FILED, AppealState.SECOND_LOOK)),
                name="recovery_appeal_one_open",
            )
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(decided_at=None), name="recovery_appeal_due"),
        ]

    def __str__(self) -> str:
        return f"appeal:{self.pk}"


class Evidence(models.Model):
    """A file laid to a hold, an appeal or an incident: its name and content are sealed, its SHA-256 is in the log."""

    id = models.BigAutoField(primary_key=True)
    about = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=20)
    media_type = models.CharField(max_length=100)
    size = models.IntegerField()
    digest = models.CharField(max_length=64)
    name = models.BinaryField()
    content = models.BinaryField()
    kept_by = models.CharField(max_length=120)
    kept_at = models.DateTimeField()

    class Meta:
        db_table = "recovery_evidence"
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["about", "digest"], name="recovery_evidence_once")]

    def __str__(self) -> str:
        return f"evidence {self.pk}"


class Clock(models.Model):
    """A term that runs, ran out or was kept; `institution` is whose it is, none when the centre's own.

    It keeps when it falls due as it was when it began: a later wording of the term does not touch it.
    """

    id = models.BigAutoField(primary_key=True)
    about = models.CharField(max_length=120)
    code = models.CharField(max_length=24)
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT)
    started_at = models.DateTimeField()
    warn_at = models.DateTimeField()
    due_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "recovery_clock"
        ordering = ("due_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["about", "code"], condition=models.Q(stopped_at=None), name="recovery_clock_one_running"
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(stopped_at=None, breached_at=None), name="recovery_clock_due"
            ),
            models.Index(
                fields=["warn_at"], condition=models.Q(stopped_at=None, warned_at=None), name="recovery_clock_warn"
            ),
            models.Index(fields=["institution", "code"], name="recovery_clock_institution"),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.about}"


class Protection(models.Model):
    """Payments out of a coerced victim's account wait until a trusted second person, or the term, says so.

    The trusted person's name and telephone are sealed; `renewals` counts how often a supervisor gave it another term.
    """

    id = models.BigAutoField(primary_key=True)
    account = models.UUIDField()
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT)
    incident = models.ForeignKey(Incident, null=True, on_delete=models.PROTECT)
    state = models.CharField(max_length=14, choices=[(state.value, state.value) for state in ProtectionState])
    trusted = models.BinaryField()
    owner = models.CharField(max_length=120)
    renewals = models.SmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "recovery_protection"
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(ended_at=None), name="recovery_protection_one_running"
            )
        ]

    def __str__(self) -> str:
        return f"coercion:{self.pk}"
