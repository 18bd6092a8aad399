"""Verdicts, the groups in which they were recorded, outcomes, reviews, tallies."""

from django.db import models

from arasha.domains.payments.rules.masks import mask_of
from arasha.kernel.access.models import Institution


class RuleBook(models.Model):
    """A rule book that verdicts were given by, so that their masks can always be read."""

    version = models.BigIntegerField(primary_key=True)
    content = models.JSONField()
    first_used_at = models.DateTimeField()

    class Meta:
        db_table = "payment_rule_book"


class DrainPosition(models.Model):
    """Up to which sequence a journal has been drained; moved in the transaction that stores the rows."""

    journal = models.CharField(max_length=40, primary_key=True)
    position = models.BigIntegerField(default=0)

    class Meta:
        db_table = "payment_drain"


class VerdictGroup(models.Model):
    """Verdicts that one fact records, from the sequence `first` on: the hashes of their rows, 32 bytes each, in order.

    `sequences` says which (8 bytes each, big-endian): a journal has rows of other kinds between them.
    """

    first = models.BigIntegerField(primary_key=True)
    fact = models.BigIntegerField(unique=True)
    sequences = models.BinaryField()
    hashes = models.BinaryField()

    class Meta:
        db_table = "payment_group"


SUMMED = ("amount", "first", "sequence", "verdict")


class Payment(models.Model):
    """A question about a payment and its verdict. `first` is the sequence of the payment's first question.

    `reasons` and `shadow` are masks over the rules of its book: 64 bits here and 64 in `…_more`. `why` holds the themes
    of the model's reason, a byte each. `stolen` is how much of the amount is stolen money that is being looked for.
    `end_to_end` is the mark of the id that runs with the payment (`rules.end_to_end`), on its first question only.
    """

    sequence = models.BigIntegerField(primary_key=True)
    first = models.BigIntegerField()
    group = models.ForeignKey(VerdictGroup, on_delete=models.PROTECT, db_constraint=False)
    asker = models.ForeignKey(Institution, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    payment_id = models.CharField(max_length=64)
    incoming = models.BooleanField()
    decided_at = models.DateTimeField()
    paid_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    debtor = models.UUIDField()
    creditor = models.UUIDField()
    debtor_institution = models.CharField(max_length=35)
    creditor_institution = models.CharField(max_length=35)
    amount = models.BigIntegerField()
    stolen = models.BigIntegerField(default=0, db_default=0)
    currency = models.CharField(max_length=3)
    kind = models.SmallIntegerField()
    channel = models.SmallIntegerField()
    verdict = models.SmallIntegerField()
    tier = models.SmallIntegerField()
    score = models.SmallIntegerField()
    reasons = models.BigIntegerField()
    reasons_more = models.BigIntegerField(default=0, db_default=0)
    shadow = models.BigIntegerField()
    shadow_more = models.BigIntegerField(default=0, db_default=0)
    why = models.BigIntegerField(default=0, db_default=0)
    book = models.ForeignKey(RuleBook, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    features = models.BinaryField()
    sealed = models.BinaryField()
    request_sha256 = models.BinaryField(max_length=32)
    end_to_end = models.BigIntegerField(null=True)

    class Meta:
        db_table = "payment"
        indexes = [
            models.Index(fields=["asker", "payment_id"], name="payment_asker_id"),
            # What an account has lately paid and got is summed up from the index alone, when stolen money is followed.
            models.Index(fields=["debtor", "-paid_at"], include=SUMMED, name="payment_debtor"),
            models.Index(fields=["creditor", "-paid_at"], include=SUMMED, name="payment_creditor"),
            # The few that were not simply allowed, for an account that has very many payments.
            models.Index(
                fields=["debtor", "-paid_at"], name="payment_debtor_alerts", condition=models.Q(verdict__gt=0)
            ),
            models.Index(
                fields=["creditor", "-paid_at"], name="payment_creditor_alerts", condition=models.Q(verdict__gt=0)
            ),
            models.Index(
                fields=["end_to_end"], name="payment_end_to_end", condition=models.Q(end_to_end__isnull=False)
            ),
            # What an institution sent out lately: rows come in the order of time, so that few pages of it are written.
            models.Index(
                fields=["asker", "paid_at", "amount"], name="payment_sent_out", condition=models.Q(incoming=False)
            ),
            models.Index(fields=["first"], name="payment_second_side", condition=~models.Q(first=models.F("sequence"))),
        ]

    def __str__(self) -> str:
        return f"payment {self.sequence}"

    @property
    def fired(self) -> int:
        """The mask of the rules that counted."""
        return mask_of(self.reasons, self.reasons_more)

    @property
    def watched(self) -> int:
        """The mask of the rules that fired in shadow."""
        return mask_of(self.shadow, self.shadow_more)


class ReportedOutcome(models.Model):
    """What an institution did with a payment after the verdict."""

    sequence = models.BigIntegerField(primary_key=True)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, db_constraint=False, related_name="outcomes")
    outcome = models.SmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "payment_outcome"
        ordering = ("sequence",)


class Review(models.Model):
    """A payment that a person should look at, who is looking at it, and what he decided.

    The columns from `verdict` to `at_risk` repeat what the queue filters and sorts by, so that it never reads the large
    table of payments. `at_risk` is the expected loss: the amount times the score, in the currency's hundredths.
    """

    payment = models.OneToOneField(
        Payment, on_delete=models.PROTECT, primary_key=True, db_constraint=False, related_name="review"
    )
    verdict = models.SmallIntegerField()
    score = models.SmallIntegerField()
    tier = models.SmallIntegerField()
    asker = models.ForeignKey(Institution, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    amount = models.BigIntegerField()
    paid_at = models.DateTimeField()
    reasons = models.BigIntegerField()
    reasons_more = models.BigIntegerField(default=0, db_default=0)
    book = models.ForeignKey(RuleBook, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    at_risk = models.BigIntegerField()
    origin = models.CharField(max_length=16)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=120, blank=True, default="")
    claimed_until = models.DateTimeField(null=True)
    decision = models.CharField(max_length=16, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "payment_review"
        indexes = [
            models.Index(fields=["-payment"], name="payment_review_open", condition=models.Q(decided_at=None)),
            models.Index(
                fields=["-at_risk", "-payment"], name="payment_review_at_risk", condition=models.Q(decided_at=None)
            ),
            models.Index(fields=["verdict", "-payment"], name="payment_review_verdict"),
            models.Index(fields=["decision", "-payment"], name="payment_review_decision"),
        ]


class Tally(models.Model):
    """How many payments an institution asked about in an hour and got this verdict, and their sum in tiyn.

    A payment counts once, with the verdict of its first question; payments in other currencies add nothing to the sum.
    """

    pk = models.CompositePrimaryKey("hour", "asker", "verdict")
    hour = models.DateTimeField()
    asker = models.ForeignKey(Institution, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    verdict = models.SmallIntegerField()
    payments = models.BigIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        db_table = "payment_tally"
