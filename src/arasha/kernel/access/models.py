"""Institutions and their keys; people; the audit of every look at a person's data."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import RIGHTS, Right, Role


class InstitutionKind(models.TextChoices):
    """What sort of participant an institution is."""

    BANK = "bank", _("Bank")
    MICRO_LENDER = "micro_lender", _("Micro-lender")
    PAYMENT_ORGANISATION = "payment_organisation", _("Payment organisation")
    SWITCH = "switch", pgettext_lazy("payment system", "Payment switch")
    OPERATOR = "operator", _("Mobile operator")
    MARKETPLACE = "marketplace", _("Marketplace")
    CREDIT_BUREAU = "credit_bureau", _("Credit bureau")
    STATE_BODY = "state_body", _("State body")


class StandIn(models.TextChoices):
    """What an institution counts as our answer when none comes in time."""

    ALLOW = "allow", _("Let it pass")
    WARN = "warn", _("Warn the payer")
    HOLD = "hold", _("Hold")


class Institution(models.Model):
    """A participant of the centre. `code` is its BIC (ISO 9362) or another short name that all agree on."""

    number = models.AutoField(primary_key=True)
    code = models.CharField(max_length=35, unique=True)
    kind = models.CharField(max_length=24, choices=InstitutionKind.choices)
    name_kk = models.CharField(max_length=160)
    name_ru = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    stand_in = models.CharField(max_length=8, choices=StandIn.choices, default=StandIn.WARN)
    connected_at = models.DateTimeField()

    class Meta:
        db_table = "institution"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class InstitutionKey(models.Model):
    """A key of an institution: what may be shown of it, and the hash of the rest."""

    key_id = models.CharField(max_length=10, primary_key=True)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="keys")
    digest = models.BinaryField(max_length=32)
    scopes = models.JSONField()
    label = models.CharField(max_length=80, blank=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "institution_key"
        ordering = ("-issued_at",)

    def __str__(self) -> str:
        return self.key_id


class People(BaseUserManager["Person"]):
    """Finding people by the name they log in with."""


class Person(AbstractBaseUser):
    """Somebody who works at the centre, or for an institution, which he is then bound to."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=16, choices=[(role.value, role.value) for role in Role])
    language = models.CharField(max_length=2, default="kk")
    is_active = models.BooleanField(default=True)
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT, related_name="officers")

    USERNAME_FIELD = "username"
    objects = People()

    class Meta:
        db_table = "person"

    def __str__(self) -> str:
        return self.username

    def may(self, right: Right) -> bool:
        """Does this person's role give the right?"""
        return self.is_active and right in RIGHTS[Role(self.role)]


class Look(models.Model):
    """One look at, or one act on, a person's data: the audit. Never changed (a trigger refuses)."""

    class What(models.TextChoices):
        OPENED = "opened", pgettext_lazy("audit", "Opened")
        REVEALED = "revealed", pgettext_lazy("audit", "Revealed in full")
        SEARCHED = "searched", pgettext_lazy("audit", "Searched for")

    at = models.DateTimeField(db_index=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    purpose = models.CharField(max_length=20, choices=[(purpose.value, purpose.value) for purpose in Purpose])
    what = models.CharField(max_length=12, choices=What.choices)
    subject = models.CharField(max_length=120, db_index=True)

    class Meta:
        db_table = "look"
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.person_id} {self.what} {self.subject}"
