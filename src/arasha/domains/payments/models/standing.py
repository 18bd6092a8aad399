"""The standing risk of accounts."""

from django.db import models


class AccountRisk(models.Model):
    """What stands against an account as of `hour` (since 1970): its signs, and the tier and risk that follow.

    `signs` holds for each sign its strength, how often and when last (`rules.account_risk.Strength`), `days` how many
    payments a day spoke against the account. `due_at` is when it must be looked at again, because its tier may fall.
    """

    token = models.UUIDField(primary_key=True)
    institution = models.CharField(max_length=35)
    hour = models.BigIntegerField()
    signs = models.JSONField()
    cleared = models.BigIntegerField(default=0)
    days = models.JSONField()
    risk = models.SmallIntegerField()
    tier = models.SmallIntegerField()
    since = models.DateTimeField()
    updated_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        db_table = "account_risk"
        indexes = [
            models.Index(fields=["-risk", "token"], name="account_risk_worst", condition=models.Q(tier__gt=0)),
            models.Index(fields=["-since", "token"], name="account_risk_newest", condition=models.Q(tier__gt=0)),
            models.Index(fields=["due_at"], name="account_risk_due"),
        ]


class AccountRiskChange(models.Model):
    """An account's tier changed; `sequence` is that of the fact, so that whoever follows misses none."""

    sequence = models.BigIntegerField(primary_key=True)
    token = models.UUIDField()
    institution = models.CharField(max_length=35)
    before = models.SmallIntegerField()
    after = models.SmallIntegerField()
    risk = models.SmallIntegerField()
    signs = models.JSONField()
    seen = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        db_table = "account_risk_change"
        indexes = [
            models.Index(fields=["institution", "sequence"], name="account_risk_feed"),
            models.Index(fields=["token", "-sequence"], name="account_risk_history"),
        ]


class AccountReview(models.Model):
    """A person looked into an account as a candidate for a drop, and wrote what he made of it; it is never changed."""

    token = models.UUIDField()
    tier = models.SmallIntegerField()
    actor = models.CharField(max_length=120)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "account_review"
        indexes = [models.Index(fields=["token", "-at"], name="account_review_latest")]
