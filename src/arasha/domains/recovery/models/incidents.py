"""Incidents, the payments that they claim, the traces drawn of them, and where stolen money went."""

from django.db import models

from arasha.domains.recovery.facts.incidents import ClaimState, IncidentState
from arasha.kernel.access.models import Institution
from arasha.kernel.attribution import Rule
from arasha.kernel.store.fields import PlainJSON


class Incident(models.Model):
    """A reported theft that is being handled. `amount` is the sum of its located claims, in tiyn.

    `trust` says how far its reporter is trusted, in per mille; below the bound that `rules` sets, a person looks first.
    """

    id = models.BigAutoField(primary_key=True)
    complaint = models.BigIntegerField(unique=True)
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT)
    reporter = models.UUIDField(null=True)
    situation = models.CharField(max_length=24)
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in IncidentState])
    rule = models.CharField(max_length=16, choices=[(rule.value, rule.value) for rule in Rule])
    depth = models.SmallIntegerField()
    trust = models.SmallIntegerField(default=1000)
    amount = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField()
    watch_until = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "recovery_incident"
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["state", "-id"], name="recovery_incident_state"),
            models.Index(fields=["reporter"], name="recovery_incident_reporter"),
            models.Index(fields=["watch_until"], condition=models.Q(closed_at=None), name="recovery_incident_watch"),
        ]

    def __str__(self) -> str:
        return f"incident {self.pk}"


class Claim(models.Model):
    """One reported payment: what is known of it (`wanted`, tokens and bounds), and which payment it proved to be.

    `same_as` is the claim of another incident to which the same payment belongs already; `fitting` how many payments
    fit what is known when it was too little to choose by.
    """

    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="claims")
    place = models.SmallIntegerField()
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in ClaimState])
    wanted = models.JSONField()
    payment = models.BigIntegerField(null=True)
    amount = models.BigIntegerField(default=0)
    paid_at = models.DateTimeField(null=True)
    debtor = models.UUIDField(null=True)
    creditor = models.UUIDField(null=True)
    debtor_institution = models.CharField(max_length=35, blank=True)
    creditor_institution = models.CharField(max_length=35, blank=True)
    located_at = models.DateTimeField(null=True)
    fitting = models.SmallIntegerField(default=0, db_default=0)
    same_as = models.ForeignKey("self", null=True, on_delete=models.PROTECT)

    class Meta:
        db_table = "recovery_claim"
        ordering = ("incident", "place")
        constraints = [
            models.UniqueConstraint(
                fields=["payment"], condition=models.Q(state=ClaimState.LOCATED), name="recovery_claim_once"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(state=ClaimState.WAITING), name="recovery_claim_waiting"),
            models.Index(fields=["debtor"], name="recovery_claim_debtor"),
            models.Index(fields=["creditor"], name="recovery_claim_creditor"),
        ]

    def __str__(self) -> str:
        return f"claim {self.pk}"


class Trace(models.Model):
    """Where the money of an incident went, as of a sequence of the ledger; never changed, the next is another version.

    `content` is what `rules.tracing` drew: accounts and payments, sums in tiyn; `digest` its SHA-256, as the fact says.
    """

    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="traces")
    version = models.IntegerField()
    rule = models.CharField(max_length=16)
    depth = models.SmallIntegerField()
    ledger = models.BigIntegerField()
    drawn_at = models.DateTimeField()
    content = PlainJSON()
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "recovery_trace"
        ordering = ("incident", "-version")
        constraints = [models.UniqueConstraint(fields=["incident", "version"], name="recovery_trace_version")]


class Move(models.Model):
    """Stolen money went with a payment: so much of a claim, from one account to another.

    What was once attributed stands: later reports are followed through what nobody has claimed yet.
    """

    id = models.BigAutoField(primary_key=True)
    payment = models.BigIntegerField()
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="moves", db_constraint=False)
    amount = models.BigIntegerField()
    debtor = models.UUIDField()
    creditor = models.UUIDField()
    debtor_institution = models.CharField(max_length=35)
    creditor_institution = models.CharField(max_length=35)
    at = models.DateTimeField()
    hop = models.SmallIntegerField()
    followed = models.BooleanField()

    class Meta:
        db_table = "recovery_move"
        ordering = ("at", "payment")
        constraints = [models.UniqueConstraint(fields=["payment", "claim"], name="recovery_move_once")]
        indexes = [
            models.Index(fields=["debtor"], name="recovery_move_debtor"),
            models.Index(fields=["creditor"], name="recovery_move_creditor"),
        ]
