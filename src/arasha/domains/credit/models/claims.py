"""Loans that were given, and the claims that some of them are void."""

from django.db import models

from arasha.domains.credit.facts.lending import ClaimState, Correction, DisputeReason, Finding, LoanSource
from arasha.kernel.access.models import Institution

CODE = 35
OWN_ID = 64


class Outcome(models.Model):
    """What a lender did after it had asked: lent, or not."""

    lender = models.ForeignKey(Institution, on_delete=models.PROTECT, db_index=False)
    application = models.CharField(max_length=OWN_ID)
    lent = models.BooleanField()
    at = models.DateTimeField()
    loan = models.ForeignKey("Loan", null=True, on_delete=models.PROTECT)

    class Meta:
        db_table = "credit_outcome"
        constraints = [models.UniqueConstraint(fields=["lender", "application"], name="credit_outcome_once")]

    def __str__(self) -> str:
        return f"outcome {self.pk}"


class Loan(models.Model):
    """A loan that somebody said was given; whoever said it first is its source, `reporter` the institution's code.

    A lender that is not connected has a code and no number. `check_place` is the answer on which the finding rests. The
    contract is the lender's own name of the loan, empty when a person who disowns it does not know it.
    """

    id = models.BigAutoField(primary_key=True)
    lender = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT)
    lender_code = models.CharField(max_length=CODE)
    contract = models.CharField(max_length=OWN_ID)
    application = models.CharField(max_length=OWN_ID)
    person = models.UUIDField()
    amount = models.BigIntegerField()
    lent_at = models.DateTimeField()
    source = models.CharField(max_length=8, choices=[(each.value, each.value) for each in LoanSource])
    reporter = models.CharField(max_length=CODE)
    reported_at = models.DateTimeField()
    finding = models.CharField(max_length=16, choices=[(each.value, each.value) for each in Finding])
    check_place = models.BigIntegerField(null=True)

    class Meta:
        db_table = "credit_loan"
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["lender_code", "contract"], condition=~models.Q(contract=""), name="credit_loan_once"
            ),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="credit_loan_amount"),
        ]
        indexes = [
            models.Index(fields=["person"], name="credit_loan_person"),
            models.Index(fields=["lender_code", "lent_at"], name="credit_loan_lender"),
            models.Index(
                fields=["reported_at"], condition=models.Q(finding=Finding.WAITING), name="credit_loan_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"loan:{self.pk}"


class Claim(models.Model):
    """That a loan is void. `effect` is what the register said of the person when it was given.

    `due_at` is when whoever is to act now must have acted; a claim that has ended has none. What lender and supervisor
    write is sealed; `application` is the one whose receipt the lender points to.
    """

    id = models.BigAutoField(primary_key=True)
    loan = models.OneToOneField(Loan, on_delete=models.PROTECT)
    lender = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT)
    lender_code = models.CharField(max_length=CODE)
    person = models.UUIDField()
    ground = models.CharField(max_length=16, choices=[(each.value, each.value) for each in Finding])
    source = models.CharField(max_length=8, choices=[(each.value, each.value) for each in LoanSource])
    state = models.CharField(max_length=12, choices=[(each.value, each.value) for each in ClaimState])
    effect = models.BigIntegerField()
    opened_at = models.DateTimeField()
    since = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)
    overdue_at = models.DateTimeField(null=True)
    dispute = models.CharField(max_length=12, blank=True, choices=[(each.value, each.value) for each in DisputeReason])
    application = models.CharField(max_length=OWN_ID, blank=True)
    note = models.BinaryField(null=True)
    decision = models.BinaryField(null=True)
    decided_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)
    written_off_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "credit_claim"
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["lender", "state", "id"], name="credit_claim_lender"),
            models.Index(fields=["person"], name="credit_claim_person"),
            models.Index(fields=["state", "due_at"], name="credit_claim_due"),
        ]

    def __str__(self) -> str:
        return f"claim:{self.pk}"


class BureauRecord(models.Model):
    """That a bureau was asked to strike a loan from a person's record, and what it did."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="records")
    bureau = models.ForeignKey(Institution, on_delete=models.PROTECT)
    said = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Correction])
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "credit_record"
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["claim", "bureau"], name="credit_record_once")]

    def __str__(self) -> str:
        return f"record {self.pk}"
