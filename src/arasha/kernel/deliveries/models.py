"""The tables of messages: one mailbox an institution, and what lies in it."""

from django.db import models
from django.utils.translation import pgettext_lazy

from arasha.kernel.access.models import Institution


class Mailbox(models.Model):
    """Where an institution's messages go, and how far they have come.

    `acknowledged` is the number of the last message that it said by polling to have. `failures` counts attempts since
    the last success, and `next_at` is when the next one is due.
    """

    institution = models.OneToOneField(Institution, primary_key=True, on_delete=models.PROTECT, related_name="mailbox")
    acknowledged = models.BigIntegerField(default=0)
    asked_at = models.DateTimeField(null=True)
    url = models.CharField(max_length=500, blank=True)
    gone = models.BooleanField(default=False)
    secret = models.BinaryField(null=True)
    former_secret = models.BinaryField(null=True)
    former_until = models.DateTimeField(null=True)
    failures = models.IntegerField(default=0)
    next_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "mailbox"

    def __str__(self) -> str:
        return f"mailbox of {self.institution_id}"


class Numbering(models.Model):
    """The number of an institution's last message, from 1; apart from the mailbox, so that who sends never waits."""

    institution = models.OneToOneField(Institution, primary_key=True, on_delete=models.PROTECT, related_name="+")
    last = models.BigIntegerField(default=0)

    class Meta:
        db_table = "message_numbering"

    def __str__(self) -> str:
        return f"message {self.last} of {self.institution_id}"


class Message(models.Model):
    """One message; its content is sealed. `since` is from when its patience is counted."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("message", "Waiting")
        DELIVERED = "delivered", pgettext_lazy("message", "Delivered")
        COLLECTED = "collected", pgettext_lazy("message", "Collected by polling")
        DEAD = "dead", pgettext_lazy("message", "Not deliverable")

    id = models.UUIDField(primary_key=True)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="messages")
    sequence = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=120, blank=True)
    box = models.BinaryField()
    created_at = models.DateTimeField()
    since = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.IntegerField(default=0)
    refusals = models.IntegerField(default=0)
    reason = models.CharField(max_length=24, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "message"
        ordering = ("institution_id", "sequence")  # by `institution` would join, and lock, the institutions
        constraints = [
            models.UniqueConstraint(fields=["institution", "sequence"], name="message_in_order"),
        ]
        indexes = [
            models.Index(
                fields=["institution", "sequence"], condition=models.Q(state="waiting"), name="message_waiting"
            ),
            models.Index(fields=["institution", "-sequence"], condition=models.Q(state="dead"), name="message_dead"),
            models.Index(
                fields=["settled_at"], condition=models.Q(state__in=("delivered", "collected")), name="message_settled"
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"
